"""Reads Parquet: the same contract as CSV, in text or in native types, all turned into text."""

from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError, PolarsError

from etl.reading.limits import check_columns, check_memory
from etl.reading.parquet_footer import read_footer
from etl.reading.source import FIRST_ROW, THEIRS, Judge, Source
from etl.validation import Checked
from graph.errors import UserError

_ROW = "\x1frow"
_ISO = "%Y-%m-%dT%H:%M:%S%.f"
_CENTS = 2  # decimals of money that the contract knows


def open_parquet(path: Path, wanted: frozenset[str], *, naive_times: bool) -> Source:
    """Read the schema of a Parquet file; only the wanted columns are ever read.

    With `naive_times`, times without a zone are kept as such (a mapping says their zone).

    Raises:
        UserError: naming the file and the column, when its type cannot be taken exactly; or when it is too
            large for the memory that a load may take.
    """
    footer = read_footer(path)
    try:
        schema = pl.read_parquet_schema(path)
    except (PolarsError, OSError) as error:
        raise UserError(f"{path.name} cannot be read as Parquet: {error}") from error
    check_columns(path.name, len(schema))
    check_memory(path.name, footer.rows, len(wanted & set(schema)), footer.unpacked)
    texts = [
        _text(path, name, kind, naive_times=naive_times).alias(THEIRS + name)
        for name, kind in schema.items()
        if name in wanted
    ]
    return Source(path, tuple(schema), lambda judge: _judge(path, texts, judge))


def _judge(path: Path, texts: list[pl.Expr], judge: Judge) -> Checked:
    rows = pl.scan_parquet(path, row_index_name=_ROW, row_index_offset=FIRST_ROW, glob=False)
    places = pl.lit(path.name).alias("file"), pl.col(_ROW).cast(pl.Int64).alias("row")
    try:
        return judge(rows.select(*places, *texts), [])
    except ComputeError as error:
        raise UserError(f"{path.name} cannot be read as Parquet: {error}") from error


def _text(path: Path, name: str, kind: pl.DataType, *, naive_times: bool) -> pl.Expr:
    cell = pl.col(name)
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
    raise UserError(f"{path.name}: the column {name} is stored as {kind}: {_advice(kind)}")


def _advice(kind: pl.DataType) -> str:
    if kind.is_float():
        return "such numbers are not exact; store text, whole numbers or decimals"
    if isinstance(kind, pl.Datetime):
        return "its times have no zone; store them with one, or say the zone in a mapping file"
    return "expected text, whole numbers, decimals, days, or times with a zone"
