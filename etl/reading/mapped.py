"""Reads a table through a mapping: their rows are chosen, grouped and turned into our text cells."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from etl.mapping import Condition, TableMapping
from etl.reading.csv_file import open_csv
from etl.reading.folder import is_csv
from etl.reading.grouping import group_rows
from etl.reading.parquet_file import open_parquet
from etl.reading.source import listed
from etl.reading.values import NUMBER, cell, needs_number, number, text_of
from etl.table import Table
from etl.validation import Checked
from etl.validation.rows import check_lazily
from graph.errors import UserError
from graph.i18n.message import Joined, Message, message


def read_mapped(table: Table, path: Path, spec: TableMapping, notices: list[Message]) -> Checked:
    """Read and check a table of ours from a file of theirs; reasons name the columns of both.

    Notices on what is left alone are added to `notices`.

    Raises:
        UserError: naming the file, and the columns of both, when one is missing.
    """
    if is_csv(path):
        source = open_csv(path, spec.used, spec.separator)
    else:
        source = open_parquet(path, spec.used, naive_times=True)
    notices += source.notices
    if missing := sorted(spec.used - (set(source.columns) - {""})):
        lacking = [
            message(
                "{column}, which the mapping names for {users}",
                column=name or message("(no name)"),
                users=_users(spec, name),
            )
            for name in missing
        ]
        # Only a file that has some of the columns is known to have a header that may be repeated.
        raise UserError(
            "{path} has no column {missing}; its columns are {columns}"
            if len(missing) < len(spec.used)
            else "{path} has no column {missing}",
            path=path.name,
            missing=Joined(tuple(lacking)),
            columns=listed(source.columns),
        )

    def check(rows: pl.LazyFrame, overlong: Sequence[int]) -> Checked:
        if overlong and spec.group_by:
            raise UserError(
                "{path} has more cells than its header in row {row}: "
                "put quotes around a text that contains a separator",
                path=path.name,
                row=overlong[0],
            )
        theirs = {ours: value.theirs for ours, value in spec.columns.items()}
        return check_lazily(table, _ours(rows, table, spec), overlong, theirs)

    return source.check(check)


def _ours(rows: pl.LazyFrame, table: Table, spec: TableMapping) -> pl.LazyFrame:
    chosen = rows
    for condition in spec.where:
        chosen = chosen.filter(_holds(condition))
    for condition in spec.unless:
        chosen = chosen.filter(~_holds(condition))
    kinds = {ours: table[ours].kind for ours in spec.columns}
    numbers = [
        number(value, kinds[ours]).alias(NUMBER + ours)
        for ours, value in spec.columns.items()
        if needs_number(value, kinds[ours])
    ]
    numbered = chosen.with_columns(numbers)
    cells = [text_of(ours, value, kinds[ours]).alias(ours) for ours, value in spec.columns.items()]
    if not spec.group_by:
        return numbered.select("file", "row", *cells)
    return group_rows(numbered.with_columns(cells), table, spec)


def _holds(condition: Condition) -> pl.Expr:
    there = cell(condition.column)
    if condition.is_ is not None:
        holds = there.is_in(condition.is_)
    elif condition.starts_with is not None:
        holds = there.str.starts_with(condition.starts_with)
    else:
        holds = there.is_not_null()
    return holds.fill_null(value=False)


def _users(spec: TableMapping, name: str) -> str:
    users = [
        ours
        for ours, value in spec.columns.items()
        if name in (value.column, value.times, *(value.number_within or ()))
    ]
    return " and ".join(users) or "where, unless or group_by"
