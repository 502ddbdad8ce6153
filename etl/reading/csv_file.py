"""Reads CSV: what Polars takes silently is looked for first (design notes: tables with Polars 2.1)."""

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError

from etl.reading.doubled import refuse_doubled
from etl.reading.limits import check_columns
from etl.reading.source import FIRST_ROW, THEIRS, Check, Source
from etl.validation import Checked
from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import message

_ROW = "\x1frow"
_SEPARATORS = {";": N_("semicolons"), "\t": N_("tabs"), "|": N_("bars"), ",": N_("commas")}


def open_csv(path: Path, used: Collection[str], separator: str = ",") -> Source:
    """Read the header of a CSV file whose bytes are known to be UTF-8; only the used columns matter.

    Raises:
        UserError: naming the file, when row 1 is no header, or names a used column twice.
    """
    columns = _header(path, separator)
    doubled, notices = refuse_doubled(path.name, columns, used)
    # A column without a name, or with that of another, is never read, and only needs a name of its own.
    named = [name if name and name not in doubled else f"\x1f{number}" for number, name in enumerate(columns)]
    return Source(path, columns, lambda check: _check(path, named, separator, check), notices)


def _header(path: Path, separator: str) -> tuple[str, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file, delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise UserError(
            "{path} has no header: row 1 cannot be read ({error})", path=path.name, error=error
        ) from error
    if not any(cell.strip() for cell in header):
        raise UserError("{path} has no header: row 1 is blank", path=path.name)
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
    return tuple(header)


def _check(path: Path, columns: Sequence[str], separator: str, check: Check) -> Checked:
    """Check the rows; only when Polars refuses the file is it read a second time, slowly, to find why."""
    try:
        return check(_scan(path, columns, separator, lenient=False), [])
    except ComputeError as error:
        overlong = list(_overlong_rows(path, len(columns), separator))
        if not overlong:
            raise _unreadable(path) from error
    try:
        return check(_scan(path, columns, separator, lenient=True), overlong)
    except ComputeError as error:
        raise _unreadable(path) from error


def _scan(path: Path, columns: Sequence[str], separator: str, *, lenient: bool) -> pl.LazyFrame:
    rows = pl.scan_csv(
        path,
        separator=separator,
        infer_schema=False,
        new_columns=[THEIRS + name for name in columns],
        row_index_name=_ROW,
        row_index_offset=FIRST_ROW,
        truncate_ragged_lines=lenient,
        glob=False,
    )
    return rows.with_columns(pl.lit(path.name).alias("file"), pl.col(_ROW).cast(pl.Int64).alias("row"))


def _overlong_rows(path: Path, width: int, separator: str) -> Iterator[int]:
    """Yield the rows with a filled cell beyond the header, counted as a spreadsheet does."""
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = (line.removesuffix("\n").removesuffix("\r").replace("\r", " ") + "\n" for line in file)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                if len(cells) > width and any(cells[width:]):
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
