"""Stretches of days that people ask for: this month, the last 30 days; relative to the run, not to today."""

from datetime import date, timedelta

from dashboard.i18n.format import month
from dashboard.words import _
from graph.clock import day_of
from graph.months import first_day_of, number_of
from graph.reads.runs import Run

_ONE_DAY = timedelta(days=1)
_DAYS = (7, 30, 90)


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


def _months(first: int, last: int) -> tuple[date, date]:
    return first_day_of(first), first_day_of(last + 1) - _ONE_DAY
