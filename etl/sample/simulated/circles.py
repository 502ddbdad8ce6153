"""The simulated communities with their owners and members, and the group-buying groups."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.sample.almanac import DAY, END, HOUR, START, Ints, happens
from etl.sample.simulated.network import Network

_GROUPS = 30


@dataclass(frozen=True)
class Communities:
    """The communities, by the joining of their owners.

    owner: the member (position) of each. of_customer, of_member: the community (position) of
    each customer and member, -1 for none.
    """

    owner: Ints
    of_customer: Ints
    of_member: Ints


@dataclass(frozen=True)
class Groups:
    """leader (position), opened and closes in local seconds; alone: of which groups the leader alone buys.

    These do not succeed (R12); the window of the last one is still open in both nights.
    """

    leader: Ints
    opened: Ints
    closes: Ints
    alone: Ints


def communities(network: Network, customers_touched: Ints, rng: np.random.Generator) -> Communities:
    """Give twenty communities (more in a large company) to early members, builders first.

    Customers and a quarter of the members belong to one whose owner was there before them;
    the first communities are the largest.
    """
    joined = network.people.joined
    wanted = max(20, joined.size // 200)
    early = np.arange(joined.size // 4 + 1)
    likes = rng.random(early.size) + network.builder[early]
    owner = np.unique(np.append(early[np.argsort(-likes, kind="stable")][: wanted - 1], 0))
    place = rng.random(customers_touched.size) ** 2
    known = np.searchsorted(joined[owner], customers_touched)
    of_member = (rng.random(joined.size) ** 2 * np.searchsorted(joined[owner], joined)).astype(np.int64)
    outside = happens(rng, joined.size, 0.75) | (joined <= joined[owner[0]])
    return Communities(owner, (place * known).astype(np.int64), np.where(outside, -1, of_member))


def groups(network: Network, rng: np.random.Generator) -> Groups:
    """Open thirty group-buying groups of a day (the last of three), led by members who had joined."""
    opened = np.sort(rng.integers(START, END - 2 * DAY, _GROUPS)) // DAY * DAY + 9 * HOUR
    opened[-1] = END - 15 * HOUR
    known = np.searchsorted(network.people.joined, opened)
    leader = (rng.random(opened.size) * known).astype(np.int64)
    closes = opened + DAY
    closes[-1] += 2 * DAY
    return Groups(leader, opened, closes, np.arange(_GROUPS - 1, -1, -4, dtype=np.int64))


def buy_together(orders: pl.DataFrame, groups: Groups) -> pl.DataFrame:
    """Return order_id and group (position) of orders that are bought in groups, of several buyers in each.

    orders: order_id, buyer, at (local seconds). They are orders of buyers who bought twice before, all of the
    day on which the group opened: so no order changes its day, and nobody's first one its time.
    """
    of_day = (
        orders.sort("at", "order_id")
        .with_columns(number=pl.int_range(pl.len()).over("buyer"))
        .filter(pl.col("number") > 1)
    )
    together = []
    for group in np.setdiff1d(np.arange(groups.leader.size), groups.alone).tolist():
        opened = int(groups.opened[group])
        inside = of_day.filter(pl.col("at").is_between(opened, opened // DAY * DAY + DAY, closed="left"))
        buying = inside.unique("buyer", keep="first", maintain_order=True).head(2 + group % 3)
        if buying.height > 1:
            together.append(buying.select("order_id", group=pl.lit(group, pl.Int64)))
    return pl.concat([pl.DataFrame(schema={"order_id": pl.String, "group": pl.Int64}), *together]).unique(
        "order_id", keep="first", maintain_order=True
    )


def buy_alone(groups: Groups, rng: np.random.Generator) -> pl.DataFrame:
    """Return orders of leaders with whom nobody else buys: order_id, buyer, at, amount, group (position)."""
    alone = groups.alone[::-1]
    return pl.DataFrame(
        {
            "order_id": [f"B{number:07}" for number in range(1, alone.size + 1)],
            "buyer": groups.leader[alone],
            "at": groups.opened[alone] + rng.integers(HOUR, 12 * HOUR, alone.size),
            "amount": rng.integers(20, 200, alone.size) * 100,
            "group": alone,
        }
    )
