"""Makes lines add up to what was paid for their order: shipping becomes a line, a discount is shared out."""

import polars as pl

from etl.mapping import TableMapping
from etl.payload import minor_text
from etl.reading.values import NUMBER, PER_MINOR, amount_of
from etl.validation.rows import FAULT

_LINE, _TO, _ALL, _SHARE, _REST = (f"balance {name}" for name in ("line", "to", "all", "share", "rest"))
BALANCING_NO = "0"
"""The number of the line that carries what an order is more than its lines: counted lines begin with 1."""


def balanced(rows: pl.LazyFrame, spec: TableMapping) -> pl.LazyFrame:
    """Return lines (our cells, NUMBER + amount, their columns) that add up to the column of the balance.

    What they are more is taken off them in proportion to their amounts, to the minor unit: of what is left
    over the lines with the largest remainders get one unit each, the upper ones first. What they are less
    becomes a line of its own, where the mapping names a product for it. Orders of which a cell cannot be
    read stay as they are.
    """
    value = spec.columns.get("amount")
    if value is None or value.balance is None:
        return rows
    order = "order_id"
    to = amount_of(value.balance.to, value)
    wide = rows.with_columns(
        pl.when(pl.col(NUMBER + "amount") % PER_MINOR == 0)
        .then(pl.col(NUMBER + "amount") // PER_MINOR)
        .alias(_LINE),
        pl.when(to % PER_MINOR == 0).then(to // PER_MINOR).drop_nulls().first().over(order).alias(_TO),
    ).with_columns(
        pl.when(pl.col(_LINE).is_null().any().over(order) | (pl.col(_LINE).min().over(order) < 0))
        .then(None)
        .otherwise(pl.col(_LINE).sum().over(order))
        .alias(_ALL)
    )
    less = (pl.col(_TO) >= 0) & (pl.col(_TO) < pl.col(_ALL))
    share = pl.col(_LINE) * pl.col(_TO)
    wide = wide.with_columns(
        pl.when(less).then(share // pl.col(_ALL)).alias(_SHARE),
        pl.when(less).then(share % pl.col(_ALL)).alias(_REST),
    )
    left = pl.col(_TO) - pl.col(_SHARE).sum().over(order)
    place = pl.struct(-pl.col(_REST).cast(pl.Int64), "row").rank("ordinal").over(order)
    shared = (pl.col(_SHARE) + (place <= left).cast(pl.Int128)).alias(_SHARE)
    result = wide.with_columns(shared).with_columns(
        pl.when(less).then(minor_text(pl.col(_SHARE))).otherwise(pl.col("amount")).alias("amount")
    )
    return result if value.balance.line is None else _with_line(result, spec, value.balance.line)


def _with_line(lines: pl.LazyFrame, spec: TableMapping, product: str) -> pl.LazyFrame:
    own = {
        "line_no": pl.lit(BALANCING_NO),
        "product_id": pl.lit(product),
        "quantity": pl.lit("1"),
        "amount": minor_text(pl.col(_TO) - pl.col(_ALL)),
    }
    columns = ["file", "row", *spec.columns, FAULT]
    more = lines.filter((pl.col(_TO) > pl.col(_ALL)) & pl.col("order_id").is_not_null())
    added = more.unique("order_id", keep="first", maintain_order=True).with_columns(
        *(text.alias(name) for name, text in own.items()), pl.lit(None, pl.String).alias(FAULT)
    )
    return pl.concat([lines.select(columns), added.select(columns)])
