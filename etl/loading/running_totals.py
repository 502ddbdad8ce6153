"""Refunds given as running totals: what is loaded or waits is taken off, the rest is a refund of its own."""

from dataclasses import replace

import polars as pl

from etl.loading.stored import stored_rows
from etl.loading.waiting import Waiting
from etl.payload import keys, payloads
from etl.reading import Delivery
from etl.resolution.case import empty
from etl.resolution.faults import decimal
from etl.validation import Checked
from graph.database import Database
from graph.words.expressions import write_reason

_BATCH = 10_000
_TABLE = "refunds"


def settle_totals(database: Database, delivery: Delivery, waiting: Waiting) -> Delivery:
    """Return a delivery whose refunds are amounts of their own: each total less what was refunded before it.

    Before is what is loaded of the order's refunds and what waits of them. Where nothing came since, the
    latest of these is delivered again, so that it counts as unchanged. A total that fell is quarantined:
    what was paid out is not taken back by a file that forgot it. Of several totals of an order the largest
    is taken.
    """
    if _TABLE not in delivery.running_totals:
        return delivery
    checked = delivery.tables[_TABLE]
    before = _before(database, checked.good["order_id"].unique(), waiting)
    totals = checked.good.sort("amount", "refunded_at", descending=[True, False])
    totals = totals.unique("order_id", keep="first", maintain_order=True)
    judged = judge_totals(totals, before)
    return replace(delivery, tables={**delivery.tables, _TABLE: _with_bad(checked, judged)})


def judge_totals(totals: pl.DataFrame, before: pl.DataFrame) -> Checked:
    """Return totals, one per order, less the refunds `before` (refund_id, order_id, refunded_at, amount)."""
    latest = before.sort("refunded_at", "refund_id").group_by("order_id", maintain_order=True)
    sums = latest.agg(
        pl.col("amount").sum().alias("before"),
        *(pl.col(name).last().alias(f"last {name}") for name in ("refund_id", "refunded_at", "amount")),
    )
    wide = totals.join(sums, on="order_id", how="left", maintain_order="left")
    paid = pl.col("before").fill_null(0)
    grown = wide.filter(pl.col("amount") > paid).with_columns(pl.col("amount") - paid)
    same = wide.filter(pl.col("amount") == paid).with_columns(
        pl.col(f"last {name}").alias(name) for name in ("refund_id", "refunded_at", "amount")
    )
    fell = wide.filter(pl.col("amount") < paid)
    words = write_reason("row_total_fell", amount=decimal("amount"), before=decimal("before"))
    bad = fell.select(
        "file",
        "row",
        keys(_TABLE, fell).alias("key"),
        payloads(_TABLE, fell).alias("payload"),
        pl.concat_list(words).alias("reasons"),
    )
    return Checked(_TABLE, pl.concat([grown, same]).select(totals.columns), bad)


def _with_bad(checked: Checked, judged: Checked) -> Checked:
    bad = pl.concat([checked.bad, judged.bad.select(checked.bad.columns)])
    return Checked(_TABLE, judged.good.sort("file", "row"), bad)


def _before(database: Database, orders: pl.Series, waiting: Waiting) -> pl.DataFrame:
    """Return the refunds of orders that are loaded or wait and are sound in themselves."""
    ids = [
        row["id"]
        for start in range(0, len(orders), _BATCH)
        for row in database.read("load/stored/refunds_of_orders", ids=orders.slice(start, _BATCH).to_list())
    ]
    columns = ["refund_id", "order_id", "refunded_at", "amount"]
    loaded = stored_rows(database, _TABLE, pl.Series(ids, dtype=pl.String)).select(columns)
    held = waiting.candidates.get(_TABLE, empty(_TABLE)).select(columns)
    held = held.filter(pl.col("order_id").is_in(orders.implode()))
    return pl.concat([loaded, held]).unique("refund_id", keep="first", maintain_order=True)
