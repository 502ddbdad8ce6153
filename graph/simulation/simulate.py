"""A plan beside the plans in force, or beside another one, on the loaded history."""

import time
from dataclasses import dataclass
from datetime import datetime

from graph.clock import from_micros
from graph.columnar.running import Progress
from graph.database import Database
from graph.fact_files import Folder
from graph.plan import Plan
from graph.reads.runs import Run
from graph.simulation.company import ALL_DAYS, BASE, TRIAL, Company, Days, halve, open_company
from graph.simulation.comparison import Comparison, compare
from graph.simulation.figures import Figures


@dataclass(frozen=True)
class Simulation:
    """What a plan would have paid as of a time (microseconds UTC), beside what it is compared with.

    run: the published one, None when nothing is. before, comparison: None when there is nothing to compare
    with. newer: facts that were loaded since that run count here. seconds: what it took.
    """

    plan: Plan
    as_of: int
    days: Days
    run: Run | None
    before: Figures | None
    after: Figures
    comparison: Comparison | None
    newer: bool
    seconds: float

    @property
    def as_of_time(self) -> datetime:
        """`as_of` as an aware time in the plan's zone."""
        return from_micros(self.as_of, self.plan.zone)


def alone(plan: Plan) -> Plan:
    """Return a plan as if it alone had always been in force: its `valid_from` is ignored."""
    return plan.model_copy(update={"valid_from": None})


def simulate(
    database: Database,
    plan: Plan,
    facts_folder: Folder | None = None,
    *,
    against: Plan | None = None,
    days: Days = ALL_DAYS,
    progress: Progress = lambda _name, _done, _total: None,
) -> Simulation:
    """Return what a plan would have paid if it alone had always been in force, beside `against`.

    against: another plan, as if it alone had always been in force; None: the plans in force, each in its
    time. All are calculated on the same facts, those up to the published run's `as_of` (now, when nothing
    is published). Nothing is written to the graph. Opening ranks above a plan's highest count as its highest.

    Raises:
        UserError: nothing is loaded, a delivery not to its end, or a plan has a kind without SQL.
        CheckFailedError: a check failed on the figures, so none are told.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        DatabaseBusyError: a load or a night is writing.

    """
    started = time.perf_counter()
    with open_company(database, facts_folder, progress) as company:
        company.look_at(days)
        base = [alone(against)] if against else list(company.run.plans) if company.run else []
        before = company.play(base, BASE, halve(progress, 0)) if base else None
        after = company.play([alone(plan)], TRIAL, halve(progress, 1))
        return compare_with(company, plan, days, before, after, started=started)


def compare_with(
    company: Company, plan: Plan, days: Days, before: Figures | None, after: Figures, *, started: float
) -> Simulation:
    """Return two sets of figures of a company beside each other; started: of time.perf_counter."""
    return Simulation(
        plan=plan,
        as_of=company.as_of,
        days=days,
        run=company.run,
        before=before,
        after=after,
        comparison=compare(company) if before else None,
        newer=company.newer,
        seconds=round(time.perf_counter() - started, 3),
    )
