"""Judges orders and their lines together, over all deliveries (loading.md).

Of the revisions of an order the latest is judged that has a buyer: what is older is as if it had never come,
and lines of a later one wait.
While there are lines and they do not add up, the order and all its lines wait, a loaded order too. A line
that is bad in itself or waits makes its order wait: rather hold an order than pay half of it.
"""

from dataclasses import replace

import polars as pl

from etl.resolution.case import Case, Resolution, empty, schema
from etl.resolution.compare_stored import (
    Compared,
    among_stored,
    compare_stored,
    none_withdrawn,
    resolution,
    shown,
    without_stored,
)
from etl.resolution.faults import Fault, decimal, split
from etl.resolution.references import Directory, entries, look_up, reference_faults, resolve_references
from etl.resolution.revisions import REVISION, by_latest, latest_of, revision_of_payload
from graph.words.expressions import write_reason

_LINE_KEY = ["order_id", "line_no"]


def resolve_orders(case: Case, directory: Directory) -> dict[str, Resolution]:
    """Judge orders and order_lines."""
    foreign = _foreign(case.currency)
    orders, lines = compare_stored("orders", case, foreign), compare_stored("order_lines", case)
    stored = _replace(case.stored.rows.get("orders", empty("orders")).select(list(schema("orders"))), orders)
    stored_lines = case.stored.rows.get("order_lines", empty("order_lines")).select(
        list(schema("order_lines"))
    )
    wide, faults = resolve_references("orders", orders.open, directory)
    able, unbuyable = split(wide, [*faults, *foreign, _before_joined()])
    latest = latest_of([able, stored])
    _, own, _ = by_latest("orders", able, latest)
    revised, stored, _ = by_latest("orders", stored, latest)
    lines_revised = stored_lines.join(revised, on="order_id", how="semi")
    stored_lines = stored_lines.join(revised, on="order_id", how="anti")
    _, lines_now, lines_later = by_latest("order_lines", lines.open, latest)
    known_lines = _with_products(lines_now, directory)
    sums = _line_sums(known_lines, stored_lines, _broken_lines(case, lines_now, stored_lines, latest))
    good, unequal = split(own.join(sums, on="order_id", how="left", maintain_order="left"), _sum_faults())
    withdrawn = split(stored.join(sums, on="order_id", how="left"), _sum_faults())[1]
    _, *not_older = by_latest("orders", unbuyable, latest)
    held = pl.concat([*not_older, unequal], how="diagonal")
    standing = stored.join(withdrawn, on="order_id", how="anti")
    waiting = pl.concat([held, withdrawn], how="diagonal")
    found = entries("orders", _without_rows(case, "orders"), [good, standing], [waiting])
    lines_good, lines_held = _judge_lines(known_lines, found)
    lines_held = pl.concat([lines_held, split(lines_later, [_of_later_revision()])[1]], how="diagonal")
    lines_gone = _gone(stored_lines, withdrawn)
    gone = _gone_ids(case.stored.withdrawn.get("orders"), revised)
    orders, lines = _older_are_same("orders", orders, latest), _older_are_same("order_lines", lines, latest)
    return {
        "orders": resolution(
            "orders",
            orders,
            without_stored(["order_id"], good, gone),
            held,
            restored=among_stored(["order_id"], good, gone),
            withdrawn=withdrawn,
            revised=revised,
        ),
        "order_lines": resolution(
            "order_lines", lines, lines_good, lines_held, withdrawn=lines_gone, revised=lines_revised
        ),
    }


def _older_are_same(table: str, compared: Compared, latest: pl.DataFrame) -> Compared:
    """Return what was compared, with all that is older than the latest revision as loaded already."""
    older: list[pl.DataFrame] = []
    parts: dict[str, pl.DataFrame] = {}
    for name in ("open", "changed", "conflicts"):
        old, *rest = by_latest(table, getattr(compared, name), latest)
        older.append(old.select(compared.same.columns))
        parts[name] = pl.concat(rest)
    return Compared(**parts, same=pl.concat([compared.same, *older]))


def _gone_ids(withdrawn: pl.DataFrame | None, revised: pl.DataFrame) -> pl.DataFrame:
    """Return the ids of orders that are withdrawn nodes when theirs is written: revised ones are, too."""
    ids = revised.select("order_id")
    return ids if withdrawn is None else pl.concat([withdrawn.select("order_id"), ids]).unique()


def _of_later_revision() -> Fault:
    return Fault(pl.lit(value=True), write_reason("row_line_later", id=pl.col("order_id")))


