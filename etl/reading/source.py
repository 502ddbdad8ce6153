"""A file as lazily read columns: what CSV and Parquet have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from etl.forms import TEXTS
from etl.mending import EXTRA, KEPT_FAULT, unguarded_cell
from etl.table import Table
from etl.validation.rows import FAULT
from graph.errors import UserError
from graph.i18n.message import Joined, Message, message

THEIRS = "their "  # prefix of a file's own columns, so that none of them meets `file` or `row`
FIRST_ROW = 2  # the header is row 1, as a spreadsheet shows it
_TOLD = 12  # columns that an error names
_SHOWN = 40  # characters of such a name

Check = Callable[[pl.LazyFrame, Sequence[int]], Any]


@dataclass(frozen=True)
class Source:
    """A file and how to read it.

    `columns`: its own names, as they are. `check` hands the rows (file, row and THEIRS + name) and the
    numbers of the rows that have more cells than the header to a function that checks them, and returns what
    that returns. `notices`: on
    what is left alone, in words.
    """

    path: Path
    columns: tuple[str, ...]
    check: Callable[[Check], Any]
    notices: tuple[Message, ...] = ()


def require_columns(source: Source, table: Table) -> list[Message]:
    """Check that a file has the columns that a table must have, and return notices on the others.

    Raises:
        UserError: naming the file and the columns that are missing.
    """
    name, there = source.path.name, set(source.columns)
    if not there & set(table.names):
        raise UserError(
            "{name} has no header: row 1 names no column of {table}; expected {names}",
            name=name,
            table=table.name,
            names=listed(table.names),
        )
    missing = [column.name for column in table.columns if column.in_header and column.name not in there]
    if missing:
        similar = {column.strip().casefold(): column for column in source.columns}
        hints = [
            message("{theirs!r} must be written {ours!r}", theirs=similar[ours], ours=ours)
            for ours in missing
            if ours in similar
        ]
        raise UserError(
            "{name} lacks the column {missing}: {hint}"
            if len(missing) == 1
            else "{name} lacks the columns {missing}: {hint}",
            name=name,
            missing=listed(missing),
            hint=Joined(tuple(hints))
            if hints
            else message("its header is {columns}", columns=listed(source.columns)),
        )
    notices = list(source.notices)
    if empty := [column for column in table.names if column not in there]:
        notices.append(message("{name} has no {columns}: taken as empty", name=name, columns=listed(empty)))
    known = {*table.names, *(EXTRA if KEPT_FAULT in there else ())}
    if unknown := [column for column in source.columns if column not in known]:
        notices.append(
            message(
                "{name} has columns that {table} does not know: {columns}: ignored",
                name=name,
                table=table.name,
                columns=listed(unknown),
            )
        )
    return notices


def ours(rows: pl.LazyFrame, source: Source, table: Table) -> pl.LazyFrame:
    """Return the rows of a file that is a table as it is: file, row and the table's columns."""
    known = [name for name in table.names if name in source.columns]
    names = {name: name for name in known} | ({KEPT_FAULT: FAULT} if KEPT_FAULT in source.columns else {})
    guarded = FAULT in names.values() and source.path.suffix.lower() in TEXTS
    cells = [
        (unguarded_cell(pl.col(THEIRS + theirs)) if guarded else pl.col(THEIRS + theirs)).alias(name)
        for theirs, name in names.items()
    ]
    named = rows.select("file", "row", *cells)
    # A line that is blank, or only commas, is no row.
    return named.filter(
        pl.any_horizontal(pl.col(name).is_not_null() & (pl.col(name) != "") for name in known)
    )


def listed(names: Sequence[str]) -> str:
    """Return the first columns of a file in words; names are cut, as they are a stranger's."""
    cut = (name if len(name) <= _SHOWN else name[:_SHOWN] + "…" for name in names[:_TOLD])
    shown = ", ".join(name or "(no name)" for name in cut)
    return shown + (", …" if len(names) > _TOLD else "")
