"""Spreadsheets (xlsx, xlsm, xls) as CSV: converted by a bounded process of its own (sheet_worker)."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from etl.reading import sheet_worker
from etl.reading.limits import check_unpacked, most_mb
from etl.reading.source import listed
from graph.errors import UserError
from graph.i18n.message import Message, message

_TIMEOUT = 900


def sheet_as_csv(path: Path, copy: Path, sheet: str) -> list[Message]:
    """Write a sheet (its name; "": the first that is shown) as CSV in UTF-8; return notices.

    Rows keep their numbers. Times become ISO 8601 without an offset.

    Raises:
        UserError: naming the file, when it is no spreadsheet, has a password, no such sheet, or needs more
            than the memory that a load may take.
    """
    if zipfile.is_zipfile(path):
        _check_size(path)
    arguments = [str(path.absolute()), str(copy.absolute()), sheet, str(most_mb())]
    try:
        ended = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", sheet_worker.__file__, *arguments],
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
        answer = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise UserError(
            "{path} cannot be read as a spreadsheet within {most:,} MB: it is broken, or has cells far apart;"
            " save it anew, or as CSV in UTF-8",
            path=path.name,
            most=most_mb(),
        ) from error
    if "error" in answer:
        raise _refusal(path.name, sheet, answer)
    if not answer["others"]:
        return []
    return [
        message(
            "{path}: the sheet {sheet} is read; there are also {others}",
            path=path.name,
            sheet=answer["sheet"],
            others=listed(answer["others"]),
        )
    ]


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            check_unpacked(path.name, sum(part.file_size for part in book.infolist()))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UserError("{path} cannot be read as a spreadsheet: {why}", path=path.name, why=error) from error


def _refusal(name: str, sheet: str, answer: dict[str, object]) -> UserError:
    if answer["error"] == "no sheet":
        names = answer["sheets"]
        there = listed([str(one) for one in names]) if isinstance(names, list) else ""
        return UserError("{path} has no sheet {sheet}: it has {there}", path=name, sheet=sheet, there=there)
    if answer["error"] == "password":
        return UserError("{path} has a password: save it without one", path=name)
    return UserError("{path} cannot be read as a spreadsheet: {why}", path=name, why=answer["error"])
