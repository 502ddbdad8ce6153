"""`upline quarantine`: the delivered rows that were not loaded, and how to throw them away."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from cli.answers import answer, output_options
from cli.columns import quarantine_columns
from cli.exporting import Format
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, open_database
from cli.output import say, say_summary
from cli.recording import record, record_export
from etl.contract import TABLES
from graph.errors import NothingPublishedError, UserError
from graph.i18n import N_, _, language_name

if TYPE_CHECKING:
    from graph.database import Database

app = typer.Typer(name="quarantine", invoke_without_command=True)


def _table(text: str) -> str:
    """Return the name of a table; another text is wrong usage (exit 2)."""
    if text not in TABLES:
        known = ", ".join(map(repr, TABLES))
        raise typer.BadParameter(f"{text!r} is not one of {known}.")
    return text


_METAVAR = f"[{'|'.join(TABLES)}]"


@app.callback()
def quarantine(
    context: typer.Context,
    *,
    form: FormatOption = None,
    out: OutOption = None,
    table: Annotated[
        str | None,
        typer.Option(help="Only this table.", parser=_table, metavar=_METAVAR, show_default=False),
    ] = None,
    as_tables: Annotated[
        Path | None,
        typer.Option(
            "--as-tables",
            metavar="FOLDER",
            help="Write the rows as the tables that they are of, to mend and to load again: a file for each"
            " into this folder.",
            show_default=False,
        ),
    ] = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show the delivered rows that were not loaded, and why; they load once they are repaired."""
    if context.invoked_subcommand is not None:
        return
    from graph.reads import quarantine as reads  # noqa: PLC0415 - a help text must come at once
    from graph.words import without_names  # noqa: PLC0415

    if as_tables is not None:
        if out is not None or as_json:
            raise UserError("--as-tables writes files of its own: leave out --out and --json")
        _write_tables(as_tables, form or Format.CSV, table or "")
        return
    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        rows = reads.quarantine(database, table=table or "")
        about = {"command": "quarantine"}
        columns = quarantine_columns(
            without_names(language_name() if output.form is Format.TABLE and not as_json else "english"),
            _zone(database),
        )
        answer(database, output, about, columns, rows, nothing=N_("Nothing is in the quarantine."))


def _write_tables(folder: Path, form: Format, table: str) -> None:
    """Write what waits as tables into a folder, and tell which files there are."""
    from etl.mending import write_waiting  # noqa: PLC0415 - a help text must come at once
    from graph.words import without_names  # noqa: PLC0415

    if form not in {Format.CSV, Format.XLSX}:
        raise UserError("--as-tables writes csv or xlsx")
    with open_database() as database:
        words = without_names(language_name())
        suffix: Literal["csv", "xlsx"] = "xlsx" if form is Format.XLSX else "csv"
        counts = write_waiting(database, folder, words, suffix, table=table)
        record_export(database, {"command": "quarantine"}, suffix, folder)
    if not counts:
        say("Nothing is in the quarantine.")
        return
    for file, rows in counts.items():
        say("{file}: {rows:,} rows", file=folder / file, rows=rows)
    say("Mend them there, empty `waits_because` where it is filled, and load the folder.")


def _zone(database: "Database") -> ZoneInfo:
    """Return the zone that the published figures are in; UTC before there are any."""
    from graph.reads.runs import published_run  # noqa: PLC0415 - a help text must come at once

    try:
        return published_run(database).zone
    except NothingPublishedError:
        return ZoneInfo("UTC")


@app.command()
def discard(
    *,
    table: Annotated[
        str | None,
        typer.Option(
            "--table", help="The table of the row.", parser=_table, metavar=_METAVAR, show_default=False
        ),
    ] = None,
    key: Annotated[
        str, typer.Option("--key", metavar="KEY", help="The row's key, as `upline quarantine` shows it.")
    ] = "",
    all_of: Annotated[
        str | None,
        typer.Option(
            "--all-of",
            help="All waiting rows of this table.",
            parser=_table,
            metavar=_METAVAR,
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether all of them may go.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")
    ] = False,
) -> None:
    """Throw waiting rows away: --table and --key, or --all-of. Delivered again, they come back."""
    from etl.discarding import discard_rows, waiting_number  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    chosen = all_of or table
    if chosen is None or bool(key) is bool(all_of) or (table and all_of):
        raise UserError("say which rows: --table TABLE --key KEY, or --all-of TABLE")
    with open_database() as database:
        if all_of and not yes:
            _confirm(chosen, waiting_number(database, chosen))
        rows = discard_rows(database, chosen, key)
        detail = {"table": chosen, "key": key, "rows": rows}
        if rows:
            record(database, EventName.QUARANTINE_DISCARDED, detail=detail)
    if as_json:
        say_summary({"command": "quarantine discard", **detail})
    else:
        say(
            "Thrown away: {rows:,} waiting row of {table}."
            if rows == 1
            else "Thrown away: {rows:,} waiting rows of {table}.",
            rows=rows,
            table=chosen,
        )


def _confirm(table: str, rows: int) -> None:
    """Ask whether all rows of a table may go.

    Raises:
        UserError: when the answer is no, or nobody is there to answer.
    """
    if not sys.stdin.isatty():
        raise UserError(
            "{rows:,} rows of {table} wait: say --yes to throw all of them away", rows=rows, table=table
        )
    if not typer.confirm(
        _("{rows:,} rows of {table} wait. Throw all of them away?").format(rows=rows, table=table)
    ):
        raise UserError("nothing is thrown away")
