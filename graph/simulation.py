"""What a plan would have paid on the loaded history: calculated by the SQL engine, beside what was published.

Facts are read from the graph into files of their own; nothing is written to the graph.
"""

import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.clock import NEVER, to_micros
from graph.columnar import calculate
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import read_rows, write_rows
from graph.columnar.run_tables import RUN_TABLES
from graph.columnar.statements import filled
from graph.columnar.totals import check_sums, totals_of
from graph.database import Database
from graph.fact_files import Folder, KeptFiles, facts_of, published_of, read_into
from graph.locking import writer_lock
from graph.nightly import Progress
from graph.nightly.night import refuse
from graph.nightly.overflow import naming_large_orders
from graph.plan import Plan
from graph.reads.runs import Run, published_run
from graph.reads.totals import Totals, totals

_FIRST_CHANGES = 20
_PUBLISHED = "published_standings"
_STANDING = {"member_id": str, "earned": int, "rank": int}


@dataclass(frozen=True)
class Change:
    """A member who would have earned otherwise: all-time earnings in minor units, numbers of ranks."""

    member_id: str
    name: str
    before: int
    after: int
    rank_before: int
    rank: int


@dataclass(frozen=True)
class Simulation:
    """What a plan would have paid as of a time (microseconds UTC), beside what was published.

    published, before: None when nothing is. more, less, moved: how many members would have earned more,
    less, held another rank; changes: the largest of them. newer: facts that were loaded since the
    published run are in `after` and not in `before`. seconds: what it took.
    """

    plan: Plan
    as_of: int
    published: Run | None
    before: Totals | None
    after: Totals
    more: int
    less: int
    moved: int
    changes: tuple[Change, ...]
    newer: bool
    seconds: float


def simulate(
    database: Database,
    plan: Plan,
    progress: Progress = lambda _name, _done, _total: None,
    facts_folder: Folder | None = None,
) -> Simulation:
    """Return what a plan would have paid if it alone had always been in force (its `valid_from` is ignored).

    It counts the facts up to the published run's `as_of` (now, when nothing is published), and writes
    nothing to the graph. `facts_folder`: where the facts are kept as files (graph.fact_files); None: they are
    read from the graph. Opening ranks above the plan's highest count as its highest.

    Raises:
        UserError: nothing is loaded, a delivery not to its end, or the plan has a kind without SQL.
        CheckFailedError: a check failed on the figures, so none are told.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        DatabaseBusyError: a load or a night is writing.

    """
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="upline-facts-") as temporary, DuckDB(Path(temporary)) as engine:
        published, newer = _read(database, engine, Path(temporary), facts_folder, progress)
        alone = plan.model_copy(update={"valid_from": None})
        as_of = to_micros(datetime.now(UTC)) if published is None else published.as_of
        with naming_large_orders(database):
            calculate(engine, [alone], as_of, progress)
            check_sums(engine)
        after = totals_of(engine, alone)
        more, less, moved, changes = 0, 0, 0, tuple[Change, ...]()
        if published is not None:
            more, less, moved = engine.read(filled("totals/differences", {}))[0]
            changes = _changes(database, engine)
    return Simulation(
        plan=plan,
        as_of=as_of,
        published=published,
        before=None if published is None else totals(database, published.number),
        after=after,
        more=more,
        less=less,
        moved=moved,
        changes=changes,
        newer=newer,
        seconds=round(time.perf_counter() - started, 3),
    )


def _read(
    database: Database, engine: DuckDB, folder: Path, facts_folder: Folder | None, progress: Progress
) -> tuple[Run | None, bool]:
    """Let the engine read facts, and what was published of them; loads and nights wait meanwhile."""
    with writer_lock(database, "plan simulate") as still_ours:
        state = database.read("run/state")[0]
        refuse(database, state)
        facts = facts_of(database, facts_folder, progress, still_ours)
        read_into(engine, database, facts, folder, progress=progress, still_ours=still_ours)
        if not state["published"]:
            return None, False
        published = published_run(database)
        kept = published_of(database, facts_folder, published.number, still_ours)
        _read_published(database, engine, folder, published.number, kept)
        unpublished = {"run": published.number + 1, "as_of": published.as_of, "never": NEVER}
        return published, database.read("read/simulation/unpublished", **unpublished)[0]["found"]


def _read_published(database: Database, engine: DuckDB, scratch: Path, run: int, kept: KeptFiles) -> None:
    """Let the engine read what members earned and which rank they held in a run, which may be kept."""
    if kept.files is None or kept.folder is None:
        rows = read_rows(database, "read/simulation/published", _STANDING, {"run": run})
        engine.parquet(_PUBLISHED, _STANDING, write_rows(scratch, _PUBLISHED, _STANDING, rows))
    else:
        kept.folder.let_read(engine)
        engine.parquet(_PUBLISHED, RUN_TABLES[_PUBLISHED], kept.files[_PUBLISHED])


def _changes(database: Database, engine: DuckDB) -> tuple[Change, ...]:
    rows = engine.read(filled("totals/changes", {"limit": _FIRST_CHANGES}))
    names = {
        row["id"]: row["name"] for row in database.read("read/simulation/names", ids=[row[0] for row in rows])
    }
    return tuple(
        Change(member, names[member], before, after, rank_before, rank)
        for member, before, after, rank_before, rank in rows
    )
