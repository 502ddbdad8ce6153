"""The calendar months of a company in its plan's zone: those that are over as of a run."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from graph.clock import day_start


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
        """The month as one number: year * 12 + month - 1."""
        return int(self.id[:4]) * 12 + int(self.id[5:]) - 1


def months_over(first: int, as_of: int, zone: ZoneInfo) -> list[Month]:
    """Return the months that are over at a time (microseconds UTC), from a first one on.

    first: year * 12 + month - 1.
    """
    found: list[Month] = []
    day = date(first // 12, first % 12 + 1, 1)
    start = day_start(day, zone)
    while True:
        following = (day + timedelta(days=31)).replace(day=1)
        end = day_start(following, zone)
        if end > as_of:
            return found
        last = (following - timedelta(days=1)).isoformat()
        found.append(Month(day.isoformat()[:7], len(found), start, end, last))
        day, start = following, end
