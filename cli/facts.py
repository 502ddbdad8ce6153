"""`upline facts`: the facts that are kept as files of Parquet beside the graph, for the SQL engine."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import connected, load_settings
from cli.output import say, say_summary
from graph.errors import UserError
from graph.i18n.message import Joined
from graph.locking import writer_lock

if TYPE_CHECKING:
    from graph.fact_files import Status

app = typer.Typer(
    name="facts",
    help="The facts as files of Parquet beside the graph (UPLINE_FACTS): are they its facts, and anew.",
    no_args_is_help=True,
)
JsonOption = Annotated[bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")]


@app.command()
def status(*, as_json: JsonOption = False) -> None:
    """Tell where the files are, how many rows they hold, and whether they are the facts of the graph."""
    from graph.fact_files import folder_at  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import status as kept  # noqa: PLC0415

    folder = folder_at(load_settings().facts_address)
    with connected() as database:
        found = kept(database, folder)
    _tell("facts status", found, as_json=as_json)


@app.command()
def rebuild(*, as_json: JsonOption = False) -> None:
    """Make the files anew from the graph; loads and nights wait meanwhile."""
    from cli.nightly.progress import watched  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.fact_files import rebuild as made_anew  # noqa: PLC0415
    from graph.fact_files import status as kept  # noqa: PLC0415

    folder = folder_at(load_settings().facts_address)
    with connected() as database, writer_lock(database, "facts rebuild") as still_ours:
        try:
            with watched() as progress:
                made_anew(database, folder, progress, still_ours)
        except OSError as error:
            raise UserError(
                "the facts cannot be kept in {folder}: {error}", folder=folder.address, error=error
            ) from error
        found = kept(database, folder)
    _tell("facts rebuild", found, as_json=as_json)


def _tell(command: str, found: "Status", *, as_json: bool) -> None:
    rows = {table: tie.rows for table, tie in found.ties.items()}
    if as_json:
        say_summary(
            {
                "command": command,
                "folder": found.address,
                "files": found.files,
                "bytes": found.bytes,
                "rows": rows,
                "differs": str(found.differs or ""),
            }
        )
        return
    say(
        "Facts are kept in {folder}: {files:,} files, {bytes:,} bytes.",
        folder=found.address,
        files=found.files,
        bytes=found.bytes,
    )
    if found.differs:
        say(
            "They are not those of the graph ({differs}): the next night makes them anew.",
            differs=found.differs,
        )
    else:
        listed = Joined(tuple(f"{count:,} {table}" for table, count in rows.items()), ", ")
        say("They are those of the graph: {rows}.", rows=listed)
