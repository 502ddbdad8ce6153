"""Copies columns of a Parquet file into another one: by DuckDB, which opens files that Polars does not."""

import glob
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from graph.errors import UserError


def copy_columns(path: Path, columns: Sequence[str], selected: Collection[str], copy: Path) -> dict[str, str]:
    """Copy the selected columns, each of which the file has once; return what they are called in the copy.

    columns: of the file, in its order. The order of rows stays, and what cells are; DuckDB gives columns of
    one name, and of none, names of its own, so they are taken by their places.

    Raises:
        UserError: naming the file, when it cannot be read.
    """
    names = {name: f"c{number}" for number, name in enumerate(selected)}
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            file = glob.escape(str(path.absolute()))
            rows = connection.read_parquet(file, hive_partitioning=False)
            places = zip(columns, rows.columns, strict=True)
            taken = [duckdb.ColumnExpression(own).alias(names[name]) for name, own in places if name in names]
            rows.select(*taken).write_parquet(str(copy))
    except (duckdb.Error, ValueError) as error:
        raise UserError("{path} cannot be read as Parquet: {error}", path=path.name, error=error) from error
    return names
