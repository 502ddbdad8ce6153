"""An answer of rows: as a table, a file, a stream or one summary, as the options of the command say."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.exporting import Column, Format, Row, format_of, write
from cli.options import open_database
from cli.output import say, say_summary
from cli.recording import record_export
from cli.tables import show
from graph.i18n import N_
from graph.i18n.message import Message
from graph.money import to_decimal

if TYPE_CHECKING:
    from graph.database import Database
    from graph.reads.runs import Run


@dataclass(frozen=True)
class OutputOptions:
    """Where an answer goes and in which form: `limit` is of tables only."""

    form: Format
    out: Path | None
    limit: int
    as_json: bool


def output_options(form: Format | None, out: Path | None, limit: int, *, as_json: bool) -> OutputOptions:
    """Return the options of an output, its format resolved.

    Raises:
        UserError: when the options contradict each other.
    """
    return OutputOptions(format_of(form, out), out, limit, as_json)


def answer(
    database: "Database",
    output: OutputOptions,
    about: Mapping[str, object],
    columns: Sequence[Column[Row]],
    rows: Generator[Row],
    *,
    nothing: str = N_("No row fits these filters."),
) -> None:
    """Give the rows; `about` says of what: the command, its run and month, as the summary names them."""
    with closing(rows) as stream:  # left half-read, it would outlive the connection it reads from
        if output.as_json:
            say_summary({**about, **_count_rows(output, columns, stream)})
            if output.out is not None:
                record_export(database, about, output.form, output.out)
        elif output.form is Format.TABLE:
            show(_title(about), columns, stream, output.limit, nothing)
        else:
            count = write(output.form, output.out, columns, stream)
            record_export(database, about, output.form, output.out)
            if output.out is not None:
                say(
                    "{title}: {count:,} row written to {out}"
                    if count == 1
                    else "{title}: {count:,} rows written to {out}",
                    title=_title(about),
                    count=count,
                    out=output.out,
                )


def about_run(command: str, run: "Run", **more: object) -> dict[str, object]:
    """Return what an answer is about: the command and what it was asked for, and the run that is read."""
    return {"command": command, **more, "run": run.number, "as_of": run.as_of_time.isoformat()}


def list_all(
    output: OutputOptions,
    command: str,
    columns: Sequence[Column[Row]],
    read: Callable[["Database"], Generator[Row]],
    nothing: str,
) -> None:
    """Give all rows that `read` yields; `nothing` is said where there is none."""
    with open_database() as database:
        answer(database, output, {"command": command}, columns, read(database), nothing=nothing)


def _count_rows(
    output: OutputOptions, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> dict[str, object]:
    """Write the file, if there is one, and return the number of rows and the sums of money."""
    totals = dict.fromkeys((column for column in columns if column.total), 0)

    def add_up() -> Iterator[Row]:
        for row in rows:
            for column in totals:
                totals[column] += int(column.cell(row))
            yield row

    count = write(output.form, output.out, columns, add_up()) if output.out else sum(1 for _row in add_up())
    sums = {column.name: to_decimal(total) for column, total in totals.items()}
    written = {"format": output.form.value, "out": str(output.out)} if output.out else {}
    return {**written, "rows": count, **({"sums": sums} if sums else {})}


def _title(about: Mapping[str, object]) -> Message:
    command = Message(str(about["command"]).capitalize())
    template = "{what}"
    if "month" in about:
        template = N_("{what} of {month}, run {run} as of {as_of}")
    elif "run" in about:
        template = N_("{what}, run {run} as of {as_of}")
    return Message(template, {**about, "what": command})
