"""`upline facts`: the facts and the published run, kept as files of Parquet beside the graph."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import load_settings, open_database
from cli.output import say, say_summary
from graph.errors import UserError
from graph.i18n.message import Joined
from graph.locking import writer_lock

if TYPE_CHECKING:
    from graph.database import Database
    from graph.fact_files import Folder

app = typer.Typer(
    name="facts",
    help="The facts and the published run as files of Parquet beside the graph (UPLINE_FACTS): are they the"
    " graph's, and anew.",
    no_args_is_help=True,
)
JsonOption = Annotated[bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")]


@app.command()
def status(*, as_json: JsonOption = False) -> None:
    """Tell where the files are, how many rows they hold, and whether they are the graph's."""
    from graph.fact_files import folder_at  # noqa: PLC0415 - a help text must come at once

    folder = folder_at(load_settings().facts_address)
    with open_database() as database:
        _tell("facts status", database, folder, as_json=as_json)


@app.command()
def rebuild(*, as_json: JsonOption = False) -> None:
    """Make the files anew from the graph; loads and nights wait meanwhile."""
    from cli.nightly.progress import progress_bar  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.fact_files import rebuild as make_files  # noqa: PLC0415

    folder = folder_at(load_settings().facts_address)
    with open_database() as database, writer_lock(database, "facts rebuild") as still_ours:
        try:
            with progress_bar() as progress:
                make_files(database, folder, progress, still_ours)
        except OSError as error:
            raise UserError(
                "the facts cannot be kept in {folder}: {error}", folder=folder.address, error=error
            ) from error
        _tell("facts rebuild", database, folder, as_json=as_json)


def _tell(command: str, database: "Database", folder: "Folder", *, as_json: bool) -> None:
    from graph.fact_files import status as read_status  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import status_of_run  # noqa: PLC0415

    kept_files = read_status(database, folder)
    run, published = status_of_run(database, folder)
    rows = {table: tie.rows for table, tie in kept_files.ties.items()}
    run_rows = {table.removeprefix("published_"): tie.rows for table, tie in published.ties.items()}
    if as_json:
        say_summary(
            {
                "command": command,
                "folder": kept_files.address,
                "files": kept_files.files + published.files,
                "bytes": kept_files.bytes + published.bytes,
                "rows": rows,
                "differs": str(kept_files.differs or ""),
                "run": run,
                "run_rows": run_rows,
                "run_differs": str(published.differs or ""),
            }
        )
        return
    say(
        "Facts are kept in {folder}: {files:,} files, {bytes:,} bytes.",
        folder=kept_files.address,
        files=kept_files.files + published.files,
        bytes=kept_files.bytes + published.bytes,
    )
    if kept_files.differs:
        say(
            "They are not those of the graph ({differs}): the next night makes them anew.",
            differs=kept_files.differs,
        )
    else:
        listed = Joined(tuple(f"{count:,} {table}" for table, count in rows.items()), ", ")
        say("They are those of the graph: {rows}.", rows=listed)
    if published.differs:
        say(
            "Run {run} is not kept as it was published ({differs}): the next night makes it anew.",
            run=run,
            differs=published.differs,
        )
    elif run:
        listed = Joined(tuple(f"{count:,} {table}" for table, count in run_rows.items()), ", ")
        say("Run {run} is kept as it was published: {rows}.", run=run, rows=listed)
