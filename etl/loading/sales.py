"""The transactions of sales: products, orders with their lines, refunds."""

from collections.abc import Iterator

import polars as pl

from etl.loading.transactions import (
    BATCH,
    Step,
    Transaction,
    Work,
    as_withdrawn,
    clock_points,
    create_facts,
    dirty,
    hold_typed,
    links,
    load_table,
    properties_map,
    release,
    restore_facts,
    slices,
    update_table,
)
from etl.resolution.case import empty
from etl.resolution.ranges import ranges, within

_WITHDRAWN_BATCH = 1_000  # orders; each brings its lines and refunds


def sales(work: Work) -> Iterator[Transaction]:
    """Yield the transactions of products, orders, lines and refunds."""
    yield from load_table(work, "products")
    yield from _withdraw_orders(work)
    yield from _revise_orders(work)
    yield from _orders(work)
    yield from update_table(work, "orders")
    yield from _refunds(work)


def _withdraw_orders(work: Work) -> Iterator[Transaction]:
    """Withdraw orders with their lines and refunds; rivals of theirs go into the quarantine at once.

    Were a rival (another payload for the order's key) left for later, a load that was killed between would
    take it for the repaired row.
    """
    orders = work.resolutions["orders"].withdrawn.sort("order_id")
    for batch in slices(orders, _WITHDRAWN_BATCH):
        ids = batch.select("order_id")

        def theirs(frame: pl.DataFrame, ids: pl.DataFrame = ids) -> pl.DataFrame:
            return frame.join(ids, on="order_id", how="semi")

        refunds = theirs(work.resolutions["refunds"].withdrawn).sort("refund_id")
        steps: list[Step] = [
            ("load/withdrawals/withdraw_refunds", _ids(refunds, "refund_id", work)),
            ("load/withdrawals/withdraw_orders", _ids(batch, "order_id", work)),
            *hold_typed(work, "orders", as_withdrawn(batch)),
            *hold_typed(work, "order_lines", as_withdrawn(theirs(work.resolutions["order_lines"].withdrawn))),
            *hold_typed(work, "refunds", as_withdrawn(refunds)),
            *dirty(clock_points(batch)),
        ]
        for table in ("orders", "order_lines"):
            steps += hold_typed(
                work, table, theirs(work.resolutions[table].held.filter(pl.col("qid").is_null()))
            )
        yield Transaction({}, steps)


def _revise_orders(work: Work) -> Iterator[Transaction]:
    """Replace orders by a later revision, with its lines: what runs counted of the earlier one is kept.

    Refunds that stand beside the new one come back in the same transaction; the others wait from then on, and
    so does a revision that does not stand itself.
    """
    orders, lines, refunds = (work.resolutions[name] for name in ("orders", "order_lines", "refunds"))
    for batch in slices(orders.revised.sort("order_id"), _WITHDRAWN_BATCH):
        ids = batch.select("order_id")

        def theirs(frame: pl.DataFrame, ids: pl.DataFrame = ids) -> pl.DataFrame:
            return frame.join(ids, on="order_id", how="semi")

        gone = theirs(refunds.withdrawn).sort("refund_id")
        back = theirs(refunds.restored).join(refunds.revised, on="refund_id", how="semi").sort("refund_id")
        both = pl.concat([gone.select("refund_id"), back.select("refund_id")])
        steps: list[Step] = [
            ("load/withdrawals/withdraw_refunds", _ids(both, "refund_id", work)),
            ("load/withdrawals/withdraw_orders", _ids(batch, "order_id", work)),
            *hold_typed(work, "refunds", as_withdrawn(gone)),
            *dirty(clock_points(batch)),
        ]
        for table, found in (("orders", orders), ("order_lines", lines)):
            steps += hold_typed(work, table, theirs(found.held.filter(pl.col("qid").is_null())))
        new = theirs(orders.restored)
        restored = restore_facts(work, "orders", new) if not new.is_empty() else []
        revised = _order_transaction(work, new, theirs(lines.fresh), [*steps, *restored])
        yield Transaction(revised.done, [*revised.steps, *_give_back(work, back)])


def _ids(frame: pl.DataFrame, column: str, work: Work) -> dict[str, object]:
    return {"ids": frame[column].to_list(), "next_run": work.next_run}


