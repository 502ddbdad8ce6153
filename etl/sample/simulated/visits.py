"""The simulated visits, of those who joined and of the many who did not, and the spend on channels."""

import numpy as np
import polars as pl

from etl.sample.almanac import DAY, END, HOUR, NEVER, Ints, days, happens
from etl.sample.simulated.network import CHANNELS, SOCIAL, People

CONVERSION = (0.17, 0.14, 0.11, 0.013, 0.009)
"""Per channel: of the visitors, how many order within seven days of the first visit."""
_SPEND = (("wechat", "subsidy", 90), ("xiaohongshu", "marketing", 160), ("douyin", "marketing", 190),
          ("offline", "subsidy", 40), ("search", "marketing", 120))  # fmt: skip
"""Channel, kind, and yuan a day for 4 000 members in the middle of the year."""


def touches(
    people: People, inviter: Ints, first_order: Ints, joined: Ints, rng: np.random.Generator
) -> pl.DataFrame:
    """Return visitor, at, channel, inviter (position or -1), became (position in `people` or -1), by time.

    `people` are all who registered, `inviter` who brought each, `first_order` NEVER for none.
    `joined` are the joining times of the members: a visitor is invited by one who was there.
    """
    count = people.joined.size
    invited = np.where(people.channel < SOCIAL, inviter, -1)
    who = np.arange(count)
    parts = [
        _frame(who, people.touched, people.channel, invited, np.full(count, -1)),
        _frame(who, people.joined, people.channel, invited, who),
    ]
    for _ in range(2):  # visits between joining and the first order, on any channel
        until = np.minimum(first_order, np.minimum(people.joined + 20 * DAY, END))
        at = people.joined + (rng.random(count) * (until - people.joined)).astype(np.int64)
        came = happens(rng, count, 0.35) & (at > people.joined)
        on = np.where(happens(rng, count, 0.6), people.channel, rng.integers(0, len(CHANNELS), count))
        alone = np.full(count, -1)
        parts.append(_frame(who[came], at[came], on[came], alone[came], who[came]))
    visitor = count
    for channel, rate in enumerate(CONVERSION):
        same = people.channel == channel
        converted = int((same & (first_order - people.touched <= 7 * DAY)).sum())
        others = max(0, round(converted / rate) - int(same.sum()))
        parts += _strangers(
            visitor=visitor, count=others, channel=channel, people=people, joined=joined, rng=rng
        )
        visitor += others
    return pl.concat(parts).sort("at", "visitor", "became", "channel", "inviter")


def _strangers(
    *, visitor: int, count: int, channel: int, people: People, joined: Ints, rng: np.random.Generator
) -> list[pl.DataFrame]:
    """Visitors who never registered: they come when the others come; some twice."""
    times = rng.choice(people.touched, count) + rng.integers(-3 * DAY, 3 * DAY, count)
    times = np.clip(times, joined[0] + DAY, END - HOUR)
    known = np.searchsorted(joined, times)
    invited = happens(rng, count, 0.8 if channel < SOCIAL else 0.0)
    inviter = np.where(invited, (rng.random(count) * known).astype(np.int64), -1)
    who = visitor + np.arange(count)
    again = happens(rng, count, 0.15) & (times < END - 9 * DAY)
    later = times + rng.integers(HOUR, 8 * DAY, count)
    nobody = np.full(count, -1)
    every = np.full(count, channel)
    return [
        _frame(who, times, every, inviter, nobody),
        _frame(who[again], later[again], every[again], inviter[again], nobody[again]),
    ]


def _frame(visitor: Ints, at: Ints, channel: Ints, inviter: Ints, became: Ints) -> pl.DataFrame:
    columns = {"visitor": visitor, "at": at, "channel": channel, "inviter": inviter, "became": became}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64))


def spend(members: int, rng: np.random.Generator) -> pl.DataFrame:
    """Return day, channel, kind, amount (minor units): it grows fourfold over the year."""
    dates = days()
    growth = np.linspace(0.4, 1.6, len(dates))
    parts = []
    for channel, kind, yuan in _SPEND:
        noise = rng.uniform(0.7, 1.3, len(dates))
        amount = np.maximum(1, (yuan * 100 * growth * noise * members / 4000).astype(np.int64))
        parts.append(
            pl.DataFrame({"day": dates, "amount": amount}).select(
                "day", pl.lit(channel).alias("channel"), pl.lit(kind).alias("kind"), "amount"
            )
        )
    return pl.concat(parts).sort("day", "channel", "kind")


def first_orders(count: int, buyer: Ints, at: Ints) -> Ints:
    """Return the earliest time at which each of `count` people bought; NEVER for none."""
    first = np.full(count, NEVER, dtype=np.int64)
    np.minimum.at(first, buyer, at)
    return first
