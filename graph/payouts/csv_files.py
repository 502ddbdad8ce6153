"""CSV files that finance brings: payees' accounts, and what became of transfers."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from graph.errors import UserError
from graph.regular_file import regular_file

MAX_BYTES = 500_000_000
_Rows = Iterator[tuple[int, dict[str, str]]]


@contextmanager
def _open(path: Path, encoding: str) -> Iterator[TextIO]:
    target = regular_file(path, str(path))
    if target.stat().st_size > MAX_BYTES:
        raise UserError("{file} is larger than {most:,} bytes: give it in parts", file=path, most=MAX_BYTES)
    with target.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as stream:
        yield stream


def read_rows(path: Path, encoding: str = "utf-8") -> _Rows:
    """Yield the rows of a CSV file with a header, each with its number as a spreadsheet shows it.

    Raises:
        UserError: when it is no such file; with the row.
    """
    number = 1
    try:
        with _open(path, encoding) as stream:
            reader = csv.reader(stream, strict=True)
            header = [name.strip() for name in next(reader, [])]
            if not header or len(set(header)) < len(header):
                raise UserError("{file} has no header, or a column twice", file=path)
            for cells in reader:
                number += 1
                if len(cells) != len(header):
                    if not cells:
                        continue
                    raise UserError(
                        "{file}, row {row}: {cells} cells, and the header has {columns}",
                        file=path,
                        row=number,
                        cells=len(cells),
                        columns=len(header),
                    )
                yield number, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except (csv.Error, ValueError, OSError) as error:
        raise UserError(
            "{file}, row {row} cannot be read: {why}", file=path, row=number, why=error
        ) from error


def column_of(row: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """Return the cell of the first of these columns that a row has; None when it has none of them."""
    return next((row[name] for name in names if name in row), None)


def read_accounts(path: Path, columns: set[str]) -> dict[str, dict[str, str]]:
    """Return the accounts of members by their ids: these columns of a CSV file that has member_id, too.

    Raises:
        UserError: when it is no such file, lacks a column, or names a member twice.
    """
    accounts: dict[str, dict[str, str]] = {}
    for number, row in read_rows(path):
        if missing := sorted({"member_id", *columns} - row.keys()):
            raise UserError("{file} lacks the column {columns}", file=path, columns=", ".join(missing))
        member = row["member_id"]
        if member in accounts:
            raise UserError(
                "{file}, row {row}: the member {member} is there twice", file=path, row=number, member=member
            )
        accounts[member] = {name: row[name] for name in columns}
    return accounts
