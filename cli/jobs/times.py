"""When a night is due: at a time of day in the plan's zone, each day once."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.errors import UserError

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = timedelta(days=1)


def time_of_day(text: str) -> time:
    """Return a time of day such as 02:30.

    Raises:
        UserError: when it is none.
    """
    if matched := _TIME.fullmatch(text):
        return time(int(matched[1]), int(matched[2]))
    raise UserError("--nightly {text!r} is no time of day: write it as 02:30", text=text)


@dataclass(frozen=True)
class Schedule:
    """A time of day in a zone.

    A time that a change of clocks leaves out is as much later; one that it repeats counts the first time.
    """

    at: time
    zone: ZoneInfo

    def next_due(self, now: datetime) -> datetime:
        """Return the first due time after an aware time, in UTC."""
        return min(due for due in self._around(now) if due > now)

    def last_due(self, now: datetime) -> datetime:
        """Return the last due time up to an aware time, in UTC."""
        return max(due for due in self._around(now) if due <= now)

    def _around(self, now: datetime) -> list[datetime]:
        today = now.astimezone(self.zone).date()
        return [
            datetime.combine(today + days * _DAY, self.at, self.zone).astimezone(UTC) for days in (-1, 0, 1)
        ]
