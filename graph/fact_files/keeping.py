"""Whether the files are the graph's facts; if not, they are made anew from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import TABLES, columns, frames, read_facts
from graph.columnar.running import STEPS, Progress
from graph.database import Database
from graph.fact_files.folder import TIMES, Change, Folder
from graph.fact_files.manifest import AMOUNTS, EMPTY, Manifest, Tie, ties_as_json, ties_of
from graph.i18n.message import Message, message

Check = Callable[[], None]
"""Raises when the writer's lock was lost."""


@dataclass(frozen=True)
class Status:
    """The facts that are kept: `differs` says why they are not the graph's, None when they are."""

    address: str
    ties: Mapping[str, Tie]
    files: int
    bytes: int
    differs: Message | None


@dataclass(frozen=True)
class Facts:
    """Files of facts that are those of the graph; None: they are to be read from it.

    notice: why the files were made anew or cannot be kept; else None.
    """

    files: Mapping[str, Sequence[str]] | None
    notice: Message | None = None
    folder: Folder | None = None


FROM_GRAPH = Facts(None)


def facts_of(
    database: Database,
    folder: Folder | None,
    progress: Progress = lambda _name, _done, _total: None,
    still_ours: Check = lambda: None,
) -> Facts:
    """Return the facts that are kept in a folder (None: nowhere); the writer's lock must be held.

    Counts, sums and a hash of each table tie them to the graph. Where they do not, the files are made anew.
    """
    if folder is None:
        return FROM_GRAPH
    manifest, differs = _manifest(database, folder)
    if manifest is not None and not differs:
        return Facts(folder.paths(manifest), folder=folder)
    try:
        made = rebuild(database, folder, progress, still_ours)
    except OSError as error:
        return Facts(
            None,
            message(
                "the facts cannot be kept in {folder} ({error}), so they are read from the graph: mend the "
                "folder, or name another one in UPLINE_FACTS",
                folder=folder.address,
                error=error,
            ),
        )
    notice = message(
        "the facts in {folder} were made anew from the graph: {differs}",
        folder=folder.address,
        differs=differs,
    )
    return Facts(folder.paths(made), notice, folder)


def kept_facts(database: Database, folder: Folder | None) -> Facts:
    """Return the facts that are kept in a folder where they are the graph's, else that they are read from it.

    Nothing is written, and no lock is taken: whoever calls looks whether somebody wrote meanwhile.
    """
    if folder is None:
        return FROM_GRAPH
    manifest, differs = _manifest(database, folder)
    if manifest is None or differs:
        return FROM_GRAPH
    return Facts(folder.paths(manifest), folder=folder)


def read_into(
    engine: DuckDB,
    database: Database,
    facts: Facts,
    scratch: Path,
    *,
    progress: Progress = lambda _name, _done, _total: None,
    still_ours: Check = lambda: None,
) -> None:
    """Let an engine read facts; those that are not kept are read from the graph into files in `scratch`."""
    files = facts.files
    if facts.folder is not None:
        facts.folder.let_read(engine)
    engine.facts(read_facts(database, scratch, progress, still_ours) if files is None else files)


def rebuild(
    database: Database,
    folder: Folder,
    progress: Progress = lambda _name, _done, _total: None,
    still_ours: Check = lambda: None,
) -> Manifest:
    """Make the files of a folder anew from the graph; the writer's lock must be held.

    Raises:
        OSError: the folder cannot be written to.
    """
    before = database.read("load/fact_files/kept")[0]["manifest"]
    old = folder.read(before) if before else None
    manifest = folder.changed(EMPTY, _everything(database, progress, still_ours))
    name = folder.keep(manifest)
    still_ours()
    database.write("load/fact_files/keep", manifest=name, ties=ties_as_json(manifest.ties))
    folder.sweep({name: manifest} | ({before: old} if old else {}))
    return manifest


def status(database: Database, folder: Folder) -> Status:
    """Return what is kept in a folder, counted anew, and whether it is what the graph holds."""
    manifest, differs = _manifest(database, folder)
    if manifest is None:
        return Status(folder.address, EMPTY.ties, 0, 0, differs)
    size = 0 if differs else folder.size(manifest)
    return Status(folder.address, manifest.ties, sum(map(len, manifest.files.values())), size, differs)


def _manifest(database: Database, folder: Folder) -> tuple[Manifest | None, Message | None]:
    """Return what the graph names, and how its files differ from the graph, None when they do not."""
    row = database.read("load/fact_files/kept")[0]
    if row["manifest"] is None:
        return None, message("none were kept since the last change")
    manifest = folder.read(row["manifest"])
    if manifest is None:
        return None, message("those that the graph names are not there")
    ties = ties_of(row["ties"])
    try:
        there = folder.ties(manifest)
    except (OSError, duckdb.Error):
        return manifest, message("a file is missing or cannot be read")
    graph = database.read("load/fact_files/sums")[0]
    for table in TABLES:
        counted = graph[table], graph[f"{table}_amount"] if table in AMOUNTS else 0
        if there[table] != ties[table] or manifest.ties[table] != ties[table]:
            return manifest, message("the files of {table} are not those of the last delivery", table=table)
        if (there[table].rows, there[table].amount) != counted:
            rows = there[table].rows
            return manifest, message(
                "{table}: {rows} rows in the files, {there} in the graph",
                table=table,
                rows=rows,
                there=counted[0],
            )
    return manifest, None


def _everything(database: Database, progress: Progress, still_ours: Check) -> Iterator[tuple[str, Change]]:
    """Yield all facts of the graph, some rows at a time."""
    for number, table in enumerate(TABLES):
        progress(f"facts/{table}", number, STEPS)
        kinds = columns(table) | ({TIMES[table]: int} if table in TIMES else {})
        rows = (tuple(row[name] for name in kinds) for row in database.stream(f"read/facts/{table}"))
        for frame in frames(kinds, rows):
            still_ours()
            yield table, Change(frame, frame.clear())
