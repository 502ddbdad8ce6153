"""A night that the SQL engine calculates: what differs from the published run is written into the graph."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace

from graph.clock import OPEN
from graph.database import Row
from graph.nightly import steps
from graph.nightly.figures import counting_by_sql, keep_ordered
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
    calculation.read_facts()
    times = calculation.times()
    if times["groups"]:
        night = replace(night, marks_from=-OPEN)
    shared = common(night)
    needless = set() if night.resumes else _needless(night, times)
    runner.run((step for step in steps.facts(night) if step.statement not in needless), shared)
    with ExitStack() as stage:

        def begin_stage(name: str, _done: int, _total: int) -> None:
            stage.close()  # the one before has ended
            runner.still_ours()
            stage.enter_context(runner.timed(name))

        calculation.calculate(begin_stage)
    with runner.timed("metrics"):
        figures = counting_by_sql(runner.database, night, calculation)
        figures.count()
    runner.run(steps.adjustments(night), shared)
    for writing in WRITINGS:
        runner.write(writing, calculation.engine, shared, first=night.is_first)
    with runner.rest("metrics"):
        if night.resumes:
            keep_ordered(runner.database, night)
        figures.count_touches()
    return figures.keep


def _needless(night: Night, times: Row) -> set[str]:
    """Return the statements that have nothing to do by the times of facts, and would look at all."""
    needless = set()
    if not times["joined"]:
        needless.add("nightly/network/resume")
    if times["latest"] <= night.as_of:
        needless.add("nightly/network/suspend")
        if not times["groups"]:
            needless.add("nightly/network/defer_future")
    return needless
