"""Stretches of days that people ask for: this month, the last 30 days; relative to the run, not to today."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.i18n.format import day, month
from dashboard.shared.filters import Filters
from dashboard.words import _
from graph.clock import day_of
from graph.months import first_day_of, number_of
from graph.reads.runs import Run

_ONE_DAY = timedelta(days=1)
_DAYS = (7, 30, 90)
SHORT = 62
"""Up to how many days are drawn one by one."""


def last_day(run: Run) -> date:
    """Return the last day that a run knows of: one as of midnight knows nothing of the day that begins."""
    return day_of(run.as_of - 1, run.zone)


def day_ranges(until: date) -> list[dict[str, str]]:
    """Return the choices as of a last day: value "2026-06-01..2026-06-30", label in words."""
    this, year = number_of(until), until.year
    choices = [
        (_("This month: {month}").format(month=month(this)), first_day_of(this), until),
        (_("Last month: {month}").format(month=month(this - 1)), *_months(this - 1, this - 1)),
        (_("The last 3 whole months"), *_months(this - 3, this - 1)),
        *(
            (_("The last {days} days").format(days=days), until - (days - 1) * _ONE_DAY, until)
            for days in _DAYS
        ),
        (_("This year: {year}").format(year=year), date(year, 1, 1), until),
        (_("Last year: {year}").format(year=year - 1), date(year - 1, 1, 1), date(year - 1, 12, 31)),
    ]
    return [{"value": f"{first}..{last}", "label": label} for label, first, last in choices]


def is_short(filters: Filters, run: Run) -> bool:
    """Whether the days of filters are so few that a figure shows each of them, not months."""
    if filters.from_day is None:
        return False
    return filters.from_day <= last_day(run) and len(_days_of(filters, filters.from_day, run)) <= SHORT


def days_of(filters: Filters, run: Run) -> list[str]:
    """Return the days of filters that have a beginning, up to the run's last one, as 2026-01-31."""
    first = filters.from_day or last_day(run)
    return [(first + number * _ONE_DAY).isoformat() for number in _days_of(filters, first, run)]


def period_before(filters: Filters, run: Run) -> Filters | None:
    """Return as many days, or whole months, right before those of filters; None without a first day."""
    first = filters.from_day
    if first is None:
        return None
    end = min(filters.to_day or date.max, last_day(run) + _ONE_DAY)
    if first.day == 1 and end.day == 1 and first < end:
        start = first_day_of(2 * number_of(first) - number_of(end))
    else:
        start = first - max(end - first, _ONE_DAY)
    return replace(filters, from_day=start, to_day=first)


def days_in_words(filters: Filters) -> str:
    """Return the days of filters with both ends: a month by its name, others from and to."""
    if filters.from_day is None or filters.to_day is None:
        return ""
    first, last = filters.from_day, filters.to_day - _ONE_DAY
    if first == first_day_of(number_of(first)) and filters.to_day == first_day_of(number_of(first) + 1):
        return month(number_of(first))
    return _("{first} to {last}").format(first=day(first), last=day(last))


def _days_of(filters: Filters, first: date, run: Run) -> range:
    end = min(filters.to_day or date.max, last_day(run) + _ONE_DAY)
    return range((end - first).days)


def _months(first: int, last: int) -> tuple[date, date]:
    return first_day_of(first), first_day_of(last + 1) - _ONE_DAY
