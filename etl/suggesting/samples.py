"""The first rows of a file of any form, as texts, with the row that looks like its header."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from etl.forms import SUFFIXES, Form, is_parquet, separator_of
from etl.reading.folder import entries, fingerprint, require_inside
from etl.reading.limits import check_columns
from etl.reading.readable import readable
from etl.reading.unpacking import unpacked
from graph.errors import UserError
from graph.i18n.message import Message

_ROWS = 500
_HEADERS = 20  # rows among which a header is looked for
_SEPARATORS = (",", "\t", ";", "|")
_TITLE = 0.5  # a row with fewer filled cells than this part of the widest is a title


@dataclass(frozen=True)
class Sample:
    """A file: its name, how its cells are separated, its header's row and columns, and its first rows.

    `rows` have a cell for each column, "" where there is none.
    """

    path: Path
    separator: str
    header: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self, column: str) -> list[str]:
        """Return the filled cells of a column, in the order of the file."""
        place = self.columns.index(column)
        return [row[place] for row in self.rows if row[place].strip()]


def read_samples(place: Path | Sequence[Path], notices: list[Message]) -> list[Sample]:
    """Read the first rows of all files of a folder, a zip, or of some files, as far as they may be tables.

    Raises:
        UserError: naming the file that cannot be read as a table.
    """
    numbers = count()
    with TemporaryDirectory(prefix="upline-read-") as name:
        work = Path(name)

        def copy(file: str) -> Path:
            folder = work / f"copy-{next(numbers)}"
            folder.mkdir()
            return folder / file

        files = unpacked(entries(place), work, lambda file: file.lower().endswith(SUFFIXES), notices)
        tables = [path for path in files if path.name.lower().endswith(SUFFIXES) and not path.is_dir()]
        return [read_sample(path, copy, notices) for path in tables]


def read_sample(path: Path, copy: Callable[[str], Path], notices: list[Message]) -> Sample:
    """Read the first rows of a file.

    Raises:
        UserError: naming the file, when it cannot be read as a table.
    """
    require_inside(path)
    if is_parquet(path):
        frame = pl.scan_parquet(path, glob=False).head(_ROWS).collect()
        texts = frame.select(pl.all().cast(pl.String, strict=False).fill_null(""))
        check_columns(path.name, texts.width)
        return Sample(path, ",", 1, tuple(texts.columns), tuple(texts.iter_rows()))
    text = readable(path, Form(), copy, notices)
    fingerprint(text)  # proves that its rows are bounded
    separator = _separator(text)
    rows = _rows(text, separator)
    if not rows:
        raise UserError("{path} is empty: expected a table with a header", path=path.name)
    number = _header_row(rows)
    header = tuple(rows[number - 1])
    check_columns(path.name, len(header))
    width = len(header)
    below = (tuple([*row, *[""] * width][:width]) for row in rows[number:] if any(row))
    return Sample(path, separator, number, header, tuple(below))


def _rows(path: Path, separator: str) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return list(islice(csv.reader(file, delimiter=separator), _ROWS))
        except csv.Error as error:
            raise UserError("{path} cannot be read as a table: {why}", path=path.name, why=error) from error


def _separator(path: Path) -> str:
    """Return what separates the most cells in the first rows."""
    if separator_of(path) != ",":
        return separator_of(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = "".join(islice(file, _HEADERS))
    return max(_SEPARATORS, key=lambda sign: (head.count(sign), -_SEPARATORS.index(sign)))


def _header_row(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of the first row that is filled like the widest of the first rows: titles are not."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:_HEADERS]]
    return next(n for n, count in enumerate(filled, 1) if count >= max(filled) * _TITLE)
