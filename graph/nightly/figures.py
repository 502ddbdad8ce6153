"""The figures that dashboards ask for every day: the night counts them before it publishes."""

from typing import TYPE_CHECKING

from graph.database import Database
from graph.nightly.steps import Night
from graph.reads.runs import Run

if TYPE_CHECKING:
    from graph.metrics.count_aggregates import Counting


def counting(database: Database, night: Night) -> "Counting":
    """Return the count of every metric of the company and of large teams by month, ready to begin.

    Volumes and team sizes must be the night's. See docs/metrics.md, "Kept by the night".
    """
    from graph.metrics.count_aggregates import Counting  # noqa: PLC0415 - they take their calendar from this package
    from graph.metrics.window import window_from  # noqa: PLC0415

    database.ensure_schema("system/schema/metrics")
    plans = tuple(window.plan for window in night.windows)
    run = Run(night.run, night.as_of, started=0, finished=0, plans=plans, counts={})
    return Counting(database, run, window_from(night.calendar.first_month, run))
