"""Makes a large company for benchmarks: members, five orders each over 91 days, a tenth of them packages.

Usage: python benchmarks/make_company.py FOLDER --members 1000000 [--seed 1] [--visitors 2]

Everything is simulated, and the same arguments give the same files: members.csv, orders.csv,
order_lines.csv, products.csv, and touches.csv where each member invites visitors. The referral tree
is about 20 levels deep. About 3 000 members per million reach rank 3 or more of the chain plan: who
has the legs for it buys the package.
"""

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.sample.almanac import DAY, NEVER, Ints, generator, happens, local
from etl.sample.simulated.climb import depths, nth_recruit, third_leg
from etl.sample.simulated.packages import PRICES
from etl.sample.tables import moments, money
from graph.clock import to_micros

ORDERS_EACH = 5
DAYS = 91
FIRST_DAY = local("2026-04-01T00:00:00")
JOINING_DAYS = 700
DISTRICTS = 3_300 / 1_000_000
FAMILY = 5
CHUNK = 500_000
CHANNELS = ("wechat", "douyin", "search", "offline", "friend")
Shape = Literal["grown", "balanced", "star", "chain"]
WIDTH = 5
CHAIN = 2_500
GOODS = {"TEA": "tea", "CARE": "care"}
"""Products that are no package, with their categories."""
SEED = 1
AS_OF = to_micros(datetime(2026, 6, 30, 16, tzinfo=UTC))
"""The end of the made company's last day, 1 July 2026 in Shanghai; microseconds UTC."""
LEVEL = np.int8
"""An order's package as its position in PRICES; -1 for none."""


def sponsors(count: int, rng: np.random.Generator, shape: Shape = "grown") -> Ints:
    """Return each member's sponsor by position (-1 for the one root), always an earlier one.

    grown: early members have more recruits. balanced: five each. star: all are recruits of the root. chain:
    the first 2 500 below each other, all others evenly below them.
    """
    place = np.arange(count)
    above: Ints = (place * rng.random(count) ** 1.8).astype(np.int64)
    if shape == "balanced":
        above = (place - 1) // WIDTH
    elif shape == "star":
        above = np.zeros(count, dtype=np.int64)
    elif shape == "chain":
        above = np.where(place < CHAIN, place - 1, place % CHAIN)
    return np.where(place == 0, -1, above)


