"""The published runs, and the one that readers see."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from graph.clock import from_micros
from graph.database import Database, Row
from graph.errors import GoneError, NotFoundError, NothingPublishedError, UplineError
from graph.plan import recorded_plan
from graph.plan.model import Plan

NOTHING_PUBLISHED = "nothing is published yet: load a folder with `upline load`, then run `upline nightly`"


@dataclass(frozen=True, slots=True)
class Run:
    """A published run: every read is of one.

    `as_of`, `started` and `finished` are microseconds since 1970 UTC; `plans` are in the order of their
    `valid_from`; `counts` is what the calculation counted, by name. `dropped`: when its figures went by the
    setting of how long runs are kept (graph.retention), None while they are there.
    """

    number: int
    as_of: int
    started: int
    finished: int
    plans: tuple[Plan, ...]
    counts: dict[str, int]
    dropped: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the plan's days; all plans of a run share one."""
        return self.plans[-1].zone

    @property
    def as_of_time(self) -> datetime:
        """`as_of` as an aware time in the plan's zone."""
        return from_micros(self.as_of, self.zone)

    @property
    def day(self) -> str:
        """The day of `as_of` in the plan's zone, such as 2026-01-31: the `posted_on` of its entries."""
        return self.as_of_time.date().isoformat()


def published_run(database: Database) -> Run:
    """Return the run that readers see.

    Raises:
        NothingPublishedError: when nothing is published yet.
    """
    return runs(database)[-1]


def run_numbered(database: Database, number: int) -> Run:
    """Return a published run by its number, which still has its figures.

    Raises:
        NothingPublishedError: when nothing is published yet.
        NotFoundError: when there is no such run; a GoneError when its figures are kept no longer.
    """
    run = run_of_record(database, number)
    if run.dropped is not None:
        raise GoneError(
            "the figures of run {number} are kept no longer: it was as of {as_of}; its entries are in the"
            " ledger of every later run, and `upline runs` lists the runs that are kept",
            number=number,
            as_of=run.as_of_time.isoformat(),
        )
    return run


def run_of_record(database: Database, number: int) -> Run:
    """Return a run that was ever published, its figures kept or not: for what it was calculated with.

    Raises:
        NothingPublishedError, NotFoundError: as `run_numbered`.
    """
    found = runs(database)
    for run in found:
        if run.number == number:
            return run
    known = f"1 to {found[-1].number}" if len(found) > 1 else str(found[-1].number)
    raise NotFoundError(
        "there is no published run {number}: published is {known}", number=number, known=known
    )


def runs(database: Database) -> list[Run]:
    """Return the runs that were published, oldest first; the last one is what readers see.

    Raises:
        NothingPublishedError: when nothing is published yet.
    """
    pointer = database.read("read/runs/published")
    published = pointer[0]["number"] if pointer else 0
    found = [run_of(row) for row in database.read("read/runs/list", published=published)] if published else []
    if not found:
        raise NothingPublishedError(NOTHING_PUBLISHED)
    return found


@cache
def _plans(text: str) -> tuple[Plan, ...]:
    """Return the plans that a run keeps as JSON; most runs have the same."""
    return tuple(recorded_plan(data) for data in json.loads(text))


def run_of(row: Row) -> Run:
    """Return a run from a row of its number, as_of, started, finished, plans, counts and dropped."""
    plans = _plans(row["plans"])
    if not plans:
        raise UplineError(
            "run {number} names no plan: restore a backup, or load and calculate again", number=row["number"]
        )
    return Run(
        number=row["number"],
        as_of=row["as_of"],
        started=row["started"],
        finished=row["finished"],
        plans=plans,
        counts=json.loads(row["counts"] or "{}"),
        dropped=row["dropped"],
    )
