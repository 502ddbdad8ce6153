"""Whether the files are the graph's; if not, they are made anew from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.catalogue import statement
from graph.columnar.engine import Engine
from graph.columnar.facts import frames, read_facts, read_rows
from graph.columnar.running import STEPS, Progress
from graph.database import Database, Row
from graph.fact_files.contents import FACTS
from graph.fact_files.folder import Change, Folder
from graph.fact_files.manifest import Manifest, Tie, empty, ties_as_json, ties_of
from graph.i18n.message import Message, message

Check = Callable[[], None]
"""Raises when the writer's lock was lost."""


def no_progress(_name: str, _done: int, _total: int) -> None:
    """Say nothing."""


def no_check() -> None:
    """Lose no lock."""


@dataclass(frozen=True)
class Status:
    """What is kept: `differs` says why it is not the graph's, None when it is. bytes: 0 when it differs."""

    address: str
    ties: Mapping[str, Tie]
    files: int
    bytes: int
    differs: Message | None


@dataclass(frozen=True)
class KeptFiles:
    """Files that are those of the graph; None: it is to be read.

    notice: why the files were made anew or cannot be kept; else None. manifest: that which names the files.
    sums: what the graph counted when they were compared with it; None: they were not.
    """

    files: Mapping[str, Sequence[str]] | None
    notice: Message | None = None
    folder: Folder | None = None
    manifest: Manifest | None = None
    sums: Row | None = None


FROM_GRAPH = KeptFiles(None)


def facts_of(
    database: Database,
    folder: Folder | None,
    progress: Progress = no_progress,
    still_ours: Check = no_check,
) -> KeptFiles:
    """Return the facts that are kept in a folder (None: nowhere); the writer's lock must be held.

    Counts, sums and a hash of each table tie them to the graph. Where they do not, the files are made anew.
    """
    return FROM_GRAPH if folder is None else kept_in(database, folder, {}, progress, still_ours)


def kept_in(
    database: Database,
    folder: Folder,
    parameters: Mapping[str, object],
    progress: Progress = no_progress,
    still_ours: Check = no_check,
) -> KeptFiles:
    """Return what is kept in a folder, made anew where it is not the graph's.

    parameters: those of the statements that read the graph.
    """
    manifest, differs, sums = verify(database, folder, parameters)
    if manifest is not None and not differs:
        return KeptFiles(folder.paths(manifest), None, folder, manifest, sums)
    try:
        made = make_anew(database, folder, parameters, progress, still_ours)
    except OSError as error:
        return KeptFiles(
            None,
            message(
                "the facts cannot be kept in {folder} ({error}), so they are read from the graph: mend the "
                "folder, or name another one in UPLINE_FACTS",
                folder=folder.address,
                error=error,
            ),
        )
    words = {"folder": folder.address, "differs": differs}
    notice = (
        message("the facts in {folder} were made anew from the graph: {differs}", **words)
        if folder.contents is FACTS
        else message("the published run in {folder} was made anew from the graph: {differs}", **words)
    )
    return KeptFiles(folder.paths(made), notice, folder, made)


def kept_facts(database: Database, folder: Folder | None) -> KeptFiles:
    """Return the facts that are kept in a folder where they are the graph's, else that they are read from it.

    Nothing is written, and no lock is taken: whoever calls looks whether somebody wrote meanwhile.
    """
    if folder is None:
        return FROM_GRAPH
    manifest, differs, _ = verify(database, folder, {})
    if manifest is None or differs:
        return FROM_GRAPH
    return KeptFiles(folder.paths(manifest), None, folder, manifest)


def read_into(
    engine: Engine,
    database: Database,
    facts: KeptFiles,
    scratch: Path,
    *,
    progress: Progress = no_progress,
    still_ours: Check = no_check,
) -> None:
    """Let an engine read facts; those that are not kept are read from the graph into files in `scratch`."""
    files = facts.files
    if facts.folder is not None:
        facts.folder.let_read(engine)
    engine.facts(read_facts(database, scratch, progress, still_ours) if files is None else files)


def make_anew(
    database: Database,
    folder: Folder,
    parameters: Mapping[str, object],
    progress: Progress = no_progress,
    still_ours: Check = no_check,
) -> Manifest:
    """Make the files of a folder anew from the graph; the writer's lock must be held.

    Raises:
        OSError: the folder cannot be written to.
    """
    before = _noted(database, folder)["manifest"]
    old = folder.read(before) if before else None
    everything = _everything(database, folder, parameters, progress, still_ours)
    manifest = folder.changed(empty(folder.contents), everything)
    name = folder.keep(manifest)
    still_ours()
    noted = f"{folder.contents.noted}/keep"
    database.write(noted, manifest=name, ties=ties_as_json(manifest.ties))
    folder.sweep({name: manifest} | ({before: old} if old else {}))
    return manifest


def status(database: Database, folder: Folder, parameters: Mapping[str, object] | None = None) -> Status:
    """Return what is kept in a folder, and whether it is what the graph holds."""
    manifest, differs, _ = verify(database, folder, parameters or {})
    if manifest is None:
        return Status(folder.address, empty(folder.contents).ties, 0, 0, differs)
    size = 0 if differs else folder.size(manifest)
    return Status(folder.address, manifest.ties, sum(map(len, manifest.files.values())), size, differs)


def verify(
    database: Database, folder: Folder, parameters: Mapping[str, object]
) -> tuple[Manifest | None, Message | None, Row | None]:
    """Return what the graph names, how its files differ from the graph, and what that counted.

    None where they do not differ, and where the graph was not asked.
    """
    row = _noted(database, folder)
    if row["manifest"] is None:
        return None, message("none were kept since the last change"), None
    manifest = folder.read(row["manifest"])
    if manifest is None:
        return None, message("those that the graph names are not there"), None
    ties = ties_of(row["ties"])
    try:
        there = folder.ties(manifest)
    except OSError:
        return manifest, message("a file is missing or cannot be read"), None
    sums = f"{folder.contents.noted}/sums"
    graph = database.read(sums, **statement(sums).taken(parameters))[0]
    for table in folder.contents.tables:
        if there[table] != ties.get(table) or manifest.ties[table] != ties.get(table):
            different = message("the files of {table} are not those that the graph names", table=table)
            return manifest, different, graph
        if table not in graph:
            continue
        counted = graph[table], graph[f"{table}_amount"] if table in folder.contents.amounts else 0
        if (there[table].rows, there[table].amount) != counted:
            rows = there[table].rows
            different = message(
                "{table}: {rows} rows in the files, {there} in the graph",
                table=table,
                rows=rows,
                there=counted[0],
            )
            return manifest, different, graph
    return manifest, None, graph


def _noted(database: Database, folder: Folder) -> Row:
    """Return the name of the manifest and its ties, as the graph has them."""
    return database.read(f"{folder.contents.noted}/kept")[0]


def _everything(
    database: Database,
    folder: Folder,
    parameters: Mapping[str, object],
    progress: Progress,
    still_ours: Check,
) -> Iterator[tuple[str, Change]]:
    """Yield all rows of the graph, some at a time."""
    contents = folder.contents
    for number, (table, reading) in enumerate(contents.reading.items()):
        progress(f"facts/{table}", number, STEPS)
        kinds = contents.columns_by_time(table)
        for frame in frames(kinds, read_rows(database, reading, kinds, parameters)):
            still_ours()
            yield table, Change(frame, frame.clear())
