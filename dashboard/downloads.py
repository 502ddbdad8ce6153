"""Rows as a file for a spreadsheet: CSV or an Excel workbook, in which texts are never formulas."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import BinaryIO, Literal

from fastapi.responses import StreamingResponse

from graph.i18n import COLUMN, _
from graph.money import to_decimal
from graph.spreadsheets import guarded
from graph.workbook import Kind, write_workbook

Form = Literal["csv", "xlsx"]
Cells = Sequence[str | int]
_CHUNK = 2000
_BYTES = 65_536
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def form_of(text: object) -> Form:
    """Return which file somebody asks for: CSV unless it is a workbook."""
    return "xlsx" if text == "xlsx" else "csv"


def rows_as_file(
    name: str, form: Form, columns: Sequence[tuple[str, Kind]], rows: Iterator[Cells]
) -> StreamingResponse:
    """Return rows as a file `name` with the ending of its form; money is an integer of minor units.

    The names of columns are in the language of the reader, as on the terminal; numbers are bare, days ISO.

    What goes wrong with the first rows is raised here, and no broken file.
    """
    columns = [(_(column, context=COLUMN), kind) for column, kind in columns]
    if form == "csv":
        lines = _lines(columns, rows)
        body: Iterator[str | bytes] = chain([next(lines)], lines)
    else:
        file = TemporaryFile()  # noqa: SIM115 - it is closed when it was sent
        write_workbook(file, columns, rows)
        file.seek(0)
        body = _parts(file)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(body, media_type=_TYPES[form], headers=headers)


def _lines(columns: Sequence[tuple[str, Kind]], rows: Iterator[Cells]) -> Iterator[str]:
    """Yield a CSV file, some thousand rows at a time; it begins with a mark that spreadsheets need."""
    kinds = [kind for _name, kind in columns]
    head: list[list[str]] = [[name for name, _kind in columns]]
    while (chunk := list(islice(rows, _CHUNK))) or head:
        out = StringIO()
        csv.writer(out).writerows([*head, *([*map(_text, row, kinds)] for row in chunk)])
        yield ("\ufeff" if head else "") + out.getvalue()
        head = []


def _text(value: str | int, kind: Kind) -> str:
    if isinstance(value, str):
        return guarded(value)
    return to_decimal(value) if kind == "money" else str(value)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(_BYTES):
            yield part
