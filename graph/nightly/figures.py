"""The last step of a night before publishing: the figures that dashboards ask for every day."""

from graph.database import Database
from graph.nightly.steps import Night
from graph.reads.runs import Run


def keep_figures(database: Database, night: Night) -> None:
    """Count every metric of the company and of large teams by month, and keep them with the run.

    The run must be calculated to its end; it need not be published. See docs/metrics.md, "Kept by the night".
    """
    from graph.metrics.counting import keep_sums  # noqa: PLC0415 - it takes its calendar from this package

    database.ensure_schema("schema/metrics")
    plans = tuple(window.plan for window in night.windows)
    keep_sums(database, Run(night.run, night.as_of, started=0, finished=0, plans=plans, counts={}))
