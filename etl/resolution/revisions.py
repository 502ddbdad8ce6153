"""Revisions: of the payloads of a key the latest stands, and lines count with the order that stands."""

import polars as pl

from etl.contract import TABLES
from etl.validation.cells import moment

REVISION = "revision"
EARLIEST = -1
"""The revision of a row that names none; of tables that have none, of every row."""


def revision_of(table: str) -> pl.Expr:
    """Return the revision of typed rows: microseconds, or EARLIEST."""
    column = TABLES[table].revision
    return (pl.col(column).fill_null(EARLIEST) if column else pl.lit(EARLIEST, pl.Int64)).alias(REVISION)


def revision_of_payload(table: str, payload: pl.Expr) -> pl.Expr:
    """Return the revision that a payload names, read as loosely as a bad row needs: EARLIEST for no time."""
    column = TABLES[table].revision
    if not column:
        return pl.lit(EARLIEST, pl.Int64).alias(REVISION)
    return moment(payload.str.json_path_match(f"$.{column}")).fill_null(EARLIEST).alias(REVISION)


def latest_of(orders: list[pl.DataFrame]) -> pl.DataFrame:
    """Return order_id and `latest`, the latest revision among the orders of some frames."""
    every = pl.concat([frame.select("order_id", revision_of("orders")) for frame in orders])
    return every.group_by("order_id").agg(pl.col(REVISION).max().alias("latest"))


def by_latest(
    table: str, rows: pl.DataFrame, latest: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return rows of orders or lines: those older than the latest revision of the order, of it, and later.

    Those of an order without a latest one are of it.
    """
    known = rows.join(latest, on="order_id", how="left", maintain_order="left").with_columns(
        revision_of(table)
    )
    older = (pl.col(REVISION) < pl.col("latest")).fill_null(value=False)
    later = (pl.col(REVISION) > pl.col("latest")).fill_null(value=False)
    parts = (known.filter(older), known.filter(~older & ~later), known.filter(later))
    old, now, new = (part.select(rows.columns) for part in parts)
    return old, now, new
