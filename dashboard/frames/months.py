"""Rows of metrics as tables: months as numbers, rates as floats, and which months are unfinished."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from dashboard.asking import Asked
from dashboard.components.filters import Filters
from graph.clock import day_start
from graph.metrics import Figures, metric
from graph.reads.runs import Run
from graph.reads.standings import month_number

_MONTHS = {"month", "cohort"}


def rows(question: Asked, name: str, wanted: Filters) -> pd.DataFrame:
    """Return the rows of a metric (docs/metrics.md) in the viewer's scope, as `framed` makes them."""
    found = metric(
        question.database,
        question.run,
        name,
        from_day=wanted.from_day,
        to_day=wanted.to_day,
        channel=wanted.channel,
        team=question.team,
    )
    return framed(found)


def framed(found: Sequence[Figures]) -> pd.DataFrame:
    """Return rows as a table: decimals are floats, a month is `year*12+month-1`, what is not there NaN."""
    return pd.DataFrame([{name: _plain(name, cell) for name, cell in row.items()} for row in found])


def with_unfinished(found: pd.DataFrame, run: Run, wanted: Filters, wait: int = 0) -> pd.DataFrame:
    """Return the table with a column `unfinished`: whether the month, and `wait` days after it, are not over.

    A month that the filters cut short at its end is unfinished, too.
    """
    if found.empty:
        return found
    flags = [not _over(int(month), run, wanted.to_day, wait) for month in found["month"]]
    return found.assign(unfinished=flags)


def from_first(found: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows from the first one on whose column is above 0: what lies before says nothing."""
    if found.empty or not (found[column] > 0).any():
        return found.iloc[:0]
    return found.iloc[int((found[column] > 0).to_numpy().argmax()) :].reset_index(drop=True)


def _over(month: int, run: Run, to_day: date | None, wait: int) -> bool:
    end = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    if to_day and to_day < end:
        return False
    return day_start(end + timedelta(days=wait), run.zone) <= run.as_of + 1


def _plain(name: str, cell: str | int | Decimal | None) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return month_number(cell) if name in _MONTHS and isinstance(cell, str) else cell
