"""The plan's days and months as statements take them: no date arithmetic happens per order."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from graph.clock import day_of, day_start
from graph.months import first_day_of, number_of

_DAY = 86_400_000_000
_LATER = 2**62  # a month that does not end on a given UTC day ends later


@dataclass(frozen=True)
class Calendar:
    """The days from the first to the last counted order, in the plan's zone.

    day0: number of the first UTC day since 1970. month, turn: per UTC day, the index of the
    month at its start, and the microsecond at which the next one begins if on that day.
    first_month: year * 12 + month - 1 of index 0. days: each {day, start, end}, microseconds.
    """

    day0: int
    month: list[int]
    turn: list[int]
    first_month: int
    days: list[dict[str, object]]


def calendar_between(first: int, last: int, zone: ZoneInfo) -> Calendar:
    """Return the calendar that covers two times (microseconds UTC)."""
    first_day, last_day = day_of(first, zone), day_of(last, zone)
    starts = [day_start(one, zone) for one in _months(first_day, last_day)]
    day0 = first // _DAY
    month, turn = [], []
    for number in range(day0, last // _DAY + 1):
        begun = sum(start <= number * _DAY for start in starts[1:])
        month.append(begun)
        following = starts[begun + 1] if begun + 1 < len(starts) else _LATER
        turn.append(following if following < (number + 1) * _DAY else _LATER)
    dates = [first_day + timedelta(days=number) for number in range((last_day - first_day).days + 2)]
    days: list[dict[str, object]] = [
        {"day": day.isoformat(), "start": day_start(day, zone), "end": day_start(following, zone)}
        for day, following in pairwise(dates)
    ]
    return Calendar(day0, month, turn, number_of(first_day), days)


def _months(first: date, last: date) -> list[date]:
    return [first_day_of(number) for number in range(number_of(first), number_of(last) + 1)]
