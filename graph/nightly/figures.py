"""The last step of a night before publishing: the company-wide figures that dashboards ask for every day."""

from graph.database import Database
from graph.nightly.steps import Night
from graph.reads.runs import Run


def keep_figures(database: Database, night: Night) -> None:
    """Count every metric of the company since ever and keep the rows with the run (docs/metrics.md).

    The run must be calculated to its end; it need not be published. Each metric is one statement that
    reads the facts once, so this grows with the number of orders and touches, not with the tree.
    """
    from graph.metrics import METRICS, figures  # noqa: PLC0415 - they take their calendar from this package
    from graph.metrics.kept import EVER, to_json  # noqa: PLC0415

    database.ensure_schema("schema/metrics")
    plans = tuple(window.plan for window in night.windows)
    run = Run(night.run, night.as_of, started=0, finished=0, plans=plans, counts={})
    found = {name: {EVER: figures(database, run, name)} for name in METRICS}
    database.write("metrics/keep", run=night.run, figures=to_json(found))
