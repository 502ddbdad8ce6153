"""What a run changes: what is due, in the form in which runs publish it, less what the published run says."""

from collections.abc import Mapping, Sequence

from graph.clock import SHIFT
from graph.columnar.engine import Engine
from graph.columnar.plan_tables import pool_table
from graph.columnar.run_tables import RUN_TABLES
from graph.columnar.running import NEVER, Running

DUE = {
    "published_standings": ("due_standings", "standing_changes"),
    "published_shares": ("due_shares", "share_changes"),
    "published_buyers": ("due_buyers", "buyer_changes"),
}
"""Tables of a run that the next one says whole: what it says, and what differs."""


def make_changes(run: Running, first_month: int) -> None:
    """Make due_standings, due_shares, and of these and the entries what differs from the published tables.

    `first_month` is the company's, `year * 12 + month - 1`. The published run's tables must be there
    (`read_published`).
    """
    run.engine.table("pool_names", pool_table(run.plans))
    run.make("changes/points", shift=SHIFT)
    run.make("changes/lapses", shift=SHIFT, never=NEVER)
    months = f"months_{run.rounds}"
    run.make("changes/month_texts", table="own_texts", volumes="own_months", figure="volume")
    run.make("changes/month_texts", table="group_texts", volumes=months, figure="volume")
    run.make("changes/month_texts", table="active_texts", volumes=months, figure="active")
    run.make("changes/standings", months=first_month, round=run.rounds)
    run.make("changes/shares")
    run.make("changes/buyers")
    for name in ("entry_changes", "ledger", "standing_changes", "share_changes", "buyer_changes"):
        run.make(f"changes/{name}")


def read_published(engine: Engine, files: Mapping[str, Sequence[str]]) -> None:
    """Let files be read as what the published run says (graph.columnar.run_tables)."""
    for table, kinds in RUN_TABLES.items():
        engine.parquet(table, kinds, files.get(table, ()))
