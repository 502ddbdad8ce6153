"""Which month a movement belongs to, so that the statement of a month that is over never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.clock import day_of, day_start
from graph.months import first_day_of, number_of
from graph.reads.runs import Run


@dataclass(frozen=True, slots=True)
class Books:
    """The published runs, oldest first, up to the one that is read.

    A movement belongs to the month of its day. But a month is closed by the first run as of its end or later:
    what a later run counts first belongs to the month that was open then. Nothing belongs to a month after
    that of the run that counts it.
    """

    runs: Sequence[Run]

    def month_of(self, day: str, run: Run) -> int:
        """Return the month of a movement of a day that a run counts first, as `graph.months` counts."""
        month = number_of(date.fromisoformat(day))
        place = self.runs.index(run)
        if place:
            month = max(month, self._month_at(self.runs[place - 1]))
        return min(month, self._month_at(run))

    @property
    def last_month(self) -> int:
        """The month of the run that is read, which later runs add to."""
        return self._month_at(self.runs[-1])

    def closing(self, month: int) -> Run | None:
        """Return the run that closed a month, None while it is open."""
        end = self.start_of(month + 1)
        return next((run for run in self.runs if run.as_of >= end), None)

    def counting(self, at: int) -> Run | None:
        """Return the first run that began after a time (microseconds): what was done then, it counts."""
        return next((run for run in self.runs if run.started > at), None)

    def numbered(self, number: int) -> Run:
        """Return the run of a number, or the first one after it: an entry's own is among them."""
        return next(run for run in self.runs if run.number >= number)

    def start_of(self, month: int) -> int:
        """Return the first microsecond of a month in the zone of the plan."""
        return day_start(first_day_of(month), self.runs[-1].zone)

    def _month_at(self, run: Run) -> int:
        return number_of(day_of(run.as_of, self.runs[-1].zone))
