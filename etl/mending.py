"""Rows that wait, written as the tables that they are of: to be mended there and loaded again.

Each table is a file of its own name with the columns of the contract, and EXTRA: where the row came from and
why it waits. Loaded unchanged, the same rows wait as before; one that is mended loads.
"""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

import polars as pl

from etl.contract import TABLES
from etl.payload import cells
from etl.validation.rows import FAULT
from graph.database import Database
from graph.errors import UserError
from graph.spreadsheets import BEGINS, PARTS, guarded
from graph.words import Words
from graph.words.reasons import of_text
from graph.workbook import Kind, write_workbook

KEPT_FAULT = "waits_because"
"""Why a row is wrong as it was read, which its cells do not show: until it is emptied, the row waits."""
EXTRA = (KEPT_FAULT, "file", "row", "reason")
Form = Literal["csv", "xlsx"]


def unguarded_cell(cell: pl.Expr) -> pl.Expr:
    """Return a cell of a CSV file as it was before it was guarded, null where empty.

    As `graph.spreadsheets.unguarded`, without looking ahead, which Polars cannot.
    """
    text = cell.str.replace(rf"^'('*[{BEGINS}\t\r\n])", "$1").str.replace_all(
        rf"([{PARTS}])'('*[{BEGINS}])", "$1$2"
    )
    return pl.when(text != "").then(text)


def write_waiting(
    database: Database,
    folder: Path,
    words: Words,
    form: Form = "csv",
    *,
    table: str = "",
    leave_out: Collection[tuple[int, str]] = (),
) -> dict[str, int]:
    """Write what waits, of one table or all, into a folder that is not there or empty; return rows by file.

    leave_out: files of which no row is written, each with when it was delivered (microseconds).

    Raises:
        UserError: when there is something in the folder, or it cannot be written.
    """
    counts: dict[str, int] = {}
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserError(
                "{folder} is not empty: name a folder that is not there, or an empty one", folder=folder
            )
        waiting = database.stream("load/quarantine/tables", table=table)
        stream = (row for row in waiting if (row["delivered"], row["file"]) not in leave_out)
        for name, rows in groupby(stream, key=lambda row: str(row["table"])):
            file = folder / f"{name}.{form}"
            columns = (*TABLES[name].names, *EXTRA)
            lines = (_line(row, columns, words) for row in rows)
            counts[file.name] = _WRITERS[form](file, columns, lines)
    except OSError as error:
        raise UserError("{folder} cannot be written: {why}", folder=folder, why=error.strerror) from error
    return counts


def _line(row: Mapping[str, object], columns: Sequence[str], words: Words) -> list[str]:
    kept = cells(str(row["payload"]))
    reasons = row["reasons"]
    texts = {
        **kept,
        KEPT_FAULT: kept.get(FAULT, ""),
        "file": str(row["file"]),
        "row": str(row["row"]),
        "reason": words.sentences_of([of_text(text) for text in reasons])
        if isinstance(reasons, list)
        else "",
    }
    return [texts.get(name, "") for name in columns]


def _write_csv(file: Path, columns: Sequence[str], rows: Iterator[list[str]]) -> int:
    count = 0
    with file.open("x", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([guarded(text) for text in row])
            count += 1
    return count


def _write_xlsx(file: Path, columns: Sequence[str], rows: Iterator[list[str]]) -> int:
    text: Kind = "text"
    return write_workbook(file, [(name, text) for name in columns], rows)


_WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx}