def _replace(stored: pl.DataFrame, orders: Compared) -> pl.DataFrame:
    """Return loaded orders with what this delivery replaces, so that one that is withdrawn keeps it."""
    new = orders.changed.select(stored.columns)
    return pl.concat([stored.join(new, on="order_id", how="anti", maintain_order="left"), new])


def _foreign(currency: str | None) -> list[Fault]:
    if currency is None:
        return []
    words = write_reason("row_currency", column="currency", cell=shown("currency"), currency=currency)
    return [Fault(pl.col("currency") != currency, words)]


def _without_rows(case: Case, table: str) -> Case:
    rows = {name: frame for name, frame in case.stored.rows.items() if name != table}
    return replace(case, stored=replace(case.stored, rows=rows))


def _before_joined() -> Fault:
    return Fault(
        pl.col("paid_at") < pl.col("buyer_id.at"),
        write_reason("row_before_joined", id=pl.col("buyer_id")),
    )


def _with_products(lines: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    return look_up(lines, "product_id", directory.entries["products"])


def _broken_lines(
    case: Case, lines: pl.DataFrame, stored: pl.DataFrame, latest: pl.DataFrame
) -> pl.DataFrame:
    """Return order_id, `keyed` of lines that are bad in themselves and that no sound line replaces.

    Those of another revision than the latest of their order count for nothing.

    A bad line without a sound number can never be repaired under its own key, so it holds its order only
    while there are no other lines.
    """
    bad = case.bad.get("order_lines")
    if bad is None or bad.is_empty():
        return pl.DataFrame(schema={"order_id": pl.String, "keyed": pl.Boolean})
    cells = pl.Struct({"order_id": pl.String, "line_no": pl.String})
    revision = revision_of_payload("order_lines", pl.col("payload"))
    read = bad.select(pl.col("payload").str.json_decode(cells).alias("cells"), revision).unnest("cells")
    read = read.join(latest, on="order_id", how="left")
    read = read.filter((pl.col(REVISION) == pl.col("latest")).fill_null(value=True)).drop(REVISION, "latest")
    number = pl.col("line_no").str.extract(r"\A0*([0-9]{1,18})\z").cast(pl.Int64)
    numbered = read.filter(pl.col("order_id").is_not_null()).with_columns(number)
    sound = pl.concat([lines.select(_LINE_KEY), stored.select(_LINE_KEY)])
    left = numbered.join(sound, on=_LINE_KEY, how="anti")
    return left.select("order_id", pl.col("line_no").is_not_null().alias("keyed"))


def _line_sums(lines: pl.DataFrame, stored: pl.DataFrame, broken: pl.DataFrame) -> pl.DataFrame:
    """Return per order: count and total of the sound lines, and how many lines wait or are broken."""
    waits = ~pl.col("product_id.stands").fill_null(value=False)
    sound = pl.concat(
        [
            lines.select("order_id", "amount", waits.alias("waits")),
            stored.select("order_id", "amount", waits=pl.lit(value=False)),
        ]
    )
    total = pl.col("amount").cast(pl.Int128).sum().alias("lines.total")
    sums = sound.group_by("order_id").agg(
        pl.len().cast(pl.Int64).alias("lines.count"), total, pl.col("waits").sum().alias("lines.waiting")
    )
    wrong = broken.group_by("order_id").agg(
        pl.col("keyed").sum().alias("lines.broken"), pl.len().alias("lines.bad")
    )
    return sums.join(wrong, on="order_id", how="full", coalesce=True)


def _sum_faults() -> list[Fault]:
    some, total = pl.col("lines.count") > 0, pl.col("lines.total")
    no_lines = pl.col("lines.count").is_null() & (pl.col("lines.bad") > 0)
    return [
        Fault(
            some & (total != pl.col("amount").cast(pl.Int128)),
            write_reason("row_unequal", lines=decimal("lines.total"), amount=decimal("amount")),
        ),
        Fault(pl.col("lines.waiting") > 0, write_reason("row_line_waits")),
        Fault((pl.col("lines.broken") > 0) | no_lines, write_reason("row_line_held")),
    ]


def _judge_lines(lines: pl.DataFrame, orders: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    wide = look_up(lines, "order_id", orders)
    return split(
        wide, [*reference_faults("order_lines", "product_id"), *reference_faults("order_lines", "order_id")]
    )


def _gone(stored_lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Return the loaded lines of withdrawn orders with their reasons."""
    if orders.is_empty():
        return none_withdrawn("order_lines")
    words = pl.concat_list(write_reason("row_waits", column="order_id", kind="order", id=pl.col("order_id")))
    return stored_lines.join(orders.select("order_id"), on="order_id", how="semi").with_columns(reasons=words)
