"""The figures that dashboards ask for every day: the night counts them before it publishes."""

from typing import TYPE_CHECKING

from graph.clock import OPEN
from graph.database import Database
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Recalculation
from graph.reads.runs import Run

if TYPE_CHECKING:
    from graph.metrics.count_aggregates import Counting
    from graph.metrics.count_by_sql import SqlCounting
    from graph.metrics.window import Window


def counting(database: Database, night: Night) -> "Counting":
    """Return the count of every metric of the company and of large teams by month, ready to begin in Cypher.

    The night's sponsors must stand, and teams be rolled up. See docs/metrics.md, "Kept by the night".
    """
    from graph.metrics.count_aggregates import Counting  # noqa: PLC0415 - they take their calendar from this package
    from graph.metrics.keeping import MOST_TEAMS, SUMMED  # noqa: PLC0415

    rows = database.read("nightly/aggregates/teams", size=SUMMED, most=MOST_TEAMS)
    sizes = {row["member_id"]: row["size"] for row in rows}
    return Counting(database, *_run_of(database, night), sizes)


def counting_by_sql(database: Database, night: Night, calculation: Recalculation) -> "SqlCounting":
    """Return the same count, ready to begin in SQL: the night must be calculated."""
    from graph.metrics.count_by_sql import SqlCounting  # noqa: PLC0415

    running = calculation.calculate()
    return SqlCounting(database, running, *_run_of(database, night), calculation.scratch)


def keep_ordered(database: Database, night: Night) -> None:
    """Keep with each buyer its orders, whatever a calculation that was left behind kept there."""
    database.batched("nightly/aggregates/ordered", run=night.run, open=OPEN, as_of=night.as_of)


def _run_of(database: Database, night: Night) -> "tuple[Run, Window]":
    """Return the run that a night makes, and all its time."""
    from graph.metrics.window import window_from  # noqa: PLC0415

    database.ensure_schema("system/schema/metrics")
    plans = tuple(window.plan for window in night.windows)
    run = Run(night.run, night.as_of, started=0, finished=0, plans=plans, counts={})
    return run, window_from(night.calendar.first_month, run)
