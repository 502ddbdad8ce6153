"""Faults: a test and the reason for it, and how a frame is split by them."""

from dataclasses import dataclass

import polars as pl

REASONS = pl.List(pl.String)
"""Of each the JSON text (graph.words.expressions)."""


@dataclass(frozen=True)
class Fault:
    """What can be wrong with a row: where it is (Boolean, null counts as no) and the reason as text."""

    where: pl.Expr
    reason: pl.Expr


def decimal(column: str) -> pl.Expr:
    """Return an amount of minor units (not negative) as the text of a decimal."""
    minor = pl.col(column)
    return pl.format("{}.{}", minor // 100, (minor % 100).cast(pl.String).str.pad_start(2, "0"))


def split(frame: pl.DataFrame, faults: list[Fault]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows without a fault, and the others with their `reasons`.

    Reasons are made for faulty rows only. A `reasons` column that is there already is kept: rows that
    have reasons are faulty, and the new ones are added.
    """
    if not faults and "reasons" not in frame.columns:
        return frame, frame.clear().with_columns(reasons=pl.lit(None, REASONS))
    wrong = pl.any_horizontal([fault.where.fill_null(value=False) for fault in faults])
    if "reasons" in frame.columns:
        wrong = wrong | (pl.col("reasons").list.len() > 0).fill_null(value=False)
    if not frame.select(wrong.any()).item():  # nothing is copied then
        good = frame.drop("reasons", strict=False)
        return good, good.clear().with_columns(reasons=pl.lit(None, REASONS))
    marked = frame.with_columns(wrong.alias("wrong"))
    good = marked.filter(~pl.col("wrong")).drop("wrong", "reasons", strict=False)
    texts = [pl.when(fault.where.fill_null(value=False)).then(fault.reason) for fault in faults]
    reasons = pl.concat_list(texts).list.drop_nulls()
    if "reasons" in frame.columns:
        reasons = pl.concat_list(pl.col("reasons").fill_null(pl.lit([], dtype=REASONS)), reasons)
    held = marked.filter("wrong").with_columns(reasons.alias("reasons")).drop("wrong")
    return good, held.with_columns(pl.col("reasons").cast(REASONS))
