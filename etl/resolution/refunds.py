"""Judges refunds: all of an order together, by (refunded_at, refund_id), never above the order's amount."""

from dataclasses import replace

import polars as pl

from etl.resolution.case import Case, Resolution, Stored, empty, schema
from etl.resolution.compare_stored import among_stored, compare_stored, resolution, without_stored
from etl.resolution.faults import Fault, decimal, split
from etl.resolution.references import Directory, entries, resolve_references
from graph.words.expressions import write_reason

_CLOCK = ["order_id", "refunded_at", "refund_id"]


def resolve_refunds(case: Case, orders: Resolution) -> Resolution:
    """Judge the refunds of all orders that candidates name, loaded ones again; the orders are judged."""
    compared = compare_stored("refunds", case)
    standing = _standing_orders(case, orders)
    stored = case.stored.rows.get("refunds", empty("refunds")).select(list(schema("refunds")))
    again, stored = _of_revised(stored, orders)
    found = Directory({"orders": _entries(case, orders)})
    candidates, faults = resolve_references("refunds", pl.concat([compared.open, again]), found)
    wide = candidates.join(standing, on="order_id", how="left", maintain_order="left")
    early = Fault(
        pl.col("refunded_at") < pl.col("paid_at"),
        write_reason("row_refund_early", id=pl.col("order_id")),
    )
    possible, held = split(wide, [*faults, early])
    kept, homeless = stored.join(standing, on="order_id"), _homeless(stored, orders)
    both = pl.concat([possible, kept.with_columns(loaded=pl.lit(value=True))], how="diagonal")
    fitting, above = split(both.join(_above(both), on="refund_id", how="left"), [_too_much()])
    loaded = pl.col("loaded").fill_null(value=False)
    good, ids = fitting.filter(~loaded), again.select("refund_id")
    there = [ids] if (gone := case.stored.withdrawn.get("refunds")) is None else [ids, gone]
    refused = pl.concat([held, above.filter(~loaded)], how="diagonal")
    taken_back = refused.join(ids, on="refund_id", how="semi")
    return resolution(
        "refunds",
        compared,
        without_stored(["refund_id"], good, pl.concat(there)),
        refused.join(ids, on="refund_id", how="anti"),
        restored=among_stored(["refund_id"], good, pl.concat(there)),
        withdrawn=pl.concat([homeless, above.filter(loaded), taken_back], how="diagonal"),
        revised=again.join(taken_back, on="refund_id", how="anti"),
    )


def _of_revised(stored: pl.DataFrame, orders: Resolution) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the loaded refunds of revised orders as candidates, as they are judged anew, and the others."""
    marks = [pl.lit("").alias("file"), pl.lit(0, pl.Int64).alias("row"), pl.lit(None, pl.String).alias("qid")]
    again = stored.join(orders.revised, on="order_id", how="semi").with_columns(marks)
    return again, stored.join(orders.revised, on="order_id", how="anti")


def _standing_orders(case: Case, orders: Resolution) -> pl.DataFrame:
    """Return order_id, paid_at, total of the orders that stand after this judging."""
    facts = ["order_id", "paid_at", pl.col("amount").alias("total")]
    stored = case.stored.rows.get("orders", empty("orders"))
    staying = _staying(stored, orders)
    return pl.concat([f.select(facts) for f in (orders.fresh, orders.restored, staying)])


def _entries(case: Case, orders: Resolution) -> pl.DataFrame:
    """Return the directory of the orders that refunds name."""
    stored = case.stored.rows.get("orders", empty("orders"))
    standing = _staying(stored, orders)
    return entries(
        "orders",
        replace(case, candidates={}, stored=Stored(similar=case.stored.similar)),
        [orders.fresh, orders.restored, standing],
        [orders.held, orders.withdrawn],
    )


def known_orders(case: Case, orders: Resolution) -> pl.DataFrame:
    """Return the directory of the orders that withdrawals name: all that are known stand, waiting ones too.

    The money is gone whatever becomes of the order, and what a member may have must not rise while it waits.
    """
    if case.candidates.get("withdrawals", empty("withdrawals")).is_empty():
        return entries("orders", Case({}, {}, Stored()), [], [])
    return _entries(case, orders).with_columns(stands=pl.lit(value=True))


def _staying(stored: pl.DataFrame, orders: Resolution) -> pl.DataFrame:
    """Return the loaded orders that stay as they are."""
    still = stored.join(orders.withdrawn, on="order_id", how="anti")
    return still.join(orders.revised, on="order_id", how="anti")


def _homeless(stored: pl.DataFrame, orders: Resolution) -> pl.DataFrame:
    """Return the loaded refunds of withdrawn orders, with their reasons."""
    words = pl.concat_list(write_reason("row_waits", column="order_id", kind="order", id=pl.col("order_id")))
    return stored.join(orders.withdrawn, on="order_id", how="semi").with_columns(reasons=words)


def _above(refunds: pl.DataFrame) -> pl.DataFrame:
    """Return refund_id, `before` (what had been refunded) of the refunds that do not fit any more.

    Most orders are never refunded above their amount; only the others are walked one by one.
    """
    amount = pl.col("amount").cast(pl.Int128)
    totals = refunds.group_by("order_id").agg(amount.sum().alias("all"), pl.col("total").first())
    burst = totals.filter(pl.col("all") > pl.col("total").cast(pl.Int128)).select("order_id")
    found: list[tuple[str, int]] = []
    order, spent = None, 0
    walk = refunds.join(burst, on="order_id", how="semi").sort(_CLOCK)
    for row in walk.select("order_id", "refund_id", "amount", "total").iter_rows():
        if row[0] != order:
            order, spent = row[0], 0
        if spent + row[2] > row[3]:
            found.append((row[1], spent))
        else:
            spent += row[2]
    return pl.DataFrame(found, schema={"refund_id": pl.String, "before": pl.Int64}, orient="row")


def _too_much() -> Fault:
    words = write_reason(
        "row_refund_above", amount=decimal("amount"), before=decimal("before"), total=decimal("total")
    )
    return Fault(pl.col("before").is_not_null(), words)
