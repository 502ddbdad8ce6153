"""Reads a table through a mapping: their files are opened, and their rows turned into our text cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from etl.forms import PARQUET, SHEETS, is_parquet, separator_of
from etl.mapping import TableMapping
from etl.reading.csv_file import Header, open_csv
from etl.reading.mapped_rows import count_left_out, kept_rows, ours_of, with_iso_times
from etl.reading.parquet_file import open_parquet
from etl.reading.source import THEIRS, Source, listed
from etl.table import Table
from etl.validation import Checked
from etl.validation.rows import FAULT, check_lazily
from graph.errors import UserError
from graph.i18n.message import Joined, Message, message
from graph.words.expressions import write_reason


@dataclass
class Notices:
    """What readers tell: of `files`, and how many rows of them mappings left out."""

    files: list[Message] = field(default_factory=list)
    left_out: list[Message] = field(default_factory=list)


_ALL_COLUMNS = pl.QueryOptFlags(projection_pushdown=False)
"""As in check_lazily: so that rows with too many cells are not overlooked."""
Salt = Callable[[], str]
"""Returns the company's salt for personal ids; only called where a mapping hashes some."""


def read_mapped(
    table: Table, paths: Sequence[Path], spec: TableMapping, notices: Notices, salt: Salt
) -> Checked:
    """Read and check a table of ours from files of theirs; reasons name the columns of both.

    What is left alone, and how many rows, is added to `notices`.

    Raises:
        UserError: naming the file, and the columns of both, when one is missing.
    """
    if any(path.suffix.lower() in (*SHEETS, *PARQUET) for path in paths):
        spec = with_iso_times(table, spec)
    sources = [_open(path, spec, notices.files) for path in paths]
    theirs = {ours: value.theirs for ours, value in spec.columns.items()}

    def check(rows: pl.LazyFrame, overlong: Sequence[int]) -> Checked:
        marked = _marked(rows, overlong, paths[0], spec)
        notices.left_out.extend(_left_out(marked, paths, table, spec))
        result = ours_of(marked, table, spec, salt)
        if spec.keep or spec.drop:
            every = result.collect(engine="streaming", optimizations=_ALL_COLUMNS)
            kept = kept_rows(every, spec)
            if less := len(every) - len(kept):
                notices.left_out.append(
                    message(
                        "{files}: {number:,} rows are left out of {table} by keep and drop",
                        files=listed([path.name for path in paths]),
                        number=less,
                        table=table.name,
                    )
                )
            result = kept.lazy()
        return check_lazily(table, result, [], theirs)

    if len(sources) == 1:
        checked: Checked = sources[0].check(check)
        return checked
    return check(pl.concat([_collected(source, spec) for source in sources]).lazy(), [])


def _left_out(rows: pl.LazyFrame, paths: Sequence[Path], table: Table, spec: TableMapping) -> list[Message]:
    """Return a notice of how many rows the conditions of a mapping leave out, if any."""
    if not (spec.where or spec.unless or spec.totals):
        return []
    there, left = count_left_out(rows, spec)
    if not left:
        return []
    return [
        message(
            "{files}: {number:,} of {rows:,} rows are left out of {table} by totals, where and unless",
            files=listed([path.name for path in paths]),
            number=left,
            rows=there,
            table=table.name,
        )
    ]


def _open(path: Path, spec: TableMapping, notices: list[Message]) -> Source:
    if is_parquet(path):
        source = open_parquet(path, spec.used, naive_times=True)
    else:
        needed = spec.used - set(spec.may_lack)
        header = Header(spec.header, needed, spec.skip, spec.renamed)
        source = open_csv(path, spec.used, spec.separator or separator_of(path), header)
    notices += source.notices
    there = set(source.columns) - {""}
    if lacking := sorted(spec.used - there - set(spec.may_lack)):
        raise _lacks(source, spec, lacking)
    return source


def _lacks(source: Source, spec: TableMapping, names: Sequence[str]) -> UserError:
    lacking = [
        message(
            "{column}, which the mapping names for {users}",
            column=name or message("(no name)"),
            users=_users(spec, name),
        )
        for name in names
    ]
    # Only a file that has some of the columns is known to have a header that may be repeated.
    return UserError(
        "{path} has no column {missing}; its columns are {columns}"
        if len(names) < len(spec.used)
        else "{path} has no column {missing}",
        path=source.path.name,
        missing=Joined(tuple(lacking)),
        columns=listed(source.columns),
    )


def _marked(rows: pl.LazyFrame, overlong: Sequence[int], path: Path, spec: TableMapping) -> pl.LazyFrame:
    """Return the rows with FAULT of those with too many cells, and with the columns that they may lack."""
    if overlong and spec.grouped:
        raise UserError(
            "{path} has more cells than its header in row {row}: "
            "put quotes around a text that contains a separator",
            path=path.name,
            row=overlong[0],
        )
    fault = pl.when(pl.col("row").is_in(list(overlong))).then(write_reason("row_too_many_cells"))
    there = set(rows.collect_schema().names()) if spec.may_lack else set()
    lacking = [name for name in spec.may_lack if THEIRS + name not in there]
    return rows.with_columns(
        (fault if overlong else pl.lit(None, pl.String)).alias(FAULT),
        *(pl.lit(None, pl.String).alias(THEIRS + name) for name in lacking),
    )


def _collected(source: Source, spec: TableMapping) -> pl.DataFrame:
    columns = ["file", "row", FAULT, *(THEIRS + name for name in sorted(spec.used))]

    def collect(rows: pl.LazyFrame, overlong: Sequence[int]) -> Any:  # noqa: ANN401 - see Check
        wide = _marked(rows, overlong, source.path, spec).select(columns)
        return wide.collect(engine="streaming", optimizations=_ALL_COLUMNS)

    frame: pl.DataFrame = source.check(collect)
    return frame


def _users(spec: TableMapping, name: str) -> str:
    users = [ours for ours, value in spec.columns.items() if name in value.used]
    return " and ".join(users) or "where, unless or group_by"
