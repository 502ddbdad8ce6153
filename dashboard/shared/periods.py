"""The months that pages offer, and the one that an address asks for."""

from datetime import date

from graph.clock import day_start
from graph.errors import UserError
from graph.reads.runs import Run
from graph.reads.standings import month_number

MONTHS = 13
"""How many months pages look back: a year, and the month a year ago."""


def months(run: Run) -> list[int]:
    """Return the months to look at (`year*12+month-1`), newest first; the first may be unfinished."""
    newest = month_of(run)
    return list(range(newest, newest - MONTHS, -1))


def month_asked_for(run: Run, text: str, usual: int) -> int:
    """Return the month that an address asks for (2026-01); `usual` for "" and for any other."""
    try:
        number = month_number(text) if text else usual
    except UserError:
        return usual
    return number if number in months(run) else usual


def is_over(run: Run, month: int) -> bool:
    """Whether a month is over as of the run."""
    return day_start(first_day(month + 1), run.zone) <= run.as_of


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def month_key(number: int) -> str:
    """Return a month as addresses have it: 2026-01."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def month_of(run: Run) -> int:
    """Return the month in which a run was made."""
    day = run.as_of_time
    return day.year * 12 + day.month - 1
