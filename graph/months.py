"""Calendar months: as numbers that can be counted, and those of a company that are over as of a run."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from graph.clock import day_start


def number_of(day: date) -> int:
    """Return the month of a day as one number: year * 12 + month - 1."""
    return day.year * 12 + day.month - 1


def first_day_of(number: int) -> date:
    """Return the first day of a month that is counted as `number_of` does."""
    return date(number // 12, number % 12 + 1, 1)


def month_name(number: int) -> str:
    """Return a month that is counted as `number_of` does as text, such as 2026-01."""
    return first_day_of(number).isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month that is over. `start`: its first microsecond (UTC); `end`: that of the next one.

    id: "2026-01". day: its last one, "2026-01-31". index: its place among the months of the company, the
    first being that of its first order: lists of volumes by month are in this order.
    """

    id: str
    index: int
    start: int
    end: int
    day: str

    @property
    def number(self) -> int:
        """The month as one number: see `number_of`."""
        return number_of(date.fromisoformat(self.day))


def months_over(first: int, as_of: int, zone: ZoneInfo) -> list[Month]:
    """Return the months that are over at a time (microseconds UTC), from a first one on.

    first: see `number_of`.
    """
    found: list[Month] = []
    day = first_day_of(first)
    start = day_start(day, zone)
    while True:
        following = (day + timedelta(days=31)).replace(day=1)
        end = day_start(following, zone)
        if end > as_of:
            return found
        last = (following - timedelta(days=1)).isoformat()
        found.append(Month(day.isoformat()[:7], len(found), start, end, last))
        day, start = following, end
