"""What pages with filters read: rows of metrics as tables, channels, the scope of earnings."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from dashboard.context import Context
from dashboard.shared.filters import Filters
from graph.clock import day_start
from graph.earnings.scope import Scope
from graph.metrics import Figures, metric
from graph.metrics.cohorts import channels as known_channels
from graph.months import first_day_of
from graph.reads.runs import Run
from graph.reads.standings import month_number

_MONTHS = {"month", "cohort"}


def scope_of(context: Context, filters: Filters) -> Scope:
    """Return whose earnings are asked for: the viewer's team, whatever the filters say."""
    return Scope(filters.from_day, filters.to_day, filters.channel, context.team)


def channels(context: Context) -> list[str]:
    """Return the channels that there are in the viewer's scope, by name."""
    return known_channels(context.database, context.run, context.team)


def rows(context: Context, name: str, filters: Filters) -> pd.DataFrame:
    """Return the rows of a metric (docs/metrics.md) in the viewer's scope, as `as_frame` makes them."""
    found = metric(
        context.database,
        context.run,
        name,
        from_day=filters.from_day,
        to_day=filters.to_day,
        channel=filters.channel,
        team=context.team,
    )
    return as_frame(found)


def as_frame(figures: Sequence[Figures]) -> pd.DataFrame:
    """Return rows as a table: decimals are floats, a month is `year*12+month-1`, what is not there NaN."""
    return pd.DataFrame([{name: _plain(name, cell) for name, cell in row.items()} for row in figures])


def with_unfinished(frame: pd.DataFrame, run: Run, filters: Filters, wait: int = 0) -> pd.DataFrame:
    """Return the table with a column `unfinished`: whether the month, and `wait` days after it, are not over.

    A month that the filters cut short at its end is unfinished, too.
    """
    if frame.empty:
        return frame
    flags = [not _over(int(month), run, filters.to_day, wait) for month in frame["month"]]
    return frame.assign(unfinished=flags)


def from_first(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows from the first one on whose column is above 0: what lies before says nothing."""
    if frame.empty or not (frame[column] > 0).any():
        return frame.iloc[:0]
    return frame.iloc[int((frame[column] > 0).to_numpy().argmax()) :].reset_index(drop=True)


def _over(month: int, run: Run, to_day: date | None, wait: int) -> bool:
    end = first_day_of(month + 1)
    if to_day and to_day < end:
        return False
    return day_start(end + timedelta(days=wait), run.zone) <= run.as_of + 1


def _plain(name: str, cell: str | int | Decimal | None) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return month_number(cell) if name in _MONTHS and isinstance(cell, str) else cell
