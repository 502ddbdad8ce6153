"""Each form of a table as one that Polars reads: Parquet, or CSV in UTF-8."""

from collections.abc import Callable
from pathlib import Path

from etl.forms import JSON, PARQUET, SHEETS, Form
from etl.reading.encodings import as_utf8, encoding_of
from etl.reading.json_lines import json_as_csv
from etl.reading.sheets import sheet_as_csv
from graph.i18n.message import Message, message


def readable(path: Path, form: Form, copy: Callable[[str], Path], notices: list[Message]) -> Path:
    """Return a file that Polars reads: itself, or a copy of it as CSV in UTF-8, which has its name.

    copy: returns where a copy of a name may be written. It keeps its extension, although it is CSV.

    Raises:
        UserError: naming the file.
    """
    kind = path.suffix.lower()
    if kind in SHEETS:
        target = copy(path.name)
        notices += sheet_as_csv(path, target, form.sheet)
        return target
    if kind in JSON:
        target = copy(path.name)
        json_as_csv(path, target)
        return target
    if kind in PARQUET:
        return path
    encoding = form.encoding or encoding_of(path)
    if encoding == "utf-8":
        return path
    target = copy(path.name)
    as_utf8(path, encoding, target)
    notices.append(message("{path} is read as {encoding}", path=path.name, encoding=encoding))
    return target
