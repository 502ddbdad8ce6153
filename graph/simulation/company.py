"""The loaded company in an SQL engine of its own: its facts, and what is published of them."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from graph.clock import NEVER, to_micros
from graph.columnar import calculate
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import TABLES
from graph.columnar.plan_tables import Table
from graph.columnar.reusing_engine import ReusingDuckDB
from graph.columnar.running import STEPS, Progress
from graph.columnar.statements import filled
from graph.columnar.totals import check_sums
from graph.database import Database
from graph.errors import DatabaseBusyError, NothingPublishedError
from graph.fact_files import Folder, kept_facts, read_into
from graph.locking import refuse_writing
from graph.nightly.night import refuse
from graph.nightly.overflow import naming_large_orders
from graph.plan import Plan
from graph.reads.runs import Run, published_run
from graph.simulation.figures import Figures, figures_of

BASE, TRIAL = "base", "trial"
"""The rooms of the engine for the plans that are compared with, and for the plan that is tried."""
MOST_REUSED = 100_000
"""Up to how many members the tables of a calculation stay for the next one: more need too much memory."""
_KEPT = frozenset({"people", "sums", "standings"})


@dataclass(frozen=True)
class Days:
    """The days whose entries and orders are looked at: from the first on, before the last; None: all."""

    from_day: date | None = None
    to_day: date | None = None


ALL_DAYS = Days()


@dataclass
class Company:
    """Facts in an engine, up to `as_of` (microseconds UTC).

    run: what is published of them; None: nothing. newer: whether there are facts that it does not count.
    """

    database: Database
    engine: DuckDB
    run: Run | None
    as_of: int
    newer: bool

    def look_at(self, days: Days) -> None:
        """Choose the days whose entries are told from now on."""
        first, last = days.from_day, days.to_day
        row = (first.isoformat() if first else "", last.isoformat() if last else "~")
        self.engine.table("chosen_days", Table({"from_day": "STRING", "to_day": "STRING"}, [row]))

    def play(self, plans: Sequence[Plan], room: str, progress: Progress) -> Figures:
        """Calculate plans in a room, and return their figures; `people`, `sums` and `standings` stay.

        Raises:
            UserError: a plan has a kind without SQL, or cannot follow the one before.
            CheckFailedError: the figures do not add up, so none are told.
            SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        """
        self.engine.enter(room)
        with naming_large_orders(self.database):
            calculate(self.engine, plans, self.as_of, progress)
            check_sums(self.engine)
            self.engine.make(filled("simulation/sums", {}))
            self.engine.make(filled("simulation/people", {}))
            figures = figures_of(self.engine, plans)
        self.engine.keep_only(room, _KEPT)
        return figures


@contextmanager
def open_company(
    database: Database,
    facts_folder: Folder | None = None,
    progress: Progress = lambda _name, _done, _total: None,
    check: Callable[[], None] = lambda: None,
    memory: str = "50%",
) -> Iterator[Company]:
    """Read the company of a graph into an engine, which is gone when the block ends.

    It counts the facts up to the published run's `as_of` (now, when nothing is published). `facts_folder`:
    where they are kept as files (graph.fact_files); None, or files that are not the graph's: they are read
    from the graph. check: called before each statement of the engine, to stop it by an error of its own.
    memory: at most so much of the machine's.

    Raises:
        UserError: nothing is loaded, or a delivery not to its end.
        DatabaseBusyError: a load or a night is writing, or was while the facts were read.
    """
    with (
        tempfile.TemporaryDirectory(prefix="upline-facts-") as temporary,
        _engine(database, Path(temporary), memory, check) as engine,
    ):
        refuse_writing(database)
        before = _state(database)
        refuse(database, database.read("run/state")[0])
        facts = kept_facts(database, facts_folder)
        read_into(engine, database, facts, Path(temporary), progress=progress, still_ours=check)
        run = _published(database)
        newer = run is not None and _newer(database, run)
        refuse_writing(database)
        if _state(database) != before:
            raise DatabaseBusyError("a load or a night came in between: try again")
        as_of = to_micros(datetime.now(UTC)) if run is None else run.as_of
        yield Company(database, engine, run, as_of, newer)


def _engine(database: Database, folder: Path, memory: str, check: Callable[[], None]) -> DuckDB:
    members = database.read("nightly/aggregates/company")[0]["members"]
    if members <= MOST_REUSED:
        return ReusingDuckDB(folder, memory=memory, check=check)
    return DuckDB(folder, memory=memory, check=check)


def halve(progress: Progress, half: int) -> Progress:
    """Return the progress of the first (0) or second (1) of two calculations on the same facts."""
    stages = STEPS - len(TABLES)

    def call(name: str, done: int, _total: int) -> None:
        progress(name, done + half * stages, STEPS + stages)

    return call


def stages_of(progress: Progress) -> Progress:
    """Return the progress of a calculation on facts that are read already."""
    return lambda name, done, total: progress(name, done - len(TABLES), total - len(TABLES))


def _published(database: Database) -> Run | None:
    try:
        return published_run(database)
    except NothingPublishedError:
        return None


def _newer(database: Database, run: Run) -> bool:
    unpublished = {"run": run.number + 1, "as_of": run.as_of, "never": NEVER}
    found: bool = database.read("read/simulation/unpublished", **unpublished)[0]["found"]
    return found


def _state(database: Database) -> object:
    """Return what is another after each load, erasure and night."""
    return database.read("read/runs/current")
