"""JSON lines (an object a line) as CSV: a field of an object within it is a column such as buyer.id."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from etl.reading.limits import MAX_ROW_BYTES, check_columns
from graph.errors import UserError

_WORDS = {True: "true", False: "false", None: ""}


def json_as_csv(path: Path, copy: Path) -> None:
    """Write the lines of a file as CSV in UTF-8: the columns are all fields, in the order they first come.

    Numbers are written as they stand. Lists stay JSON texts. Blank lines are no rows.

    Raises:
        UserError: naming the file and the line that is no object of JSON.
    """
    columns: dict[str, None] = {}
    for cells in _rows(path):
        columns.update(dict.fromkeys(cells))
        check_columns(path.name, len(columns))
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cells.get(name, "") for name in columns] for cells in _rows(path))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_ROW_BYTES + 1):
            number += 1
            if len(line) > MAX_ROW_BYTES:
                raise UserError(
                    "{path} has a line of more than 1 MB: line {number}", path=path.name, number=number
                )
            if line.strip():
                yield dict(_cells(_object(path.name, line, number)))


def _object(name: str, line: bytes, number: int) -> Mapping[str, object]:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UserError(
            "{path}, line {number}: this is no JSON in UTF-8", path=name, number=number
        ) from error
    if not isinstance(value, dict):
        raise UserError("{path}, line {number}: expected an object, in one line", path=name, number=number)
    return value


def _cells(fields: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        place = f"{within}{name}"
        if isinstance(value, dict) and not within:
            yield from _cells(value, f"{place}.")
        elif isinstance(value, str):
            yield place, value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
        elif isinstance(value, bool) or value is None:
            yield place, _WORDS[value]
        else:
            yield place, json.dumps(value, ensure_ascii=True)
