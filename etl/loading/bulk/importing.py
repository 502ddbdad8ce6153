"""When facts are imported, and how: the server is stopped, a new store made from files, the server started.

The new store begins with what the old one holds: the ledger, the writer's lock, the open delivery, accounts,
API keys, ended sessions and the audit trail. So after an import the database is as if the transactions of all
facts had been written, and the load goes on from there; a load that is killed then is ended by the next one,
as every other. A load that is killed before, while the store is made, leaves the old store
(graph.embedded.stores.replacing).
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from neo4j.exceptions import ServiceUnavailable, SessionExpired

from etl.loading.bulk.parts import Part, bookkeeping, parts, trail
from etl.loading.schema import ensure_constraints
from etl.loading.transactions import Work
from graph.audit.reading import all_events
from graph.database import Database
from graph.embedded import admin, status, stopped
from graph.embedded.home import DATABASE, MIN_FREE_BYTES, Home, check_room
from graph.embedded.lifecycle import embedded_home
from graph.embedded.memory import Memory, machine_mb, memory_for
from graph.embedded.stores import replacing
from graph.i18n.message import Message, message
from graph.settings import Settings

Progress = Callable[[str, int, int], None]
LEAST_ROWS = 500_000
"""Below this, transactions take no longer than the tool and the restart of the server."""
_BYTES_PER_ROW = 500  # files and store together, with room to spare


@dataclass(frozen=True)
class Imported:
    """What became of an import: `done` means that all facts of the load are in the database."""

    done: bool = False
    notices: tuple[Message, ...] = ()


def import_facts(settings: Settings, database: Database, work: Work, progress: Progress) -> Imported:
    """Import all facts of a load if it is large, and the first of an embedded database; else do nothing.

    The writer's lock must be held, and stays so. `database` can be used as before afterwards, as the server
    comes back at the same port. When Neo4j's tool fails, the database is as it was, and a notice says why.

    Raises:
        DatabaseUnavailableError: the disk has no room for it, or the server cannot be started again.
    """
    rows = sum(len(resolution.fresh) for resolution in work.resolutions.values())
    if rows < LEAST_ROWS or settings.neo4j_uri is not None or _has_comma(embedded_home(settings)):
        return Imported()
    before = database.read("load/bulk/before")
    running = status(settings).running
    if running is None or before[0]["nodes"] > len(before):
        return Imported()
    events = list(all_events(database))
    check_room(embedded_home(settings).path, MIN_FREE_BYTES + rows * _BYTES_PER_ROW)
    try:
        with stopped(settings.model_copy(update={"upline_bolt_port": running.port})) as home:
            kept = chain(bookkeeping(before), trail(events))
            _replace_store(home, memory_for(settings, machine_mb()), kept, work, progress)
    except admin.AdminToolError as error:
        return Imported(
            notices=(
                message("{error}. So the rows were loaded in transactions, which takes longer.", error=error),
            )
        )
    finally:
        _drop_dead_connections(database)
    with _report_step(progress, "indexing"):
        ensure_constraints(database)
    return Imported(done=True)


def _drop_dead_connections(database: Database) -> None:
    """Make the driver find out that the server was restarted, before anything depends on it."""
    with suppress(ServiceUnavailable, SessionExpired):
        database.driver.verify_connectivity()


def _has_comma(home: Home) -> bool:
    """Return whether Neo4j's tool would take the path of a file in this home for several."""
    return "," in str(home.path)


def _replace_store(home: Home, memory: Memory, kept: Iterator[Part], work: Work, progress: Progress) -> None:
    """Make the store of a stopped home anew; the tool gets the memory that the server has at other times."""
    folder = home.tmp / "import"
    folder.mkdir()
    with _report_step(progress, "preparing"):
        files = [_write_part(part, folder / str(n)) for n, part in enumerate(chain(kept, parts(work)))]
    options = [f"--max-off-heap-memory={memory.page_cache}m", f"--report-file={folder / 'report'}"]
    with _report_step(progress, "importing"), replacing(home):
        admin.run(home, ["database", "import", "full", DATABASE, *options, *files], heap_mb=memory.heap)
    shutil.rmtree(folder)


def _write_part(part: Part, file: Path) -> str:
    """Write the file of a part; return the tool's option that names it."""
    part.write(file)
    return f"--{part.kind}={part.name}={file}"


@contextmanager
def _report_step(progress: Progress, step: str) -> Iterator[None]:
    progress(step, 0, 1)
    yield
    progress(step, 1, 1)
