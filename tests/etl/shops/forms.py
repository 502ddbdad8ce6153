"""What becomes of an export on its way: encodings, packing, and what spreadsheets make of it."""

import csv
import datetime as dt
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

from etl.reading.sheet_worker import cell_text

Table = list[list[str]]
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TIMES = {r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?": "%Y-%m-%d %H:%M", r"\d{4}/\d+/\d+ \d+:\d\d": "%Y/%m/%d %H:%M"}
_FORMULA = re.compile('="(.*)"')


def opened(text: str) -> object:
    """Return the cell that a spreadsheet makes of a text when it opens a CSV file."""
    if formula := _FORMULA.fullmatch(text):
        return formula[1]
    if _NUMBER.fullmatch(text):
        return float(text)
    for form, layout in _TIMES.items():
        if re.fullmatch(form, text):
            return dt.datetime.strptime(text, layout + ":%S" * (text.count(":") == 2))  # noqa: DTZ007
    return text


def shown(text: str) -> str:
    """Return how an id is read from a spreadsheet that made a number of it."""
    return cell_text(opened(text))


def _csv(table: Table, encoding: str, *, line: str = "\n", quote: bool = False) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator=line, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL).writerows(
        table
    )
    return file.getvalue().encode(encoding)


def _sheet(table: Table, cell: Callable[[str], object], title: str = "") -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet("订单")
    book.add_worksheet("说明").write(0, 0, "下载于 2026-01-31")
    time = book.add_format({"num_format": "yyyy/m/d h:mm"})
    if title:
        sheet.merge_range(0, 0, 0, len(table[0]) - 1, title)
    for number, row in enumerate(table, 1 if title else 0):
        for place, text in enumerate(row):
            value = cell(text) if number > (1 if title else 0) else text
            if isinstance(value, dt.datetime):
                sheet.write_datetime(number, place, value, time)
            elif value != "":
                sheet.write(number, place, value)
    book.close()
    return file.getvalue()


def _write(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)


def _packed(folder: Path, files: Mapping[str, Table], encoding: str) -> None:
    with zipfile.ZipFile(folder / "导出.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in files.items():
            archive.writestr(f"2026-01/{name}", _csv(table, encoding))


def _each(
    content: Callable[[Table, str], bytes], suffix: str = ""
) -> Callable[[Path, Mapping[str, Table], str], None]:
    def write(folder: Path, files: Mapping[str, Table], encoding: str) -> None:
        for name, table in files.items():
            own = Path(name).stem + suffix if suffix.startswith(".x") else name + suffix
            _write(folder, own, content(table, encoding))

    return write


def _with_blanks(table: Table) -> Table:
    return [*table, [], [""] * len(table[0]), []]


FORMS: dict[str, Callable[[Path, Mapping[str, Table], str], None]] = {
    "as it is": _each(_csv),
    "quoted, with CRLF": _each(lambda table, encoding: _csv(table, encoding, line="\r\n", quote=True)),
    "with a byte order mark": _each(lambda table, _: _csv(table, "utf-8-sig")),
    "UTF-16": _each(lambda table, _: _csv(table, "utf-16")),
    "GB18030": _each(lambda table, _: _csv(table, "gb18030")),
    "with blank lines": _each(lambda table, encoding: _csv(_with_blanks(table), encoding)),
    "with a title": _each(lambda table, encoding: _csv([["名称：说明"], *table], encoding)),
    "gz": _each(lambda table, encoding: gzip.compress(_csv(table, encoding)), ".gz"),
    "zip": _packed,
    "a spreadsheet of texts": _each(lambda table, _: _sheet(table, str), ".xlsx"),
    "a spreadsheet with a merged title": _each(lambda table, _: _sheet(table, str, "2026年1月"), ".xlsx"),
    "opened and saved by a spreadsheet": _each(lambda table, _: _sheet(table, opened), ".xlsx"),
}
"""By what became of it: writes the files of an export, whose texts are in an encoding, into a folder."""
SPOILED = "opened and saved by a spreadsheet"
"""The form in which ids that look like numbers are numbers, so that long ones are cut."""
