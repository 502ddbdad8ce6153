"""Whether a database is whole: schema, version, deliveries, the published run, and what is kept as files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.catalogue import statement
from graph.database import Database
from graph.errors import NothingPublishedError
from graph.fact_files import Folder, Status, status, status_of_run
from graph.i18n import N_
from graph.i18n.message import Joined, Message, message
from graph.locking import refuse_writing
from graph.migrations import VERSION, due
from graph.nightly.checks import deliveries_tie_out
from graph.reads.runs import published_run
from graph.run_hash import run_hash

_CREATED = re.compile(r"^CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS", re.MULTILINE)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its name, whether it is as it must be, and what was seen."""

    name: str
    passed: bool
    seen: Message


def check_database(database: Database, folder: Folder) -> Iterator[Finding]:
    """Yield what is looked at, one after the other; nothing is written. folder: of facts as files.

    Raises:
        DatabaseBusyError: a load or a night is writing: what it is doing is whole only at its end.
        UserError: a later Upline has written the database.
    """
    refuse_writing(database)
    for look in (_version, _schema, _deliveries, _published):
        yield look(database)
    yield _files("facts", status(database, folder))
    yield _files("published run", status_of_run(database, folder)[1])


def _version(database: Database) -> Finding:
    version, steps = due(database)
    seen = message("version {version}", version=version)
    if steps:
        seen = message(
            "version {version}, and this Upline writes {now}: `upline database migrate` carries it over",
            version=version,
            now=VERSION,
        )
    return Finding("version", not steps, seen)


def _schema(database: Database) -> Finding:
    """Look whether every constraint and index is there and can be used that nights and loads ask for."""
    rows = database.read("system/database/indexes")
    usable = {row["name"] for row in rows if row["state"] == "ONLINE"}
    broken = sorted({row["name"] for row in rows} - usable)
    missing = sorted(_asked_for() - {row["name"] for row in rows}) if rows else []
    if not broken and not missing:
        return Finding("schema", passed=True, seen=message("{count} indexes can be used", count=len(usable)))
    seen = message(
        "not there or not usable: {names}; the next load and the next night make those that are missing, "
        "an index that failed is dropped by hand first",
        names=Joined((*missing, *broken), ", "),
    )
    return Finding("schema", passed=False, seen=seen)


def _asked_for() -> set[str]:
    """Return the names of the constraints and indexes that loads and nights make where they are missing."""
    texts = (statement(f"system/schema/{name}").text for name in ("facts", "derived", "metrics"))
    return {found for text in texts for found in _CREATED.findall(text)}


def _deliveries(database: Database) -> Finding:
    if waiting := database.read("load/delivery/unfinished"):
        seen = message(
            "{count} not loaded to their end: load them again, or close them with `upline load --abandon`",
            count=len(waiting),
        )
        return Finding("deliveries", passed=False, seen=seen)
    differing, facts = deliveries_tie_out(database)
    if differing:
        told = tuple(
            message("{table}: {due} delivered, {there} in the graph", table=table, due=due_, there=there)
            for table, due_, there in differing[:_SHOWN]
        )
        return Finding("deliveries", passed=False, seen=message("{differing}", differing=Joined(told)))
    return Finding("deliveries", passed=True, seen=message("{count} facts, as delivered", count=facts))


def _published(database: Database) -> Finding:
    try:
        run = published_run(database)
    except NothingPublishedError:
        return Finding("run", passed=True, seen=message("none is published yet"))
    seen = message("run {number} says {hash}", number=run.number, hash=run_hash(database, run))
    return Finding("run", passed=True, seen=seen)


def _files(name: str, kept: Status) -> Finding:
    if kept.differs is None:
        seen = message("{count} files, the graph's", count=kept.files)
        return Finding(f"{name} as files", passed=True, seen=seen)
    seen = message("{differs}: the next night makes them anew", differs=kept.differs)
    return Finding(f"{name} as files", passed=True, seen=seen)


NAMES: tuple[str, ...] = (
    N_("version"),
    N_("schema"),
    N_("deliveries"),
    N_("run"),
    N_("facts as files"),
    N_("published run as files"),
    N_("store"),
)
