"""Reads CSV: what Polars takes silently is looked for first (design notes: tables with Polars 2.1)."""

import csv
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import ComputeError

from etl.reading.doubled import refuse_doubled
from etl.reading.limits import check_columns
from etl.reading.source import THEIRS, Check, Source
from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import message

_ROW = "\x1frow"
_SEARCHED = 20  # rows among which a header is looked for
_SEPARATORS = {";": N_("semicolons"), "\t": N_("tabs"), "|": N_("bars"), ",": N_("commas")}


@dataclass(frozen=True)
class Header:
    """Which row of a file is its header, and what its columns are called.

    row: its number, or None: the first of the first rows that names all the columns of `names`, else row 1.
    skip: rows below it that are no rows. renamed: what the columns of the file are called from here on.
    """

    row: int | None = 1
    names: frozenset[str] = frozenset()
    skip: int = 0
    renamed: Callable[[Sequence[str]], tuple[str, ...]] = tuple


_FIRST = Header()


def open_csv(path: Path, used: Collection[str], separator: str = ",", header: Header = _FIRST) -> Source:
    """Read the header of a CSV file whose bytes are known to be UTF-8; only the used columns matter.

    Raises:
        UserError: naming the file, when it has no header, or one that names a used column twice.
    """
    row, columns = _header(path, separator, header)
    doubled, notices = refuse_doubled(path.name, columns, used)
    # A column without a name, or with that of another, is never read, and only needs a name of its own.
    named = [name if name and name not in doubled else f"\x1f{number}" for number, name in enumerate(columns)]
    rows = _Rows(path, named, separator, row, header.skip)
    return Source(path, columns, lambda check: _check(rows, check), notices)


def _header(path: Path, separator: str, header: Header) -> tuple[int, tuple[str, ...]]:
    """Return the number of the header's row, and the columns that it names."""
    rows = _first_rows(path, separator, header.row or (_SEARCHED if header.names else 1))
    named = [header.renamed(cells) for cells in rows]
    if header.row is None:
        row = next((n for n, cells in enumerate(named, 1) if header.names <= set(cells)), 1)
    else:
        row = header.row
    return row, _checked_header(path, separator, row, named[row - 1] if row <= len(named) else ())


def _first_rows(path: Path, separator: str, most: int) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(islice(csv.reader(file, delimiter=separator, strict=True), most))
    except csv.Error as error:
        raise UserError(
            "{path} has no header: row {row} cannot be read ({error})",
            path=path.name,
            row=most,
            error=error,
        ) from error


def _checked_header(path: Path, separator: str, row: int, header: tuple[str, ...]) -> tuple[str, ...]:
    if not any(cell.strip() for cell in header):
        raise UserError("{path} has no header: row {row} is blank", path=path.name, row=row)
    check_columns(path.name, len(header))
    if len(header) == 1:
        for other, words in _SEPARATORS.items():
            if other != separator and other in header[0]:
                raise UserError(
                    "{path} is separated by {words}: expected {separator}",
                    path=path.name,
                    words=message(words),
                    separator=message(_SEPARATORS.get(separator, separator)),
                )
    return header


@dataclass(frozen=True)
class _Rows:
    """The rows of a file below row `header`, which are called `columns`."""

    path: Path
    columns: Sequence[str]
    separator: str
    header: int
    skip: int

    def scan(self, *, lenient: bool) -> pl.LazyFrame:
        rows = pl.scan_csv(
            self.path,
            separator=self.separator,
            infer_schema=False,
            skip_rows=self.header - 1,
            new_columns=[THEIRS + name for name in self.columns],
            row_index_name=_ROW,
            row_index_offset=self.header + 1,
            truncate_ragged_lines=lenient,
            glob=False,
        )
        placed = rows.with_columns(
            pl.lit(self.path.name).alias("file"), pl.col(_ROW).cast(pl.Int64).alias("row")
        )
        return placed.filter(pl.col("row") > self.header + self.skip) if self.skip else placed


def _check(rows: _Rows, check: Check) -> Any:  # noqa: ANN401 - what the check returns
    """Check the rows; only when Polars refuses the file is it read a second time, slowly, to find why."""
    try:
        return check(rows.scan(lenient=False), [])
    except ComputeError as error:
        overlong = list(_overlong_rows(rows))
        if not overlong:
            raise _unreadable(rows.path) from error
    try:
        return check(rows.scan(lenient=True), overlong)
    except ComputeError as error:
        raise _unreadable(rows.path) from error


def _overlong_rows(rows: _Rows) -> Iterator[int]:
    """Yield the rows with a filled cell beyond the header, counted as a spreadsheet does."""
    path, width = rows.path, len(rows.columns)
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = (line.removesuffix("\n").removesuffix("\r").replace("\r", " ") + "\n" for line in file)
        reader = csv.reader(lines, delimiter=rows.separator, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                if number > rows.header and len(cells) > width and any(cells[width:]):
                    yield number
        except csv.Error as error:
            raise UserError(
                "{path} has a quote that is left open or stands within a cell in row {number} or "
                "below: put the cell in quotes and double the quotes inside it",
                path=path.name,
                number=number + 1,
            ) from error


def _unreadable(path: Path) -> UserError:
    return UserError(
        "{path} cannot be read as a table: a quote stands within a cell, or a row has more cells than "
        "the header; put such a cell in quotes and double the quotes inside it",
        path=path.name,
    )
