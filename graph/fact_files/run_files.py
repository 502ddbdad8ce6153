"""What the published run says as files: entries as posted, standings and shares of pools as they stand."""

from dataclasses import dataclass
from pathlib import Path

from graph.columnar.changes import DUE
from graph.columnar.engine import Engine
from graph.columnar.facts import read_rows, write_rows
from graph.columnar.run_tables import RUN_TABLES
from graph.columnar.running import Progress
from graph.columnar.statements import filled
from graph.database import Database
from graph.fact_files.contents import PUBLISHED
from graph.fact_files.folder import MOST_FILES, Folder
from graph.fact_files.keeping import (
    FROM_GRAPH,
    Check,
    KeptFiles,
    Status,
    kept_in,
    make_anew,
    no_check,
    no_progress,
    status,
)
from graph.fact_files.manifest import Manifest, Tie, empty, ties_as_json
from graph.i18n.message import Message, message

_ENTRIES = "published_entries"
_CHANGES = "entry_changes"


def parameters_of(run: int) -> dict[str, object]:
    """Return what the statements take that read all of a run."""
    return {"run": run, "after": 0}


def published_of(database: Database, folder: Folder | None, run: int, still_ours: Check) -> KeptFiles:
    """Return what a published run says (0: nothing) as it is kept in a folder.

    Where it is not the graph's, it is made anew; the writer's lock must be held.
    """
    if folder is None:
        return FROM_GRAPH
    place = folder.published
    if run == 0:
        return KeptFiles({}, folder=place, manifest=empty(PUBLISHED))
    return kept_in(database, place, parameters_of(run), still_ours=still_ours)


def rebuild(
    database: Database, folder: Folder, progress: Progress = no_progress, still_ours: Check = no_check
) -> None:
    """Make the files of the facts and of the published run anew from the graph; see `make_anew`.

    Raises:
        OSError: the folder cannot be written to.
    """
    make_anew(database, folder, {}, progress, still_ours)
    if run := int(database.read("run/state")[0]["published"]):
        make_anew(database, folder.published, parameters_of(run), progress, still_ours)


def status_of_run(database: Database, folder: Folder) -> tuple[int, Status]:
    """Return the number of the published run (0: none), and what is kept of it in a folder."""
    run = int(database.read("run/state")[0]["published"])
    if run == 0:
        return 0, Status(folder.address, empty(PUBLISHED).ties, 0, 0, None)
    return run, status(database, folder.published, parameters_of(run))


def read_run(database: Database, run: int, scratch: Path) -> dict[str, list[str]]:
    """Write what a published run says into files of a folder, as it is in the graph."""
    return {
        table: write_rows(scratch, table, kinds, read_rows(database, statement, kinds, parameters_of(run)))
        for (table, kinds), statement in zip(RUN_TABLES.items(), PUBLISHED.reading.values(), strict=True)
    }


@dataclass(frozen=True)
class NamedRun:
    """What the graph is told of the files of a run: the manifest's name and its ties as JSON; None: no files.

    notice: why there are none, where they should be.
    """

    manifest: str | None = None
    ties: str | None = None
    notice: Message | None = None


def keep_run(database: Database, engine: Engine, kept: KeptFiles, scratch: Path) -> NamedRun:
    """Write what a run changes into files beside those of the run before, where these are kept.

    The engine must have made the changes (graph.columnar.changes).
    """
    folder, before = kept.folder, kept.manifest
    if folder is None or before is None:
        return NamedRun()
    try:
        manifest = _add_changes(engine, folder, before, scratch)
        name = folder.keep(manifest)
        old = database.read("run/files/kept")[0]["manifest"]
        folder.sweep({name: manifest} | ({old: before} if old else {}))
    except OSError as error:
        return NamedRun(
            notice=message(
                "the run could not be kept in {folder}: {error}; the next night tries again",
                folder=folder.address,
                error=error,
            )
        )
    return NamedRun(name, ties_as_json(manifest.ties))


def _add_changes(engine: Engine, folder: Folder, before: Manifest, scratch: Path) -> Manifest:
    files = {table: dict(paths) for table, paths in before.files.items()}
    if _rows(engine, _CHANGES):
        merge = len(files[_ENTRIES]) >= MOST_FILES
        if merge:
            files[_ENTRIES] = {}
        files[_ENTRIES] |= _write(engine, folder, _ENTRIES, "ledger" if merge else _CHANGES, scratch)
    for table, (due, changes) in DUE.items():
        if _rows(engine, changes):
            files[table] = _write(engine, folder, table, due, scratch)
    return Manifest(files)


def _rows(engine: Engine, table: str) -> int:
    return int(engine.read(filled("changes/size", {"table": table}))[0][0])


def _write(engine: Engine, folder: Folder, table: str, source: str, scratch: Path) -> dict[str, Tie]:
    file = scratch / f"{table}.parquet"
    engine.write(source, RUN_TABLES[table], file)
    return folder.add(table, file.read_bytes())
