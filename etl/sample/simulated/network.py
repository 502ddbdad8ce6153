"""The simulated people: who joins when, through which channel, and who sponsors whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.sample.almanac import DAY, END, FOUNDED, HOUR, START, Ints, happens

CHANNELS = ("wechat", "xiaohongshu", "douyin", "offline", "search")
SHARES = (0.60, 0.20, 0.14, 0.03, 0.03)
SOCIAL = 3
"""The first channels are social: people come by invitation."""
FOUNDERS = 2
BUILDERS_EACH = 5
WAYS = {"builder": 0.25, "who has many": 0.20, "anybody": 0.15, "who joined lately": 0.40}
"""How a sponsor is found, and how often. The last way makes the waves that run deep."""


@dataclass(frozen=True)
class People:
    """Members or customers, by position.

    joined and touched (first visit) in local seconds, channel as a position in CHANNELS, slot of
    the retail orders (-1: none).
    """

    joined: Ints
    touched: Ints
    channel: Ints
    slot: Ints


@dataclass(frozen=True)
class Network:
    """Members in the order in which they joined; sponsor is a position (-1: none), always a smaller one."""

    people: People
    sponsor: Ints
    builder: NDArray[np.bool_]


def arrivals(first: Ints, slot: Ints, rng: np.random.Generator) -> People:
    """Let people visit and join before their first retail order; sorted by joining.

    Most come a few days before. Of those already seen in the first weeks of the data, many
    joined long before.
    """
    count = first.size
    waits = np.where(happens(rng, count, 0.75), rng.exponential(2.0, count), rng.exponential(25.0, count))
    old = (first < START + 28 * DAY) & (happens(rng, count, 0.45))
    waits = np.where(old, rng.uniform(0, 100, count), waits)
    gaps = np.where(happens(rng, count, 0.7), rng.exponential(0.5, count), rng.exponential(5.0, count))
    joined = np.maximum(first - (waits * DAY).astype(np.int64) - 600, FOUNDED + 10 * DAY)
    touched = np.maximum(joined - (gaps * DAY).astype(np.int64) - 120, FOUNDED + 7 * DAY)
    order = np.lexsort((slot, joined))
    channel = rng.choice(len(CHANNELS), count, p=SHARES)
    return People(joined[order], touched[order], channel[order], slot[order])


def without_orders(count: int, rng: np.random.Generator) -> Ints:
    """Return the times around which members join who buy no retail goods."""
    return np.sort(rng.integers(FOUNDED + 20 * DAY, END - 2 * DAY, count))


def network(people: People, rng: np.random.Generator) -> Network:
    """Choose the sponsors: preferential attachment, recent members, and a few strong builders.

    A sponsor joined before the recruit's first visit. The first members are founders without
    a sponsor; some who came by an advertisement or a search have none either.
    """
    count = people.joined.size
    joined, touched = people.joined.copy(), people.touched.copy()
    roots = min(FOUNDERS, count)
    joined[:roots] = touched[:roots] = FOUNDED + np.arange(roots) * HOUR
    builder = happens(rng, count, 0.06 * (1 - np.arange(count) / count) ** 2)
    builder[:roots] = True
    known = np.searchsorted(joined, touched).tolist()
    builders = np.flatnonzero(builder)
    builds = builder.tolist()
    known_builders = np.searchsorted(joined[builders], touched).tolist()
    lone = ((people.channel >= SOCIAL) & (happens(rng, count, 0.5))).tolist()
    way = rng.choice(len(WAYS), count, p=list(WAYS.values())).tolist()
    where = rng.random(count).tolist()
    back = (rng.exponential(0.06, count)).tolist()
    sponsor = [-1] * count
    brought = 0
    ways = list(WAYS)
    for i in range(roots, count):
        at = int(where[i] * known[i])
        if builds[i]:  # builders bring builders: the first of them who has not brought enough
            sponsor[i] = int(builders[min(brought // BUILDERS_EACH, known_builders[i] - 1)])
            brought += 1
        elif lone[i]:
            continue
        elif ways[way[i]] == "builder":
            sponsor[i] = int(builders[int(where[i] * known_builders[i])])
        elif ways[way[i]] == "who has many":
            sponsor[i] = sponsor[at] if sponsor[at] >= 0 else at
        elif ways[way[i]] == "anybody":
            sponsor[i] = at
        else:
            sponsor[i] = int(known[i] * max(0.0, 1 - back[i] - 1e-9))
    return Network(
        People(joined, touched, people.channel, people.slot), np.array(sponsor, dtype=np.int64), builder
    )
