"""The stretch of time that a metric looks at, as statements take it."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from graph.clock import day_of, day_start, from_micros
from graph.database import Database
from graph.errors import UserError
from graph.months import first_day_of, month_name, number_of
from graph.nightly.calendar import Calendar, calendar_between
from graph.reads.runs import Run

DAY = 86_400_000_000
RECENT = 30 * DAY
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From `start` to before `end` (microseconds UTC), never after the run's `as_of`.

    first_day, end_day: the same as days in the plan's zone (text, the last not included; "" is the
    beginning). months: the indexes of the calendar that the window touches; run_month: that of `as_of`.
    """

    start: int
    end: int
    first_day: str
    end_day: str
    calendar: Calendar
    months: range
    run_month: int

    def month(self, index: int) -> str:
        """Return a month of the calendar as text, such as 2026-01."""
        return month_name(self.calendar.first_month + index)

    def month_starts(self, zone: ZoneInfo) -> list[int]:
        """Return the first microsecond of each month of the calendar, up to the run's."""
        numbers = range(self.calendar.first_month, self.calendar.first_month + self.run_month + 1)
        return [day_start(first_day_of(number), zone) for number in numbers]

    @property
    def recent(self) -> int:
        """Where the last 30 days of the window begin; the end is the last moment of the window."""
        return max(self.start, self.end - 1 - RECENT)


def window_of(
    database: Database, run: Run, from_day: date | None, to_day: date | None, *, touches: bool = False
) -> Window:
    """Return the window of a run: `from_day` is included, `to_day` is not; None has no bound.

    Its calendar begins with the first order, or with the first of the `touches` if that is earlier.

    Raises:
        UserError: when the stretch of days is empty.
    """
    if from_day and to_day and from_day >= to_day:
        raise UserError(
            "from {from_day} is not before to {to_day}, which is not included",
            from_day=from_day,
            to_day=to_day,
        )
    found = database.read("read/metrics/first_month", run=run.number)
    if found:
        first_month = found[0]["first"]
    else:  # nobody has joined yet: customers may have bought
        orders = database.read("nightly/network/calendar", as_of=run.as_of)
        first_month = number_of(day_of(orders[0]["first"] if orders else run.as_of, run.zone))
    if touches and (earliest := database.read("read/metrics/first_touch", run=run.number, as_of=run.as_of)):
        first_month = min(first_month, number_of(day_of(earliest[0]["at"], run.zone)))
    return window_from(first_month, run, from_day, to_day)


def window_from(
    first_month: int, run: Run, from_day: date | None = None, to_day: date | None = None
) -> Window:
    """Return the window of a run whose calendar begins with a month, `year * 12 + month - 1`."""
    last_day = day_of(run.as_of, run.zone)
    run_month = number_of(last_day)
    first_month = min(first_month, run_month)
    start = day_start(from_day, run.zone) if from_day else 0
    end = min(run.as_of + 1, day_start(to_day, run.zone) if to_day else run.as_of + 1)
    end_day = min(last_day + _ONE_DAY, to_day or date.max)
    first = first_day_of(first_month)
    last = number_of(day_of(end - 1, run.zone)) if end > start else first_month - 1
    return Window(
        start=start,
        end=end,
        first_day=from_day.isoformat() if from_day else "",
        end_day=end_day.isoformat(),
        calendar=calendar_between(day_start(first, run.zone), run.as_of, run.zone),
        months=range(max(number_of(from_day) - first_month if from_day else 0, 0), last - first_month + 1),
        run_month=run_month - first_month,
    )


def ends_inside(end: int, run: Run) -> str:
    """Return the month, such as 2026-01, that a stretch up to before `end` cuts short; "" for none."""
    last = number_of(from_micros(end - 1, run.zone).date())
    following = day_start(first_day_of(last + 1), run.zone)
    return month_name(last) if end < following else ""
