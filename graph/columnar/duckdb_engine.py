"""Runs the statements of sql/ on DuckDB, in memory or in a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
from fsspec import AbstractFileSystem

from graph.columnar.engine import sum_too_large
from graph.columnar.facts import TABLES, columns
from graph.columnar.plan_tables import Table
from graph.columnar.statements import for_duckdb


class DuckDB:
    """A DuckDB of its own in memory, closed at the end of the block.

    folder: where what does not fit half of the machine's memory goes. threads: default: one a core.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False,
            "memory_limit": "50%",
            "temp_directory": str(folder),
            # By it DuckDB 2.0.1 loses rows of joins beside a left join with an empty table (a test has one).
            "disabled_optimizers": "statistics_propagation",
        }
        if threads is not None:
            settings["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=settings)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection; its tables are gone."""
        self._connection.close()

    def make(self, text: str) -> None:
        """Run a statement that makes a table or a view.

        Raises:
            SumTooLargeError: a sum does not fit 64 bits.
        """
        self._run(text)

    def read(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a small query; raises as `make`."""
        return self._run(text).fetchall()

    def _run(self, text: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(for_duckdb(text))
        except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
            raise sum_too_large() from error

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""
        return self._connection.table(table).fetchall()

    def read_from(self, files: AbstractFileSystem) -> None:
        """Let files of a file system be read by their addresses."""
        self._connection.register_filesystem(files)

    def facts(self, files: Mapping[str, Sequence[str]]) -> None:
        """Let files be read as the tables of facts (graph.columnar.facts)."""
        for name in TABLES:
            self.parquet(name, columns(name), files[name])

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Let files of Parquet be read as one table of these columns; without any it is empty."""
        columns = ", ".join(f'"{column}"' for column in kinds)
        empty = ", ".join(
            f"CAST(NULL AS {'BIGINT' if kind is int else 'VARCHAR'})" for kind in kinds.values()
        )
        listed = ", ".join(_text(file) for file in files)
        rows = f"SELECT {columns} FROM read_parquet([{listed}])" if files else f"SELECT {empty} WHERE FALSE"  # noqa: S608
        self._connection.execute(f"CREATE OR REPLACE VIEW {name} ({columns}) AS {rows}")

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""
        columns = ", ".join(f"{column} {kind}" for column, kind in table.columns.items())
        self._connection.execute(f"CREATE TABLE {name} ({columns})")
        if table.rows:
            places = ", ".join("?" for _ in table.columns)
            insert = f"INSERT INTO {name} VALUES ({places})"  # noqa: S608 - a name of ours
            self._connection.executemany(insert, table.rows)

    def write(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""
        if "://" not in address:
            Path(address).mkdir(parents=True)
        self._connection.table(table).write_parquet(f"{address}/{table}.parquet")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
