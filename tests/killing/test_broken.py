"""What would not survive is found: the same deaths, with a step of the product in the wrong place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.loading import load as loading
from etl.loading.transactions import Transaction, Work
from etl.reading import Delivery
from graph import retention
from graph.database import Database
from graph.errors import UplineError
from graph.nightly import night
from graph.nightly.calculation import Calculation
from graph.plan import Plan
from graph.reads.runs import runs
from tests.killing.company import Day, dying, readers, survive
from tests.killing.mortal import DiesAfter
from tests.statements import run_test_statement

LAST = 4
"""The day of the deaths: an order comes back, and a run is dropped."""


def pointer_moved_early(patch: pytest.MonkeyPatch) -> None:
    """Publish a run when it begins."""
    begin = Calculation._begin  # noqa: SLF001 - what is broken here on purpose

    def early(calculation: Calculation) -> None:
        begin(calculation)
        none = dict.fromkeys(("seconds", "rows", "checks", "counts", "manifest", "ties"))
        calculation.database.write("run/publish", run=calculation.run, finished=0, **none)

    patch.setattr(Calculation, "_begin", early)


def mark_of_changes_written_late(patch: pytest.MonkeyPatch) -> None:
    """Say what changed since the published run in a transaction after those that change it."""

    transactions = loading.transactions

    def late(work: Work) -> Iterator[Transaction]:
        marks = []
        for one in transactions(work):
            marks += [step for step in one.steps if step[0] == "load/delivery/dirty"]
            yield Transaction(one.done, [step for step in one.steps if step[0] != "load/delivery/dirty"])
        yield from (Transaction({}, [step]) for step in marks)

    patch.setattr(loading, "transactions", late)


def delivery_closed_early(patch: pytest.MonkeyPatch) -> None:
    """Say that a delivery is loaded before it is."""
    prepare = loading.prepare

    def early(database: Database, delivery: Delivery, plan: Plan | None) -> object:
        run_test_statement(database, "all_deliveries_are_done")
        return prepare(database, delivery, plan)

    patch.setattr(loading, "prepare", early)


def figures_dropped_before_the_run_is_refused(patch: pytest.MonkeyPatch) -> None:
    """Remove versions of runs that readers may still ask for."""

    def wrong(database: Database, days: int, still_ours: Callable[[], None]) -> list[int]:
        published = runs(database)
        keep = sorted(retention.runs_to_keep(published, days))
        for after, before in zip([0, *keep], keep, strict=False):
            database.batched("run/retention/versions", after=after, before=before)
        return retention.drop_old_runs(database, days, still_ours)

    patch.setattr(night, "drop_old_runs", wrong)


@dataclass(frozen=True)
class Death:
    """What is broken, and after which statement of which operation the process dies."""

    broken: Callable[[pytest.MonkeyPatch], None]
    operation: str
    after: str


@pytest.mark.parametrize(
    "death",
    [
        Death(pointer_moved_early, "night", "run/publish"),
        Death(mark_of_changes_written_late, "load", "load/facts/restore"),
        Death(delivery_closed_early, "load", "load/facts/create"),
        Death(figures_dropped_before_the_run_is_refused, "night", "run/retention/versions"),
    ],
    ids=lambda death: death.broken.__name__,
)
def test_a_step_in_the_wrong_place_is_found(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: Death
) -> None:
    for number in range(LAST):
        Day(number, tmp_path).load(database)
        Day(number, tmp_path).night(database)
    day = Day(LAST, tmp_path)
    if death.operation == "night":
        day.load(database)
    with monkeypatch.context() as patch:
        death.broken(patch)
        with pytest.raises((AssertionError, UplineError)):
            live_through(database, day, death)


def live_through(database: Database, day: Day, death: Death) -> None:
    """Survive a death on the last day, and compare what readers see with days that nobody disturbed."""
    survive(database, day, death.operation, dying(database, day, death.operation, DiesAfter(death.after)))
    if death.operation == "load":
        day.night(database)
    now = readers(database)
    run_test_statement(database, "empty")
    for number in range(LAST + 1):
        undisturbed = Day(number, day.folder / "undisturbed")
        undisturbed.load(database)
        undisturbed.night(database)
    assert readers(database) == now
