"""The control file of a delivery, expect.csv: how many rows each table has, and what its amounts add up to.

Whoever writes the tables writes it, too: a file that was cut on its way then stops the delivery.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.contract import TABLES
from etl.reading.folder import require_inside
from etl.validation import Checked
from etl.validation.rows import AMOUNT
from graph.errors import UserError
from graph.i18n.message import Joined, Message, message
from graph.money import to_decimal

NAME = "expect.csv"
_HEADER = ("table", "rows", "sum")
_MOST_BYTES = 100_000
_ROWS = re.compile(r"[0-9]{1,12}")
_SUM = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,20})(?:\.(?P<cents>[0-9]{1,2}))?")


@dataclass(frozen=True)
class Expected:
    """What a control file says of a table: its rows, and perhaps the sum of its amounts in minor units."""

    rows: int
    total: int | None


def is_control(path: Path) -> bool:
    """Return whether a file of a delivery is its control file; case does not matter."""
    return path.name.lower() == NAME


def read_expected(paths: Sequence[Path]) -> dict[str, Expected]:
    """Return what the control files of a delivery say, by table.

    Raises:
        UserError: naming the row, when one cannot be read or says a table twice.
    """
    tables: dict[str, Expected] = {}
    for path in paths:
        for number, row in enumerate(_rows(path), 2):
            table = row.get("table") or ""
            expected = _expected(table, row.get("rows") or "", row.get("sum") or "")
            if expected is None or table in tables:
                raise UserError(
                    "{file}, row {row}: expected the name of a table that is not named above, a whole number "
                    "of rows, and for tables with an amount perhaps their sum, such as 1250.00",
                    file=path.name,
                    row=number,
                )
            tables[table] = expected
    return tables


def require_expected(expected: Mapping[str, Expected], tables: Mapping[str, Checked]) -> None:
    """Require that the tables of a delivery have the rows and sums that its control file says.

    Rows count as they were delivered: also those that will wait, and those that are there twice.

    Raises:
        UserError: with all that differs.
    """
    wrong: list[Message] = []
    for name, one in expected.items():
        rows, total = (tables[name].rows, tables[name].total) if name in tables else (0, 0)
        if rows != one.rows:
            wrong.append(
                message(
                    "{table} has {rows:,} rows instead of {expected:,}",
                    table=name,
                    rows=rows,
                    expected=one.rows,
                )
            )
        if one.total is not None and total != one.total:
            wrong.append(
                message(
                    "the amounts of {table} add up to {sum} instead of {expected}",
                    table=name,
                    sum=to_decimal(total),
                    expected=to_decimal(one.total),
                )
            )
    if wrong:
        raise UserError(
            "the delivery is not what {file} says, so nothing of it is loaded: {differences}",
            file=NAME,
            differences=Joined(tuple(wrong)),
        )


def _rows(path: Path) -> list[dict[str, str]]:
    require_inside(path)
    try:
        if path.stat().st_size <= _MOST_BYTES:
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file, strict=True)
                header, rows = set(reader.fieldnames or ()), list(reader)
            if {*_HEADER[:2]} <= header <= {*_HEADER}:
                return rows
    except (OSError, UnicodeDecodeError, csv.Error):
        pass  # told as every other file that is none
    raise UserError(
        "{file} is no control file: expected CSV in UTF-8 with the columns table, rows and sum",
        file=path.name,
    )


def _expected(table: str, rows: str, total: str) -> Expected | None:
    if table not in TABLES or not _ROWS.fullmatch(rows):
        return None
    if not total:
        return Expected(int(rows), None)
    read = _SUM.fullmatch(total)
    if read is None or AMOUNT not in TABLES[table].names:
        return None
    if read["sign"] and not TABLES[table][AMOUNT].signed:
        return None
    minor = int(read["whole"]) * 100 + int((read["cents"] or "").ljust(2, "0"))
    return Expected(int(rows), -minor if read["sign"] else minor)