def packages(sponsor: Ints, rng: np.random.Generator) -> NDArray[LEVEL]:
    """Return the package of every order; orders 5m to 5m+4 belong to member m.

    A tenth are P699, and so is the first order of every early member. Some of those whose legs are
    ready for a rank buy its package in place of another order: half of the districts in families,
    so that cities and provinces arise.
    """
    count = sponsor.size
    product = np.where(happens(rng, count * ORDERS_EACH, 0.1), 0, -1).astype(LEVEL)
    orders_of = product.reshape(count, ORDERS_EACH)
    orders_of[: count // 100, 0] = 0
    depth = depths(sponsor)
    since = np.where((orders_of == 0).any(axis=1), 0, NEVER).astype(np.int64)
    held, legs_of = np.maximum(since, nth_recruit(since, sponsor, 2)), since
    for level, most in ((1, max(30, round(count * DISTRICTS))), (2, count), (3, count)):
        ready = np.flatnonzero(np.maximum(held, third_leg(legs_of, sponsor, depth)) != NEVER)
        ready = ready[(orders_of[ready] == -1).any(axis=1)]
        related = families(ready, sponsor, most // 2)
        others = np.setdiff1d(ready, related)
        buyers = np.append(related, rng.choice(others, min(others.size, most - related.size), replace=False))
        product[buyers * ORDERS_EACH + (orders_of[buyers] == -1).argmax(axis=1)] = level
        held = np.full(count, NEVER, dtype=np.int64)
        held[buyers] = 0
        legs_of = held
    return product


def families(ready: Ints, sponsor: Ints, most: int) -> Ints:
    """Choose up to `most` of `ready`: the first, and level by level the five earliest recruits of each."""
    level = chosen = ready[:1]
    while level.size and chosen.size < most:
        below = ready[np.isin(sponsor[ready], level)]
        below = below[np.argsort(sponsor[below], kind="stable")]
        level = below[np.arange(below.size) - np.searchsorted(sponsor[below], sponsor[below]) < FAMILY]
        chosen = np.append(chosen, level)
    return chosen[:most]


def joining(members: int) -> Ints:
    """Return when each member joined, in local seconds: one after the other, before the first order."""
    return FIRST_DAY - JOINING_DAYS * DAY + np.arange(members) * (JOINING_DAYS * DAY - 1) // members


def write_company(
    folder: Path,
    members: int,
    seed: int,
    visitors: int = 0,
    shape: Shape = "grown",
    *,
    goods: bool = False,
) -> dict[str, int]:
    """Write the tables and return their numbers of rows; memory stays below 2 GB per million.

    visitors: how many each member invites; the first of them becomes some member, a third comes twice.
    shape: of the tree. goods: whether orders without a package have lines: three tenths tea, a tenth care.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = generator(seed, "benchmark")
    sponsor = sponsors(members, rng, shape)
    product = packages(sponsor, rng)
    names = list(PRICES)
    sold = [*names, *(GOODS if goods else ())]
    of = [GOODS.get(name) for name in sold]
    pl.DataFrame({"product_id": sold, "name": sold, "category": of}).write_csv(folder / "products.csv")
    joined = joining(members)
    with (folder / "members.csv").open("wb") as file:
        for start in range(0, members, CHUNK):
            part = slice(start, start + CHUNK)
            _members(start, sponsor[part], joined[part]).write_csv(file, include_header=start == 0)
    with (folder / "orders.csv").open("wb") as orders, (folder / "order_lines.csv").open("wb") as lines:
        for start in range(0, product.size, CHUNK):
            made = _orders(start, product[start : start + CHUNK], rng)
            if goods:
                made = made.with_columns(_goods(made))
            made.drop("product_id", "quantity").write_csv(orders, include_header=start == 0)
            made.drop_nulls("product_id").select(
                "order_id", pl.lit(1).alias("line_no"), "product_id", "quantity", "amount"
            ).write_csv(lines, include_header=start == 0)
    if visitors:
        became = rng.permutation(members)
        with (folder / "touches.csv").open("wb") as file:
            for start in range(0, members, CHUNK):
                touches = _touches(start, became[start : start + CHUNK], visitors, rng)
                touches.write_csv(file, include_header=start == 0)
    return {
        "products": len(names),
        "members": members,
        "orders": product.size,
        "order_lines": int((product >= 0).sum()),
        **{name: int((product == level).sum()) for level, name in enumerate(names)},
    }


def _goods(orders: pl.DataFrame) -> pl.Expr:
    """Return the products of orders; of ten without a package three are tea and one is care."""
    tea, care = GOODS
    ten = [tea, None, tea, None, None, None, care, None, tea, None]
    bought = pl.Series((ten * (len(orders) // len(ten) + 1))[: len(orders)], dtype=pl.String)
    return pl.coalesce("product_id", bought).alias("product_id")


def member_rows(start: int, sponsor: Ints, joined: Ints) -> pl.DataFrame:
    """Return members from position `start` on: id, sponsor's id (null for the root), local seconds."""
    recruit = pl.Series(sponsor >= 0)
    return pl.DataFrame(
        {"member": np.arange(start, start + sponsor.size), "sponsor": sponsor, "joined": joined}
    ).select(
        _ids("m", pl.col("member")).alias("member_id"),
        pl.when(recruit).then(_ids("m", pl.col("sponsor"))).alias("sponsor_id"),
        "joined",
    )


def _members(start: int, sponsor: Ints, joined: Ints) -> pl.DataFrame:
    rows = member_rows(start, sponsor, joined)
    return rows.select("member_id", "sponsor_id", moments(rows["joined"].to_numpy()).alias("joined_at"))


def order_rows(start: int, product: NDArray[LEVEL], rng: np.random.Generator) -> pl.DataFrame:
    """Return orders from position `start` on: ids, package (null for none), quantity, fen, local seconds."""
    number = np.arange(start, start + product.size)
    quantity = rng.choice([1, 2, 3], product.size, p=[0.93, 0.05, 0.02])
    price = np.array([*PRICES.values(), 0])[product]
    amount = np.where(product >= 0, price * quantity, rng.integers(2_000, 30_000, product.size))
    return pl.DataFrame(
        {
            "number": number,
            "paid": FIRST_DAY + rng.integers(0, DAYS * DAY, product.size),
            "amount": amount,
            "level": product,
            "quantity": quantity,
        }
    ).select(
        _ids("o", pl.col("number")).alias("order_id"),
        _ids("m", pl.col("number") // ORDERS_EACH).alias("buyer_id"),
        "paid",
        "amount",
        pl.col("level").replace_strict(dict(enumerate(PRICES)), default=None).alias("product_id"),
        "quantity",
    )


def _orders(start: int, product: NDArray[LEVEL], rng: np.random.Generator) -> pl.DataFrame:
    rows = order_rows(start, product, rng)
    return rows.select(
        "order_id",
        "buyer_id",
        moments(rows["paid"].to_numpy()).alias("paid_at"),
        money("amount").alias("amount"),
        "product_id",
        "quantity",
    )


def _touches(start: int, became: Ints, visitors: int, rng: np.random.Generator) -> pl.DataFrame:
    """Return the touches of those whom members from `start` on invite: the invitation, and some later one."""
    inviter = np.repeat(np.arange(start, start + became.size), visitors)
    first = np.arange(inviter.size) % visitors == 0
    at = FIRST_DAY + rng.integers(0, DAYS * DAY, inviter.size)
    invited = pl.DataFrame(
        {
            "visitor": start * visitors + np.arange(inviter.size),
            "at": at,
            "again": at + rng.integers(DAY, 10 * DAY, inviter.size),
            "inviter": inviter,
            "became": np.where(first, np.repeat(became, visitors), -1),
            "channel": rng.integers(0, len(CHANNELS), inviter.size),
            "other": rng.integers(0, len(CHANNELS), inviter.size),
        }
    )
    back = invited.filter(pl.Series(happens(rng, inviter.size, 1 / 3))).filter(
        pl.col("again") < FIRST_DAY + DAYS * DAY
    )
    return pl.concat(
        [
            _touch(invited, "t", "at", "channel").with_columns(
                _ids("m", pl.col("inviter")).alias("inviter_id"),
                pl.when(pl.col("became") >= 0).then(_ids("m", pl.col("became"))).alias("became_id"),
            ),
            _touch(back, "u", "again", "other").with_columns(
                pl.lit(None, pl.String).alias("inviter_id"), pl.lit(None, pl.String).alias("became_id")
            ),
        ]
    ).drop("inviter", "became")


def _touch(contacts: pl.DataFrame, prefix: str, at: str, channel: str) -> pl.DataFrame:
    return contacts.select(
        _ids(prefix, pl.col("visitor")).alias("touch_id"),
        _ids("v", pl.col("visitor")).alias("visitor_id"),
        moments(contacts[at].to_numpy()).alias("at"),
        pl.col(channel).replace_strict(dict(enumerate(CHANNELS))).alias("channel"),
        "inviter",
        "became",
    )


def _ids(prefix: str, position: pl.Expr) -> pl.Expr:
    return pl.format("{}{}", pl.lit(prefix), (position + 1).cast(pl.String).str.zfill(7))


def main() -> None:
    """Read the command line, write the company, print what was made."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--visitors", type=int, default=0, help="how many visitors each member invites")
    options = parser.parse_args()
    begun = time.perf_counter()
    counts = write_company(options.folder, options.members, options.seed, options.visitors)
    print(*(f"{name}: {count}" for name, count in counts.items()), sep="\n")
    print(f"{time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
