"""Rows as they are kept in the quarantine: canonical payload, key, reasons, and an id that repeats share."""

import polars as pl

from etl.payload import keys, payloads
from graph.waiting import waiting_id

KEPT = ("qid", "table", "key", "payload", "reasons", "file", "row")


def quarantine_rows(table: str, typed: pl.DataFrame) -> pl.DataFrame:
    """Return typed rows with reasons, file and row as quarantined rows (the columns KEPT)."""
    texts = typed.select("reasons", "file", "row").with_columns(
        keys(table, typed).alias("key"), payloads(table, typed).alias("payload")
    )
    return with_ids(table, texts)


def with_ids(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows that have key, payload, reasons, file and row with table and qid (the columns KEPT)."""
    ids = [waiting_id(table, key, payload) for key, payload in rows.select("key", "payload").iter_rows()]
    named = rows.with_columns(pl.lit(table).alias("table"), pl.Series("qid", ids, dtype=pl.String))
    return named.select(KEPT)
