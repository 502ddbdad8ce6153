"""The company of a service, kept in an engine between simulations: one at a time, and nights go first."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock
from typing import Protocol

from graph.columnar.running import Progress
from graph.database import Database
from graph.fact_files import Folder
from graph.locking import refuse_writing
from graph.plan import Plan
from graph.simulation.company import (
    ALL_DAYS,
    BASE,
    TRIAL,
    Company,
    halve,
    open_company,
    stages_of,
)
from graph.simulation.figures import Figures
from graph.simulation.simulate import Simulation, alone, compare_with

_MEMORY = "25%"  # of the machine's, beside the database and its readers
_LOOK_SECONDS = 0.5  # between looks whether somebody writes
_TURN_SECONDS = 0.1


class Job(Protocol):
    """Whoever waits for a simulation."""

    def check(self) -> None:
        """Raise when nobody waits for this answer any more: it was cancelled, or another is asked for."""

    def check_cancelled(self) -> None:
        """Raise when it was cancelled: nobody waits for the company, either."""


class _Patient:
    """Whoever waits however long it takes."""

    def check(self) -> None:
        """Go on."""

    def check_cancelled(self) -> None:
        """Go on."""


class Bench:
    """Tries plans and what-ifs on the published run's facts, beside the plans in force.

    The company and the figures of these plans are kept between them.

    Safe between threads: one calculation goes on at a time, the others wait for their turn.
    """

    def __init__(self, database: Database, folder: Callable[[], Folder | None]) -> None:
        self._database = database
        self._folder = folder
        self._turn = Lock()
        self._opened = ExitStack()
        self._known: tuple[Hashable, Company, Figures | None] | None = None

    def simulate(
        self, plan: Plan, facts: Hashable, job: Job, progress: Progress = lambda _name, _done, _total: None
    ) -> Simulation:
        """Return what a plan would have paid, beside the plans in force.

        facts: another value when a run was published or something was loaded. job: is asked often whether
        somebody still waits for the answer.

        Raises:
            DatabaseBusyError: a load or a night is writing, or began meanwhile: it goes first.
            UserError, CheckFailedError, SumTooLargeError: as graph.simulation.simulate.
        """
        started = time.perf_counter()
        with self._in_turn(job.check):
            there = self._known is not None and self._known[0] == facts
            company, before = self._company(facts, _giving_way(self._database, job.check_cancelled), progress)
            company.engine.check = _giving_way(self._database, job.check)
            after = company.play([alone(plan)], TRIAL, stages_of(progress) if there else halve(progress, 1))
            return compare_with(company, plan, ALL_DAYS, before, after, started=started)

    @contextmanager
    def company(self, facts: Hashable) -> Iterator[tuple[Company, Figures | None]]:
        """Wait for the turn; yield the company, and the figures of the plans in force, as played in `base`.

        Figures are None where nothing is published. Raises as `simulate`.
        """
        patient = _Patient()
        with self._in_turn(patient.check):
            check = _giving_way(self._database, patient.check)
            company, before = self._company(facts, check, lambda _name, _done, _total: None)
            company.engine.check = check
            yield company, before

    def close(self) -> None:
        """Forget the company: its memory is free."""
        self._known = None
        self._opened.close()

    def _company(
        self, facts: Hashable, check: Callable[[], None], progress: Progress
    ) -> tuple[Company, Figures | None]:
        if self._known and self._known[0] == facts:
            check()
            return self._known[1:]
        self.close()
        opened = open_company(self._database, self._folder(), progress, check, memory=_MEMORY)
        company = self._opened.enter_context(opened)
        try:
            company.look_at(ALL_DAYS)
            before = company.play(list(company.run.plans), BASE, halve(progress, 0)) if company.run else None
        except BaseException:
            self.close()
            raise
        self._known = facts, company, before
        return company, before

    @contextmanager
    def _in_turn(self, stop: Callable[[], None]) -> Iterator[None]:
        while not self._turn.acquire(timeout=_TURN_SECONDS):
            stop()
        try:
            yield
        finally:
            self._turn.release()


def _giving_way(database: Database, stop: Callable[[], None]) -> Callable[[], None]:
    """Return what raises when the answer is not waited for any more, or a load or a night began."""
    looked = 0.0

    def check() -> None:
        nonlocal looked
        stop()
        if time.monotonic() - looked > _LOOK_SECONDS:
            refuse_writing(database)
            looked = time.monotonic()

    return check
