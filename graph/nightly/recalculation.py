"""Is a run what the plan says? The SQL engine, which shares no Cypher with the night, calculates it anew.

The facts are read, the whole plan is calculated on DuckDB, and what stands in the graph is compared there:
entry by entry, standing by standing, pool by pool. Nothing is written.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.clock import OPEN
from graph.columnar import calculate
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import write_rows
from graph.columnar.plan_tables import month_table, pool_table
from graph.columnar.statements import filled
from graph.database import Database
from graph.fact_files import read_into
from graph.nightly.steps import Night

STANDING = {
    "sponsor_id": str,
    "depth": int,
    "rank": int,
    "highest_rank": int,
    "rank_order_id": str,
    "team_owner_id": str,
    "direct_recruits": int,
    "team_size": int,
    "personal": int,
    "team": int,
    "earned": int,
    "held": int,
    "personal_months": int,
    "volume_months": int,
}
"""The figures of a standing that are compared, as nightly/checks/recalculation/standings reads them.

Those of months are their volumes weighted by month and added up: one number, whatever the months.
"""
POOL = dict.fromkeys(("orders", "fed", "holders", "share", "carried"), int)
"""The figures of a pool on a day, as nightly/checks/recalculation/pools reads them."""
_MODULUS = 2**31 - 1  # a prime: products of two numbers below it fit 64 bits
_ENTRY = {**dict.fromkeys(("kind", "source", "payee_id", "order_id", "pool", "day"), str), "amount": int}


class EntryDiffers(NamedTuple):
    """A sum of the ledger that is not due, in minor units. No payee: the company; no order: a pool."""

    kind: str
    source: str
    payee_id: str
    order_id: str
    pool: str
    day: str
    due: int
    posted: int


class FigureDiffers(NamedTuple):
    """A figure of a member, or of a pool and day, that is not what was calculated; '': it is not there."""

    id: str
    figure: str
    due: str
    posted: str


@dataclass(frozen=True)
class Comparison:
    """How many entries and standings were calculated anew; how many sums and figures differ, the first."""

    entries: int
    standings: int
    different_entries: int
    different_figures: int
    first_entries: tuple[EntryDiffers, ...]
    first_figures: tuple[FigureDiffers, ...]


def recalculate(database: Database, night: Night, limit: int) -> Comparison:
    """Calculate a run anew (R1-R9) and compare what stands in the graph; `limit`: how many rows are named.

    Raises:
        SumTooLargeError: a sum does not fit 64 bits; it names the stage.
    """
    with tempfile.TemporaryDirectory(prefix="upline-run-") as temporary, DuckDB(Path(temporary)) as engine:
        folder = Path(temporary)
        read_into(engine, database, night.facts, folder)
        calculate(engine, [window.plan for window in night.windows], night.as_of)
        _read_run(database, night, engine, folder)
        return _compared(engine, night, limit)


def _weights(night: Night) -> list[int]:
    """Return a weight for each month of the company: so its volumes are compared as one number per member."""
    return [pow(31, number + 1, _MODULUS) for number in range(max(night.calendar.month, default=0) + 2)]


def _read_run(database: Database, night: Night, engine: DuckDB, folder: Path) -> None:
    """Read what stands into files, and let the engine read these as tables."""
    weights = {"weights": _weights(night), "modulus": _MODULUS}
    tables: list[tuple[str, str, dict[str, type], dict[str, object]]] = [
        ("posted", "entries", _ENTRY, {}),
        ("standings_there", "standings", {"member_id": str, **STANDING}, {"open": OPEN, **weights}),
        ("shares_there", "pools", {"id": str, **POOL}, {"open": OPEN}),
    ]
    for table, name, columns, parameters in tables:
        read = database.stream(f"nightly/checks/recalculation/{name}", **parameters)
        rows = (tuple(row[column] for column in columns) for row in read)
        engine.parquet(table, columns, write_rows(folder, table, columns, rows))


def _compared(engine: DuckDB, night: Night, limit: int) -> Comparison:
    engine.table("pool_names", pool_table(night.plan))
    first = night.calendar.first_month
    engine.table("month_weights", month_table({first + n: one for n, one in enumerate(_weights(night))}))
    engine.make(filled("checks/month_sums", {"modulus": _MODULUS}))
    for name in ("checks/entry_differences", "checks/standing_pairs", "checks/pool_pairs"):
        engine.make(filled(name, {}))
    pairs = [("standing_pairs", figure) for figure in STANDING] + [("pool_pairs", figure) for figure in POOL]
    parts = (filled("checks/figure", {"pairs": table, "figure": figure}).strip() for table, figure in pairs)
    engine.make(filled("checks/figure_differences", {"figures": " UNION ALL ".join(parts)}))
    entries, standings, different_entries, different_figures = engine.read(filled("checks/compared", {}))[0]
    return Comparison(
        entries,
        standings,
        different_entries,
        different_figures,
        tuple(EntryDiffers(*row) for row in engine.read(filled("checks/first_entries", {"limit": limit}))),
        tuple(FigureDiffers(*row) for row in engine.read(filled("checks/first_figures", {"limit": limit}))),
    )
