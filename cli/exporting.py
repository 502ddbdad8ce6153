"""Exports: the same rows as a table for people, as CSV, JSON or Excel; one row in memory at a time."""

import csv
import io
import os
import stat
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, Literal, TextIO, TypeVar

from graph.errors import UserError
from graph.money import to_decimal
from graph.printing import printable, to_json
from graph.spreadsheets import guarded

Cell = str | int
Row = TypeVar("Row")


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of an export: its name, where its cells come from, and what they are.

    A `text` cell is a string, a `number` an integer, `money` an integer of minor units. `weight` says
    how long the column stays in a table that is too narrow for all: 0 is never shown there. A `long`
    one is wrapped. What can be added up is a `total` of the summary. `screen` is how a table shows a cell
    that files have in another form; what is not `in_files` is in tables only.
    """

    name: str
    cell: Callable[[Row], Cell]
    kind: Literal["text", "number", "money"] = "text"
    weight: int = 0
    total: bool = False
    long: bool = False
    screen: Callable[[Row], str] | None = None
    in_files: bool = True


def sort_rows(
    columns: Sequence[Column[Row]], rows: Generator[Row], name: str, *, descending: bool
) -> Generator[Row]:
    """Yield rows by the cells of a column, equal ones as they came; without a name as they come.

    To sort they are all held in memory.

    Raises:
        UserError: when there is no such column.
    """
    if not name:
        if descending:
            raise UserError("--desc says how to sort: say by which column, too: --sort COLUMN")
        return rows
    by = next((column for column in columns if column.name == name), None)
    if by is None:
        raise UserError(
            "there is no column {name!r} to sort by: choose one of {columns}",
            name=name,
            columns=", ".join(column.name for column in columns),
        )
    return (row for row in sorted(rows, key=by.cell, reverse=descending))


def write_csv(stream: TextIO, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> int:
    """Write a header and all rows as CSV; return the number of rows."""
    count = 0
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column, row) for column in columns])
        count += 1
    return count


def _csv_cell(column: Column[Row], row: Row) -> Cell:
    value = column.cell(row)
    if isinstance(value, str):
        return guarded(value) if column.kind == "text" else value
    return to_decimal(value) if column.kind == "money" else value


def write_json(stream: TextIO, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> int:
    """Write all rows as one JSON array, an object per line; return their number.

    Money is a decimal in text ("699.00"), what is not there is null.
    """
    count = 0
    stream.write("[")
    for row in rows:
        stream.write((",\n" if count else "\n") + to_json({c.name: _json_cell(c, row) for c in columns}))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


def _json_cell(column: Column[Row], row: Row) -> Cell | None:
    value = column.cell(row)
    if isinstance(value, str):
        return value or None
    return to_decimal(value) if column.kind == "money" else value


def write_xlsx(stream: TextIO, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> int:
    """Write a header and all rows as an Excel workbook; return their number. Texts are never formulas."""
    from graph.workbook import write_workbook  # noqa: PLC0415 - few exports need it

    cells = ([column.cell(row) for column in columns] for row in rows)
    return write_workbook(stream.buffer, [(column.name, column.kind) for column in columns], cells)


_WRITERS = {Format.CSV: write_csv, Format.JSON: write_json, Format.XLSX: write_xlsx}


def format_of(form: Format | None, out: Path | None) -> Format:
    """Return the format asked for, else that of the file's ending, else a table.

    Raises:
        UserError: when a file is to be written and its format is a table or cannot be known, or the other way
            round.
    """
    if out is None:
        if form is Format.XLSX:
            raise UserError("an Excel workbook is a file: name it with --out, such as --out rows.xlsx")
        return form or Format.TABLE
    if form is None and out.suffix.lower() in {f".{one}" for one in _WRITERS}:
        return Format(out.suffix.lower()[1:])
    if form in {None, Format.TABLE}:
        raise UserError("a table is for the screen: say --format csv, json or xlsx to write {out}", out=out)
    return form


def write(form: Format, out: Path | None, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> int:
    """Write all rows as CSV, JSON or Excel to a file, else to standard output; return their number.

    Raises:
        UserError: when the file cannot be written.
    """
    writer = _WRITERS[form]
    columns = [column for column in columns if column.in_files]
    if out is not None:
        with replace_file(out) as stream:
            return writer(stream, columns, rows)
    count = writer(_OnTerminal() if sys.stdout.isatty() else sys.stdout, columns, rows)
    sys.stdout.flush()  # a closed pipe is met here, where it ends the command quietly
    return count


class _OnTerminal(io.TextIOBase, TextIO):
    """Standard output, with control characters shown as escapes: a file gets them, a terminal never."""

    def write(self, text: str, /) -> int:
        return sys.stdout.write("\n".join(map(printable, text.split("\n"))))


@contextmanager
def replace_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file that replaces `path` when the block ends well; else `path` stays as it was.

    A new file is for its owner only; one that is replaced keeps its mode.

    Raises:
        UserError: when it cannot be written, or is no regular file.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise UserError(
            "{path} is no file: name one with --out, or leave it out to write to the screen", path=path
        )
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)  # of a process that was killed and had our number
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding=encoding, newline="") as stream:
            if target.exists():
                os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        raise UserError("{path} cannot be written: {why}", path=path, why=error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)
