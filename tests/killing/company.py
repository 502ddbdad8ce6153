"""A small company that is loaded and calculated day by day: what is delivered, and all that is then there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etl.loading import load_delivery
from graph.clock import to_micros
from graph.database import Database
from graph.errors import NothingPublishedError, UserError
from graph.fact_files import folder_at
from graph.locking import writing_now
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from graph.reads.ledger import ledger
from graph.reads.pools import pools
from graph.reads.runs import Run, runs
from graph.reads.standings import standings
from graph.retention import drop_old_runs
from tests.etl.deliveries import Rows, delivery, facts
from tests.killing.mortal import KilledError, Life, MortalDatabase
from tests.nightly.test_restored import START
from tests.statements import run_test_statement

KEEP_DAYS = 2
"""Short enough that every night from the fourth on drops a run."""
_UNLIKE = re.compile(r'^{"label": "(Run|Attempt|Sums)"')
_FIRST = datetime(2026, 3, 1, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Day:
    """A delivery and the night after it; `number` from 0 on."""

    number: int
    folder: Path

    @property
    def engine(self) -> EngineName:
        return "duckdb" if self.number % 2 else "cypher"

    @property
    def as_of(self) -> int:
        return to_micros(_FIRST + timedelta(days=self.number))

    def load(self, database: Database) -> None:
        """Load the day's delivery."""
        kept = folder_at(str(self.folder))
        load_delivery(database, delivery(rows_of(self.number), str(self.number)), facts_folder=kept)

    def night(self, database: Database) -> None:
        """Publish the day's run, and drop those that are kept no longer."""
        kept = folder_at(str(self.folder))
        run_nightly(database, (), self.as_of, facts_folder=kept, engine=self.engine, keep_days=KEEP_DAYS)


def rows_of(number: int) -> Rows:
    """Return the rows of a day: orders, a refund, a touch, a correction; an order breaks, or comes back."""
    if number == 0:
        return START
    round_, breaks = divmod(number + 1, 2)
    lines = [f"o4|{round_ + 2}|T|1|1.00"] if not breaks else [f"o4|1|P699|1|{699 - round_}.00"]
    buyer, sponsor = "bc"[number % 2], "ra"[number % 2]
    return {
        "members": [f"m{number}|{buyer}|2026-02-10|New {number}|web"],
        "customers": [f"u{number}|k|2026-02-10|web"],
        "orders": [f"k{number}|{buyer}|2026-02-11|699.00|shop", f"x{number}|u|2026-02-12|50.00"],
        "order_lines": [f"k{number}|1|P699|1|699.00", *lines],
        "refunds": [f"r{number}|k{number - 1}|2026-02-13|699.00"] if number % 3 == 2 else [],
        "sponsor_corrections": [f"c|{sponsor}|2026-02-{10 + number % 18}|moved"],
        "touches": [f"t{number}|w{number}|2026-02-01|app|a|"],
        "spend": [f"2026-02-{1 + number % 28:02}|app|marketing|{number}.00"],
    }


def everything(database: Database) -> dict[str, Any]:
    """Return all that is in the database by part, without the times at which it was written."""
    return {
        "facts": sorted(held(database)),
        "versions": run_test_statement(database, "versions"),
        "readers": readers(database),
        "deliveries": run_test_statement(database, "deliveries"),
        "writing": writing_now(database),
    }


def held(database: Database) -> set[str]:
    """Return every node and link but runs, which have times, and sums, whose rows have no order."""
    return {text for text in facts(database) if not _UNLIKE.search(text)}


def readers(database: Database) -> dict[int, Any]:
    """Return what each run says that is published and kept, as everybody reads it."""
    try:
        published = runs(database)
    except NothingPublishedError:
        return {}
    return {run.number: _told(database, run) for run in published if run.dropped is None}


def _told(database: Database, run: Run) -> dict[str, Any]:
    return {
        "standings": list(standings(database, run)),
        "ledger": sorted(str(entry) for entry in ledger(database, run)),
        "pools": list(pools(database, run)),
    }


def survive(database: Database, day: Day, operation: str, kill: Callable[[], str]) -> None:
    """Let `kill` end the load or the night of a day, look at what there is, and do it again to its end.

    kill: returns behind what the end came.

    Raises:
        AssertionError: readers see something half done, a run changes that was published, or what a killed
            load left is taken for whole.
    """
    before, loaded = readers(database), held(database)
    behind = kill()
    now, left = readers(database), held(database)
    refused = bool(database.read("load/delivery/unfinished"))
    _assert_same(before, now, f"a {operation} killed behind {behind}")
    if refused:
        with pytest.raises(UserError, match="not loaded to its end"):
            day.night(database)
    if max(now, default=0) == max(before, default=0):
        getattr(day, operation)(database)
    else:
        drop_old_runs(database, KEEP_DAYS, lambda: None)  # what the next night begins with
    _assert_same(now, readers(database), f"going on behind {behind}")
    assert operation == "night" or refused or left in (loaded, held(database)), (
        "half of a load passes for whole"
    )


def _assert_same(before: dict[int, Any], now: dict[int, Any], when: str) -> None:
    """Assert that each run says what it said, or is refused, and that the newest one is there."""
    assert max(now, default=0) in {max(before, default=0), max(before, default=0) + 1}
    assert [number for number in now if number in before and now[number] != before[number]] == [], when
    assert max(before, default=0) in {0, *now}, when


def dying(database: Database, day: Day, operation: str, life: Life) -> Callable[[], str]:
    """Return what lets the load or the night of a day die; the database is left as by a lost process."""

    def kill() -> str:
        with pytest.raises(KilledError):
            getattr(day, operation)(MortalDatabase(database.driver, database.name, life))
        run_test_statement(database, "the_writer_died")
        return ", ".join(life.done[-1:])

    return kill
