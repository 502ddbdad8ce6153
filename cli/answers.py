"""An answer of rows: as a table, a file, a stream or one summary, as the options of the command say."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.exporting import Column, Format, Row, format_of, write
from cli.options import connected
from cli.output import say, say_summary
from cli.recording import record_export
from cli.tables import show
from graph.i18n import N_
from graph.i18n.message import Message
from graph.money import to_decimal

if TYPE_CHECKING:
    from graph.database import Database


@dataclass(frozen=True)
class Wanted:
    """How an answer is wanted: `limit` is of tables only."""

    form: Format
    out: Path | None
    limit: int
    as_json: bool


def wanted(form: Format | None, out: Path | None, limit: int, *, as_json: bool) -> Wanted:
    """Return how an answer is wanted.

    Raises:
        UserError: when the options contradict each other.
    """
    return Wanted(format_of(form, out), out, limit, as_json)


def answer(
    database: "Database",
    how: Wanted,
    about: Mapping[str, object],
    columns: Sequence[Column[Row]],
    rows: Generator[Row],
    *,
    nothing: str = N_("No row fits these filters."),
) -> None:
    """Give the rows; `about` says of what: the command, its run and month, as the summary names them."""
    with closing(rows) as stream:  # left half-read, it would outlive the connection it reads from
        if how.as_json:
            say_summary({**about, **_counted(how, columns, stream)})
            if how.out is not None:
                record_export(database, about, how.form, how.out)
        elif how.form is Format.TABLE:
            show(_title(about), columns, stream, how.limit, nothing)
        else:
            count = write(how.form, how.out, columns, stream)
            record_export(database, about, how.form, how.out)
            if how.out is not None:
                say(
                    "{title}: {count:,} row written to {out}"
                    if count == 1
                    else "{title}: {count:,} rows written to {out}",
                    title=_title(about),
                    count=count,
                    out=how.out,
                )


def list_all(
    how: Wanted,
    command: str,
    columns: Sequence[Column[Row]],
    read: Callable[["Database"], Generator[Row]],
    nothing: str,
) -> None:
    """Give all rows that `read` yields; `nothing` is said where there is none."""
    with connected() as database:
        answer(database, how, {"command": command}, columns, read(database), nothing=nothing)


def _counted(how: Wanted, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> dict[str, object]:
    """Write the file, if there is one, and return the number of rows and the sums of money."""
    totals = dict.fromkeys((column for column in columns if column.total), 0)

    def added() -> Iterator[Row]:
        for row in rows:
            for column in totals:
                totals[column] += int(column.cell(row))
            yield row

    count = write(how.form, how.out, columns, added()) if how.out else sum(1 for _row in added())
    sums = {column.name: to_decimal(total) for column, total in totals.items()}
    written = {"format": how.form.value, "out": str(how.out)} if how.out else {}
    return {**written, "rows": count, **({"sums": sums} if sums else {})}


def _title(about: Mapping[str, object]) -> Message:
    command = Message(str(about["command"]).capitalize())
    template = "{what}"
    if "month" in about:
        template = N_("{what} of {month}, run {run} as of {as_of}")
    elif "run" in about:
        template = N_("{what}, run {run} as of {as_of}")
    return Message(template, {**about, "what": command})
