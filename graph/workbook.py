"""Rows as an Excel workbook, written row by row: texts stay texts, so that nothing in them is a formula."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import xlsxwriter

from graph.money import to_decimal

Kind = Literal["text", "number", "money"]
_ROWS = 1_048_576  # of a sheet; more go on the next one
_TEXT = 32_767  # characters of a cell
_EXACT = 10**15  # numbers beyond it would lose digits in a spreadsheet: they are texts
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(
    target: Path | BinaryIO,
    columns: Sequence[tuple[str, Kind]],
    rows: Iterable[Sequence[str | int]],
    name: str = "",
) -> int:
    """Write a header and all rows, and return how many; money is an integer of minor units.

    name: of the first sheet. The first row of each sheet is the header. Empty texts are empty cells.
    """
    count = 0
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS) as book:
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        for count, row in enumerate(rows, 1):
            place = (count - 1) % (_ROWS - 1) + 1
            if place == 1:
                sheet = _sheet(book, columns, bold, name if count == 1 else "")
            for at, (value, (_name, kind)) in enumerate(zip(row, columns, strict=True)):
                if isinstance(value, str) and kind != "text" and _DECIMAL.fullmatch(value):
                    sheet.write_number(place, at, float(value))
                elif isinstance(value, str):
                    _write_text(sheet, place, at, value)
                elif abs(value) >= _EXACT:
                    _write_text(sheet, place, at, to_decimal(value) if kind == "money" else str(value))
                elif kind == "money":
                    sheet.write_number(place, at, value / 100, money)
                else:
                    sheet.write_number(place, at, value)
        if not count:
            _sheet(book, columns, bold, name)
    return count


def _sheet(
    book: xlsxwriter.Workbook, columns: Sequence[tuple[str, Kind]], bold: object, name: str
) -> "xlsxwriter.worksheet.Worksheet":
    sheet = book.add_worksheet(name or None)
    sheet.freeze_panes(1, 0)
    for at, (title, _kind) in enumerate(columns):
        sheet.write_string(0, at, title, bold)
    return sheet


def _write_text(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, text: str) -> None:
    if text:
        cut = text if len(text) <= _TEXT else text[: _TEXT - 1] + "…"
        sheet.write_string(row, column, cut)
