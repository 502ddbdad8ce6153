"""Reads Parquet: the same contract as CSV, in text or in native types, all turned into text."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from polars.exceptions import ComputeError, PolarsError

from etl.reading.doubled import refuse_doubled
from etl.reading.limits import check_columns, check_memory
from etl.reading.parquet_copy import copy_columns
from etl.reading.parquet_footer import read_footer
from etl.reading.source import FIRST_ROW, THEIRS, Check, Source
from graph.errors import UserError
from graph.i18n import N_

_ROW = "\x1frow"
_ISO = "%Y-%m-%dT%H:%M:%S%.f"
_CENTS = 2  # decimals of money that the contract knows


def open_parquet(path: Path, used: Collection[str], *, naive_times: bool) -> Source:
    """Read the footer of a Parquet file; only the used columns are ever read.

    With `naive_times`, times without a zone are kept as such (a mapping says their zone). Whoever checks its
    rows gets a UserError when a used column has a type that cannot be taken exactly.

    Raises:
        UserError: naming the file, when it is no Parquet, names a used column twice, or is too large for the
            memory that a load may take.
    """
    footer = read_footer(path)
    check_columns(path.name, len(footer.columns))
    doubled, notices = refuse_doubled(path.name, footer.columns, used)
    selected = [name for name in dict.fromkeys(footer.columns) if name in used]
    check_memory(path.name, footer.rows, len(selected), footer.unpacked)

    def check_rows(check: Check) -> Any:  # noqa: ANN401 - what the check returns
        with _readable(path, footer.columns, selected, copied=bool(doubled)) as (file, names):
            return _check(path.name, file, names, check, naive_times=naive_times)

    return Source(path, footer.columns, check_rows, notices)


@contextmanager
def _readable(
    path: Path, columns: Sequence[str], selected: Collection[str], *, copied: bool
) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield a file that Polars can open, and what the selected columns are called in it.

    Polars opens no file with two columns of one name: of such a one the selected columns are copied.
    """
    if not copied:
        yield path, {name: name for name in selected}
        return
    with TemporaryDirectory(prefix="upline-parquet-") as folder:
        copy = Path(folder) / "copy.parquet"
        yield copy, copy_columns(path, columns, selected, copy)


def _check(name: str, file: Path, names: Mapping[str, str], check: Check, *, naive_times: bool) -> Any:  # noqa: ANN401
    places = pl.lit(name).alias("file"), pl.col(_ROW).cast(pl.Int64).alias("row")
    try:
        schema = pl.read_parquet_schema(file)
    except (PolarsError, OSError) as error:
        raise UserError("{name} cannot be read as Parquet: {error}", name=name, error=error) from error
    texts = [
        _text(name, theirs, there, schema[there], naive_times=naive_times).alias(THEIRS + theirs)
        for theirs, there in names.items()
    ]
    rows = pl.scan_parquet(file, row_index_name=_ROW, row_index_offset=FIRST_ROW, glob=False)
    try:
        return check(rows.select(*places, *texts), [])
    except ComputeError as error:
        raise UserError("{name} cannot be read as Parquet: {error}", name=name, error=error) from error


def _text(file: str, theirs: str, there: str, kind: pl.DataType, *, naive_times: bool) -> pl.Expr:
    cell = pl.col(there)
    if kind.is_integer() or kind in (pl.String, pl.Null, pl.Date) or kind in (pl.Categorical, pl.Enum):
        return cell.cast(pl.String)
    if isinstance(kind, pl.Decimal):
        text = cell.cast(pl.String)
        # 699.0000 is exactly 699.00; 699.0010 stays as it is, for the contract to refuse.
        return text.str.replace(rf"(\.[0-9]{{{_CENTS}}})0+$", "$1") if kind.scale > _CENTS else text
    if isinstance(kind, pl.Datetime) and (kind.time_zone or naive_times):
        if kind.time_zone is None:
            return cell.dt.strftime(_ISO)
        return cell.dt.convert_time_zone("UTC").dt.strftime(_ISO + "Z")
    raise UserError(
        "{file}: the column {theirs} is stored as {kind}: {advice}",
        file=file,
        theirs=theirs,
        kind=kind,
        advice=_advice(kind),
    )


def _advice(kind: pl.DataType) -> str:
    if kind.is_float():
        return N_("such numbers are not exact; store text, whole numbers or decimals")
    if isinstance(kind, pl.Datetime):
        return N_("its times have no zone; store them with one, or say the zone in a mapping file")
    return N_("expected text, whole numbers, decimals, days, or times with a zone")
