"""The real part: retail orders, their lines and refunds, handed to the sample's buyers.

A slot is one retail buyer of the sample (a member or a customer): it gets all orders of
one real customer. With more slots than real customers the order stream is used again,
with new ids, at other minutes and without lines.
"""

from dataclasses import dataclass
from importlib import resources

import numpy as np
import polars as pl

from etl.sample.almanac import END, HOUR, SHIFT, Ints

LINE_WEEKS = 4
"""Only orders of the last weeks carry their lines: 60 000 rows instead of 400 000 to load."""


@dataclass(frozen=True)
class Retail:
    """Orders by slot, money in minor units, times in local seconds.

    orders: order_id, slot, at, amount (by at, order_id). lines: order_id, line_no, product_id,
    quantity, amount. refunds: refund_id, order_id, at, amount. first: each slot's first order.
    """

    orders: pl.DataFrame
    lines: pl.DataFrame
    refunds: pl.DataFrame
    first: Ints
    customers: int
    copies: int


def products() -> pl.DataFrame:
    """Return the real products: product, name."""
    return _read("products.parquet")


def retail(slots: int, rng: np.random.Generator) -> Retail:
    """Hand the real orders to `slots` buyers, drawn by `rng`."""
    sold = _read("retail.parquet").with_columns(
        at=(pl.col("at") + SHIFT).dt.epoch("s"),
        amount=pl.col("quantity").cast(pl.Int64) * pl.col("unit_price_minor"),
        cancelled=pl.col("invoice").str.starts_with("C"),
    )
    lines = sold.filter(~pl.col("cancelled")).with_columns(
        line_no=pl.int_range(1, pl.len() + 1).over("invoice"), at=pl.col("at").min().over("invoice")
    )
    orders = lines.group_by("invoice").agg(
        pl.col("customer").first(), pl.col("at").first(), pl.col("amount").sum()
    )
    customers = orders["customer"].unique().sort().to_numpy()
    rounds = -(-slots // customers.size)
    owner = pl.DataFrame(
        {
            "customer": np.concatenate([rng.permutation(customers) for _ in range(rounds)])[:slots],
            "copy": np.repeat(np.arange(rounds), customers.size)[:slots],
            "slot": np.arange(slots),
        },
        schema={"customer": pl.Int32, "copy": pl.Int64, "slot": pl.Int64},
    )
    used = orders.join(owner, on="customer").sort("copy", "at", "invoice")
    minutes = rng.integers(0, 60, used.height) * 60 * (used["copy"].to_numpy() > 0)
    used = used.with_columns(
        at=pl.col("at") + pl.Series(minutes, dtype=pl.Int64), order_id=_copy_id("invoice")
    ).sort("at", "order_id")
    first = used.group_by("slot").agg(pl.col("at").min()).sort("slot")["at"].to_numpy()
    recent = lines.filter(pl.col("at") >= END - LINE_WEEKS * 7 * 24 * HOUR)
    return Retail(
        orders=used.select("order_id", "slot", "at", "amount"),
        lines=recent.join(owner.filter(pl.col("copy") == 0), on="customer", how="semi")
        .sort("at", "invoice", "line_no")
        .select(pl.col("invoice").alias("order_id"), "line_no", pl.col("product").alias("product_id"),
                "quantity", "amount"),
        refunds=_refunds(sold.filter("cancelled"), lines, orders)
        .join(owner, on="customer")
        .with_columns(at=pl.col("at") + HOUR * (pl.col("copy") > 0), order_id=_copy_id("invoice"),
                      refund_id=_copy_id("refund_id"))
        .sort("at", "refund_id")
        .select("refund_id", "order_id", "at", "amount"),
        first=first.astype(np.int64),
        customers=min(slots, customers.size),
        copies=rounds - 1,
    )  # fmt: skip


def _refunds(cancelled: pl.DataFrame, lines: pl.DataFrame, orders: pl.DataFrame) -> pl.DataFrame:
    """Find the order that each cancelled line takes back; what finds none is left out.

    It is the customer's latest earlier order of that product at that price with at least that
    quantity. A cancellation that would push the refunds of an order above its amount is left out.
    """
    keys = ["customer", "product", "unit_price_minor"]
    found = (
        cancelled.with_row_index("cancelled_line")
        .join(lines, on=keys, suffix="_sold")
        .filter((pl.col("at_sold") < pl.col("at")) & (pl.col("quantity_sold") >= -pl.col("quantity")))
        .sort("cancelled_line", "at_sold", "invoice_sold", "line_no", descending=[False, True, False, False])
        .unique("cancelled_line", keep="first", maintain_order=True)
    )
    by_order = (
        found.group_by("customer", pl.col("invoice").alias("cancellation"), invoice=pl.col("invoice_sold"))
        .agg(at=pl.col("at").min(), amount=-pl.col("amount").sum())
        .sort("at", "cancellation", "invoice")
        .with_columns(part=pl.int_range(1, pl.len() + 1).over("cancellation"))
    )
    return (
        by_order.join(orders.select("invoice", total="amount"), on="invoice")
        .sort("at", "cancellation", "invoice")
        .filter(pl.col("amount").cum_sum().over("invoice") <= pl.col("total"))
        .with_columns(refund_id=pl.format("{}-{}", "cancellation", "part"))
    )


def _copy_id(name: str) -> pl.Expr:
    return pl.when(pl.col("copy") == 0).then(name).otherwise(pl.format("{}x{}", name, "copy"))


def _read(name: str) -> pl.DataFrame:
    return pl.read_parquet(resources.files("etl.sample.data").joinpath(name).read_bytes())
