"""The SQL half: facts as tables, the statements of sql/ on DuckDB, and the figures as an outcome."""

import tempfile
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import polars as pl

from graph.columnar import calculate, make_months
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.engine import Engine
from graph.columnar.facts import write_facts, write_rows
from graph.columnar.running import SHARED
from graph.facts import Facts
from graph.outcome import Grain, Month, Outcome, Pool, Published, Standing
from graph.plan import Plan, in_order


def duckdb_outcome(
    facts: Facts, plans: Sequence[Plan], as_of: int, published: Published | None = None
) -> Outcome:
    """Calculate with the SQL engine, from nothing, or after a published run."""
    with tempfile.TemporaryDirectory() as folder, DuckDB(Path(folder), threads=1) as engine:
        return sql_outcome(engine, Path(folder), facts, plans, as_of, published=published)


def sql_outcome(
    engine: Engine,
    folder: Path,
    facts: Facts,
    plans: Sequence[Plan],
    as_of: int,
    *,
    published: Published | None = None,
) -> Outcome:
    """Calculate with an engine that runs the statements of sql/; the facts go into files in `folder`."""
    engine.facts(write_facts(facts, folder))
    if published:
        _let_read(engine, published.outcome, folder)
    make_months(calculate(engine, plans, as_of, before=published.as_of if published else None))
    return _outcome(engine, in_order(plans)[0])


def _let_read(engine: Engine, outcome: Outcome, folder: Path) -> None:
    tables: dict[str, list[tuple[object, ...]]] = {
        "shared_before": [(*key, *astuple(row)) for key, row in outcome.pools.items()],
        "paid_before": [
            (grain.pool, grain.day, grain.payee_id, amount)
            for grain, amount in outcome.entries.items()
            if grain.pool
        ],
    }
    for name, rows in tables.items():
        engine.parquet(name, SHARED[name], write_rows(folder, name, SHARED[name], rows))


def _outcome(engine: Engine, plan: Plan) -> Outcome:
    ranks = [rank.id for rank in plan.ranks]
    standings = {member: Standing(*row) for member, *row in engine.rows("standings")}
    entries: dict[Grain, int] = {}
    for kind, source, payee, order, rank, day, amount in engine.rows("entries"):
        grain = Grain(kind, source, payee, order, ranks[rank] if rank >= 0 else "", day)
        assert grain not in entries
        entries[grain] = amount
    pools = {(ranks[rank], _day(day)): Pool(*row) for day, rank, *row in engine.rows("pools")}
    monthly = {}
    for member, month, personal, group, earned, held in engine.rows("monthly"):
        figures = Month(personal, group - personal, group, earned, held)
        if any(astuple(figures)):
            monthly[member, f"{month // 12}-{month % 12 + 1:02}"] = figures
    return Outcome(standings, entries, pools, monthly)


def _day(number: int) -> str:
    return str(pl.select(pl.lit(number).cast(pl.Date)).item())
