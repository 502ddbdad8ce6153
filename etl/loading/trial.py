"""What a delivery would come to, without writing anything: counts, and why rows would wait."""

from collections.abc import Sequence

import polars as pl

from etl.contract import TABLES
from etl.loading.load import prepare
from etl.loading.summary import LoadSummary, count_tables, why_held
from etl.reading import Delivery
from etl.resolution import Case, Resolution, Stored, resolve
from etl.resolution.case import Frames, empty
from graph.clock import SHIFT
from graph.database import Database
from graph.errors import UserError
from graph.migrations import due
from graph.plan import Plan


def try_delivery(database: Database, delivery: Delivery, plan: Plan | None = None) -> LoadSummary:
    """Return what loading a delivery into a database would come to; nothing is written.

    Raises:
        UserError: when the database must be carried over first.
    """
    if due(database)[1]:
        raise UserError("this database is of an earlier version: run `upline database migrate` first")
    delivery, waiting, case = prepare(database, delivery, plan)
    return _trial(delivery, resolve(case), len(waiting.rows))


def try_alone(delivery: Delivery, currency: str) -> LoadSummary:
    """Return what a delivery would come to where nothing was loaded before; no database is asked.

    Whatever it refers to of tables that it does not bring is taken to be there.
    """
    candidates = {
        table: delivery.tables[table]
        .good.with_columns(qid=pl.lit(None, pl.String))
        .select(empty(table).columns)
        if table in delivery.tables
        else empty(table)
        for table in TABLES
    }
    stored = Stored(ids=_taken_for_there(candidates, delivery.tables.keys()))
    bad = {
        table: checked.bad.with_columns(qid=pl.lit(None, pl.String))
        for table, checked in delivery.tables.items()
    }
    return _trial(delivery, resolve(Case(candidates, bad, stored, currency)), 0)


def _taken_for_there(candidates: Frames, delivered: Sequence[str] | object) -> dict[str, pl.DataFrame]:
    ids: dict[str, list[pl.Series]] = {}
    for table in TABLES.values():
        for column in table.columns:
            absent = [name for name in column.references if name not in delivered]  # type: ignore[operator]
            if absent and len(absent) == len(column.references):
                ids.setdefault(absent[0], []).append(candidates[table.name][column.name])
    return {
        name: pl.DataFrame({"id": pl.concat(series).drop_nulls().unique()}).with_columns(
            at=pl.lit(-SHIFT), depth=pl.lit(0, pl.Int64)
        )
        for name, series in ids.items()
    }


def _trial(delivery: Delivery, resolutions: dict[str, Resolution], waiting: int) -> LoadSummary:
    return LoadSummary(
        delivery.digest,
        count_tables(resolutions, delivery.tables),
        (*delivery.notices, *delivery.left_out),
        waiting,
        why_held(resolutions, delivery.tables),
    )
