"""A night that the SQL engine calculates: what differs from the published run is written into the graph."""

from collections.abc import Callable
from contextlib import ExitStack

from graph.concurrency import beside
from graph.nightly import steps
from graph.nightly.figures import counting, large_teams_by_sql
from graph.nightly.inputs import Night, common
from graph.nightly.recalculation import SQL_STAGES, Recalculation
from graph.nightly.step_runner import StepRunner
from graph.nightly.writing import WRITINGS


def steps_by_sql(night: Night) -> int:
    """Return how many steps such a calculation has, for those who watch it."""
    kept = sum(1 for part in (steps.facts, steps.adjustments) for _ in part(night))
    return kept + len(SQL_STAGES) + len(WRITINGS)


def calculate_by_sql(runner: StepRunner, night: Night, calculation: Recalculation) -> Callable[[], None]:
    """Calculate and write the differences; return what keeps the metrics, when the checks have passed."""
    shared = common(night)
    runner.run(steps.facts(night), shared)
    with ExitStack() as stage:

        def begin_stage(name: str, _done: int, _total: int) -> None:
            stage.close()  # the one before has ended
            runner.still_ours()
            stage.enter_context(runner.timed(name))

        calculation.calculate(begin_stage)
    with runner.timed("metrics"):
        figures = counting(runner.database, night, large_teams_by_sql(calculation.engine))
    with beside(figures.count, figures.PEOPLE):
        runner.run(steps.adjustments(night), shared)
        for writing in WRITINGS:
            runner.write(writing, calculation.engine, shared)
    return figures.keep
