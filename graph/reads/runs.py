"""The published runs, and the one that readers see."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from graph.clock import from_micros
from graph.database import Database, Row
from graph.errors import NotFoundError, NothingPublishedError, UplineError
from graph.plan import recorded_plan
from graph.plan.model import Plan

NOTHING_PUBLISHED = "nothing is published yet: load a folder with `upline load`, then run `upline nightly`"


@dataclass(frozen=True, slots=True)
class Run:
    """A published run: every read is of one.

    `as_of`, `started` and `finished` are microseconds since 1970 UTC; `plans` are in the order of their
    `valid_from`; `counts` is what the calculation counted, by name.
    """

    number: int
    as_of: int
    started: int
    finished: int
    plans: tuple[Plan, ...]
    counts: dict[str, int]

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
    """Return a published run by its number.

    Raises:
        NothingPublishedError: when nothing is published yet, or there is no such run.
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
    """Return the published runs, oldest first; the last one is what readers see.

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
    """Return a run from a row of its number, as_of, started, finished, plans and counts."""
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
    )