def _orders(work: Work) -> Iterator[Transaction]:
    """Create orders, each with its lines in one transaction, then lines that come to loaded orders."""
    found, lines = work.resolutions["orders"], work.resolutions["order_lines"].fresh
    restored = found.restored.join(found.revised, on="order_id", how="anti")
    for batch, its_lines in _with_lines(restored, lines):
        yield _order_transaction(work, batch, its_lines, restore_facts(work, "orders", batch))
    for batch, its_lines in _with_lines(found.fresh, lines):
        steps = [*create_facts(work, "orders", batch), *links(work, "orders", batch)]
        yield _order_transaction(work, batch, its_lines, steps)
    new = pl.concat([found.restored.select("order_id"), found.fresh.select("order_id")])
    late = lines.join(new, on="order_id", how="anti")
    there = late.select("order_id").unique().join(paid_at(work), on="order_id", how="left")
    for batch, its_lines in _with_lines(there, late):
        steps = [*_lines(work, its_lines), *dirty(clock_points(batch))]
        yield Transaction({"order_lines": len(its_lines)}, steps)
    for batch in slices(work.resolutions["order_lines"].changed.sort("order_id", "line_no")):
        yield Transaction({"order_lines": len(batch)}, _lines(work, batch))


def _order_transaction(
    work: Work, batch: pl.DataFrame, lines: pl.DataFrame, steps: list[Step]
) -> Transaction:
    more = [
        *_lines(work, lines),
        *release(work, "orders", batch),
        *dirty(clock_points(batch)),
    ]
    return Transaction({"orders": len(batch), "order_lines": len(lines)}, [*steps, *more])


def _lines(work: Work, lines: pl.DataFrame) -> list[Step]:
    if lines.is_empty():
        return []
    properties = properties_map("order_lines", lines)
    rows = lines.select("order_id", "line_no", "product_id", properties).to_dicts()
    return [
        ("load/facts/lines", {"rows": rows, "next_run": work.next_run}),
        *release(work, "order_lines", lines),
    ]


def _with_lines(orders: pl.DataFrame, lines: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield batches of orders in the order of their ids, each with all lines of its orders."""
    for limits in ranges(orders["order_id"]):
        yield from _batches(within(orders, limits), within(lines, limits))


def _batches(orders: pl.DataFrame, lines: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    ordered = orders.sort("order_id")
    numbered = ordered.select("order_id", batch=pl.int_range(pl.len()) // BATCH)
    sorted_lines = lines.join(numbered, on="order_id", how="inner").sort("batch", "order_id", "line_no")
    sizes = dict(sorted_lines.group_by("batch").len().iter_rows())
    start = 0
    for number, batch in enumerate(ordered.iter_slices(BATCH)):
        size = sizes.get(number, 0)
        yield batch, sorted_lines.slice(start, size).drop("batch")
        start += size


def paid_at(work: Work) -> pl.DataFrame:
    """Return order_id and paid_at of all orders of this judging."""
    orders, columns = work.resolutions["orders"], ["order_id", "paid_at"]
    stored = paid_before(work).join(orders.revised, on="order_id", how="anti")
    return pl.concat([orders.fresh.select(columns), orders.restored.select(columns), stored])


def paid_before(work: Work) -> pl.DataFrame:
    """Return order_id and paid_at of the orders that were loaded before."""
    return work.stored.rows.get("orders", empty("orders")).select("order_id", "paid_at")


def _give_back(work: Work, refunds: pl.DataFrame) -> list[Step]:
    """Return the steps that give refunds of revised orders back."""
    return [] if refunds.is_empty() else [*restore_facts(work, "refunds", refunds), *_refunded(refunds)]


def _refunded(refunds: pl.DataFrame) -> list[Step]:
    return [("load/facts/refunded", {"ids": refunds["order_id"].unique().sort().to_list()})]


def _refunds(work: Work) -> Iterator[Transaction]:
    found = work.resolutions["refunds"]
    orders = work.resolutions["orders"]
    gone = pl.concat([orders.withdrawn.select("order_id"), orders.revised.select("order_id")])
    paid = paid_at(work)

    def points(batch: pl.DataFrame) -> list[Step]:
        return dirty(clock_points(batch.join(paid, on="order_id", how="left")))

    for batch in slices(found.withdrawn.join(gone, on="order_id", how="anti").sort("refund_id")):
        steps = [
            ("load/withdrawals/withdraw_refunds", _ids(batch, "refund_id", work)),
            *hold_typed(work, "refunds", as_withdrawn(batch)),
            *points(batch),
        ]
        yield Transaction({}, steps)

    def back(batch: pl.DataFrame, steps: list[Step]) -> Transaction:
        more = [*_refunded(batch), *release(work, "refunds", batch), *points(batch)]
        return Transaction({"refunds": len(batch)}, [*steps, *more])

    restored = found.restored.join(found.revised, on="refund_id", how="anti")
    for batch in slices(restored.sort("refund_id")):
        yield back(batch, restore_facts(work, "refunds", batch))
    for batch in slices(found.fresh.sort("refund_id")):
        yield back(batch, [*create_facts(work, "refunds", batch), *links(work, "refunds", batch)])
    yield from update_table(work, "refunds")
