"""The simulated communities with their owners and members, and the group-buying groups."""

from dataclasses import dataclass

import numpy as np

from etl.sample.almanac import DAY, END, HOUR, START, Ints, happens
from etl.sample.simulated.network import Network


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
    """leader (position), opened and closes in local seconds; no order belongs to a group."""

    leader: Ints
    opened: Ints
    closes: Ints


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
    """Open thirty group-buying groups of a day each, led by members who had joined."""
    opened = np.sort(rng.integers(START, END - 2 * DAY, 30)) // HOUR * HOUR
    known = np.searchsorted(network.people.joined, opened)
    leader = (rng.random(opened.size) * known).astype(np.int64)
    return Groups(leader, opened, opened + DAY)
