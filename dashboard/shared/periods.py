"""The months that pages offer, and the one that an address asks for."""

from dashboard.i18n.format import month as month_words
from dashboard.words import _
from graph.clock import day_start
from graph.errors import UserError
from graph.months import first_day_of, number_of
from graph.reads.runs import Run
from graph.reads.standings import month_number

MONTHS = 13
"""How many months pages look back: a year, and the month a year ago."""
_LONGEST = 20


def months(run: Run) -> list[int]:
    """Return the months to look at (graph.months.number_of), newest first; the first may be unfinished."""
    newest = month_of(run)
    return list(range(newest, newest - MONTHS, -1))


def month_asked_for(run: Run, text: str, usual: int) -> int:
    """Return the month that an address asks for (2026-01); `usual` for "" and for any other."""
    number = _month_in(run, text)
    return usual if number is None else number


def month_is_told(run: Run, text: str, shown: int) -> list[str]:
    """Return that an address asks for a month that there is not to choose, and which one is shown."""
    if not text or _month_in(run, text) is not None:
        return []
    words = _("There is no month {text} to choose here; {month} is shown.")
    return [words.format(text=text[:_LONGEST], month=month_words(shown))]


def _month_in(run: Run, text: str) -> int | None:
    try:
        number = month_number(text)
    except UserError:
        return None
    return number if number in months(run) else None


def is_over(run: Run, month: int) -> bool:
    """Whether a month is over as of the run."""
    return day_start(first_day_of(month + 1), run.zone) <= run.as_of


def month_of(run: Run) -> int:
    """Return the month in which a run was made."""
    return number_of(run.as_of_time.date())
