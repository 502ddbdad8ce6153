"""What a delivery would come to, without writing anything: counts, and why rows would wait."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.loading.load import prepare
from etl.loading.summary import LoadSummary, count_tables
from etl.reading import Delivery
from etl.resolution import Case, Resolution, Stored, resolve
from etl.resolution.case import Frames, empty
from etl.validation import Checked
from graph.clock import SHIFT
from graph.database import Database
from graph.errors import UserError
from graph.migrations import due
from graph.plan import Plan
from graph.words.reasons import Reason, of_text


@dataclass(frozen=True)
class WhyHeld:
    """Rows of a table that would wait for one reason: how many, and the reason and place of the first."""

    table: str
    rows: int
    first: Reason
    file: str
    row: int


@dataclass(frozen=True)
class Trial:
    """What a load would do: its summary, and the reasons why rows of the delivery would wait, most first."""

    summary: LoadSummary
    reasons: tuple[WhyHeld, ...]

    def as_json(self) -> dict[str, object]:
        """Return it as plain values for JSON."""
        reasons = [
            {
                "table": why.table,
                "rows": why.rows,
                "reason": why.first.id,
                "values": dict(why.first.values),
                "file": why.file,
                "row": why.row,
            }
            for why in self.reasons
        ]
        return {**self.summary.as_json(), "reasons": reasons}


def try_delivery(database: Database, delivery: Delivery, plan: Plan | None = None) -> Trial:
    """Return what loading a delivery into a database would come to; nothing is written.

    Raises:
        UserError: when the database must be carried over first.
    """
    if due(database)[1]:
        raise UserError("this database is of an earlier version: run `upline database migrate` first")
    delivery, waiting, case = prepare(database, delivery, plan)
    return _trial(delivery, resolve(case), len(waiting.rows))


def try_alone(delivery: Delivery, currency: str) -> Trial:
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


def _trial(delivery: Delivery, resolutions: dict[str, Resolution], waiting: int) -> Trial:
    summary = LoadSummary(
        delivery.digest,
        count_tables(resolutions, delivery.tables),
        (*delivery.notices, *delivery.left_out),
        waiting,
    )
    held = [
        why
        for table, resolution in resolutions.items()
        for why in _reasons(
            table, resolution.held.filter(pl.col("qid").is_null()), delivery.tables.get(table)
        )
    ]
    return Trial(summary, tuple(sorted(held, key=lambda why: -why.rows)))


def _reasons(table: str, held: pl.DataFrame, checked: Checked | None) -> list[WhyHeld]:
    """Return the reasons of a table, alike ones together: those of one sentence about one column."""
    frames = [held.select("file", "row", "reasons")]
    frames += [checked.bad.select("file", "row", "reasons")] if checked is not None else []
    each = pl.concat(frames).explode("reasons").drop_nulls("reasons").sort("file", "row")
    alike = [pl.col("reasons").str.json_path_match(path) for path in ("$.id", "$.values.column")]
    groups = (
        each.with_columns(alike[0].alias("id"), alike[1].fill_null("").alias("column"))
        .group_by("id", "column", maintain_order=True)
        .agg(pl.len(), pl.col("reasons", "file", "row").first())
    )
    return [
        WhyHeld(table, row["len"], of_text(row["reasons"]), row["file"], row["row"])
        for row in groups.iter_rows(named=True)
    ]
