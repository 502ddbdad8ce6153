"""Turns a sheet of a spreadsheet into CSV: a script of its own, so that a hostile file ends only its process.

Arguments: the file, the CSV to write, the sheet's name ("" the first one), the most memory in MB. Standard
output: a JSON map with `sheet` and `others` (names), or `error` and, where it is known, `sheets`.

Cells are written exactly or not at all: a number as the spreadsheet shows it, which keeps fifteen digits. A
whole number of more was cut already, so it is written with an exponent, which no id may have.
"""

import csv
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

_FIRST_CUT = 1e15  # the first whole number that fifteen digits cannot write
_BASE_MB = 256  # of addresses: what Python and the reader take before a file is opened
_SECONDS = 600


def _bound(most_mb: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    statm = Path("/proc/self/statm")  # Linux only
    addresses = (
        int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if statm.exists() else 0
    )
    most = addresses + (_BASE_MB + most_mb) * 1024 * 1024
    for kind, size in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        least = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(kind, (least, hard))


def cell_text(value: object) -> str:
    """Return the text of a cell: days and times as ISO 8601, numbers as a spreadsheet shows them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if abs(value) >= _FIRST_CUT:
            return f"{value:.14E}"
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        rounded = value + dt.timedelta(microseconds=500)  # a serial number is exact to some microseconds
        return rounded.replace(microsecond=rounded.microsecond // 1000 * 1000).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\0", "\ufffd")


def _convert(path: str, out: str, sheet: str) -> dict[str, object]:
    import python_calamine  # noqa: PLC0415 - after the bounds are set

    try:
        book = python_calamine.load_workbook(path)
        names = list(book.sheet_names)
        if sheet and sheet not in names:
            return {"error": "no sheet", "sheets": names}
        shown = [
            kept.name
            for kept in book.sheets_metadata
            if kept.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        name = sheet or next(iter(shown or names), "")
        if not name:
            return {"error": "no sheet", "sheets": names}
        rows = book.get_sheet_by_name(name)
        with Path(out).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_texts(rows))
    except python_calamine.PasswordError:
        return {"error": "password"}
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return {"error": str(error)[:200] or type(error).__name__}
    return {"sheet": name, "others": [other for other in shown if other != name]}


def _texts(sheet: object) -> Iterator[list[str]]:
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        yield [cell_text(cell) for cell in row]


def main() -> None:
    """Convert the file that the arguments name."""
    path, out, sheet, most_mb = sys.argv[1:]
    _bound(int(most_mb))
    sys.stdout.write(json.dumps(_convert(path, out, sheet)))


if __name__ == "__main__":
    main()
