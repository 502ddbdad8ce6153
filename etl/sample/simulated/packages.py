"""The simulated package orders: who buys P699, P999, P1980 and P5000, when, and what is taken back.

Members buy the dearer packages once their team makes the next rank possible (climb.py), so
that districts, cities and provinces qualify through orders.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.sample.almanac import DAY, END, NEVER, START, Ints, happens, working_hours
from etl.sample.simulated.climb import depths, nth_recruit, third_leg
from etl.sample.simulated.network import Network

PRICES = {"P699": 69_900, "P999": 99_900, "P1980": 198_000, "P5000": 500_000}
"""Minor units per package."""
GIFT = "GIFT01"
PARTNER = 2


@dataclass(frozen=True)
class Opening:
    """Members (positions) that stand before the first order, with rank and team owner (-1: the company)."""

    member: Ints
    rank: Ints
    owner: Ints


@dataclass(frozen=True)
class Packages:
    """The package orders: money in minor units, times in local seconds.

    orders: order_id, buyer (position), at, amount. lines: order_id, line_no, product_id, quantity,
    amount. refunds: refund_id, order_id, at, amount.
    """

    orders: pl.DataFrame
    lines: pl.DataFrame
    refunds: pl.DataFrame


def opening(network: Network) -> Opening:
    """Let six early members stand before the first order: a district, two partners and three members."""
    builders = np.flatnonzero(network.builder)
    member = np.unique(np.concatenate([np.arange(3), builders[5:8]]))[:6]
    rank = np.array([3, 2, 2, 1, 1, 1], dtype=np.int64)[: member.size]
    partners = set(member[rank >= PARTNER].tolist())
    owner = [_nearest_above(int(m), network.sponsor, partners) for m in member]
    return Opening(member, rank, np.array(owner, dtype=np.int64))


def _nearest_above(member: int, sponsor: Ints, candidates: set[int]) -> int:
    above = int(sponsor[member])
    while above >= 0 and above not in candidates:
        above = int(sponsor[above])
    return above


def packages(network: Network, standing: Opening, rng: np.random.Generator) -> Packages:
    """Simulate the package orders of START to END for the members of `network`."""
    bought = _first_packages(network, rng)
    since = bought.copy()
    since[standing.member] = 0
    orders = [_ordered("P699", bought), *_again(bought, rng), *_dearer(network, since, rng)]
    sold = (
        pl.concat(orders)
        .sort("at", "buyer", "product_id")
        .with_columns(
            order_id=pl.format("K{}", pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(7)),
            price=pl.col("product_id").replace_strict(PRICES, return_dtype=pl.Int64),
        )
    )
    more = rng.choice([1, 2, 3], sold.height, p=[0.93, 0.05, 0.02])
    gift = happens(rng, sold.height, 0.15)
    sold = sold.with_columns(quantity=pl.Series(more, dtype=pl.Int64), gift=pl.Series(gift)).with_columns(
        amount=pl.col("price") * pl.col("quantity")
    )
    line = ["order_id", "line_no", "product_id", "quantity", "amount"]
    own = sold.with_columns(line_no=pl.lit(1, pl.Int64)).select(line)
    gifts = sold.filter("gift").select(
        "order_id", line_no=pl.lit(2, pl.Int64), product_id=pl.lit(GIFT),
        quantity=pl.lit(1, pl.Int64), amount=pl.lit(0, pl.Int64),
    )  # fmt: skip
    return Packages(
        orders=sold.select("order_id", "buyer", "at", "amount"),
        lines=pl.concat([own, gifts]).sort("order_id", "line_no"),
        refunds=_taken_back(sold, rng),
    )


def _first_packages(network: Network, rng: np.random.Generator) -> Ints:
    """When each member buys its first P699 (NEVER for most): builders all, who has recruits more often."""
    count = network.sponsor.size
    recruits = np.bincount(network.sponsor[network.sponsor >= 0], minlength=count)
    wants = happens(rng, count, np.where(network.builder, 0.97, np.where(recruits > 0, 0.5, 0.22)))
    times = np.maximum(network.people.joined, START - DAY) + _days(5.0, count, rng)
    return _until_end(working_hours(np.where(wants, times, NEVER), rng))


def _again(bought: Ints, rng: np.random.Generator) -> list[pl.DataFrame]:
    """Repurchases of P699: about a third of the buyers, and of those a third once more, and so on."""
    orders = []
    times = bought
    for _ in range(6):
        wants = (times != NEVER) & (happens(rng, times.size, 0.35))
        later = np.where(wants, times, 0) + 18 * DAY + _days(25.0, times.size, rng)
        times = _until_end(working_hours(np.where(wants, later, NEVER), rng))
        orders.append(_ordered("P699", times))
    return orders


def _dearer(network: Network, since: Ints, rng: np.random.Generator) -> list[pl.DataFrame]:
    """P999, P1980 and P5000, by those whose legs make the rank possible, soon after they do.

    A few others buy a P999 early; it counts when their legs are complete.
    """
    sponsor = network.sponsor
    depth = depths(sponsor)
    orders = []
    held = np.maximum(since, nth_recruit(since, sponsor, 2))
    legs_of = since
    for product, wish in (("P999", 0.5), ("P1980", 0.8), ("P5000", 1.0)):
        ready = np.maximum(held, third_leg(legs_of, sponsor, depth))
        wants = (ready != NEVER) & happens(rng, sponsor.size, np.where(network.builder, 1.0, wish))
        early = (since != NEVER) & ~wants & happens(rng, sponsor.size, 0.02) & (product == "P999")
        start = np.maximum(np.where(wants, ready, np.where(early, since, NEVER)), START)
        waits = _days(5.0, sponsor.size, rng)
        times = _until_end(working_hours(np.where(start == NEVER, NEVER, start + waits), rng))
        held = np.maximum(ready, times)
        legs_of = held
        orders.append(_ordered(product, times))
    return orders


def _taken_back(sold: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Refunds of one P699 order in thirty: two thirds full, the rest a part."""
    few, full = (pl.Series(happens(rng, sold.height, chance)) for chance in (1 / 30, 2 / 3))
    share = pl.Series(rng.integers(10, 60, sold.height))
    return (
        sold.with_columns(
            at=pl.col("at") + 2 * DAY + pl.Series(_days(4.0, sold.height, rng)),
            amount=pl.when(full).then("amount").otherwise(pl.col("amount") * share // 100),
        )
        .filter(few & (pl.col("product_id") == "P699") & (pl.col("at") < END))
        .select(
            pl.format("F{}", pl.col("order_id").str.slice(1)).alias("refund_id"), "order_id", "at", "amount"
        )
    )


def _ordered(product: str, times: Ints) -> pl.DataFrame:
    buyer = np.flatnonzero(times != NEVER)
    return pl.DataFrame({"buyer": buyer, "at": times[buyer]}).with_columns(product_id=pl.lit(product))


def _days(mean: float, count: int, rng: np.random.Generator) -> Ints:
    return (rng.exponential(mean, count) * DAY).astype(np.int64)


def _until_end(times: Ints) -> Ints:
    return np.where(times < END, times, NEVER)
