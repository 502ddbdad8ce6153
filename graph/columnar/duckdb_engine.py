"""Runs the statements of sql/ on DuckDB, in memory or in a file."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
from fsspec import AbstractFileSystem

from graph.columnar.engine import not_carried_out, sum_too_large
from graph.columnar.facts import TABLES, columns
from graph.columnar.plan_tables import Table
from graph.columnar.statements import for_duckdb

_NO_BAR = "SET enable_progress_bar = false"
"""Of each connection: else it draws on standard output where Python runs a text (-c)."""


class DuckDB:
    """A DuckDB of its own in memory, closed at the end of the block.

    folder: where what does not fit into the memory goes. threads: default: one a core. memory: at most so
    much of the machine's. check: called before each statement, to stop a calculation by an error of its own.
    """

    def __init__(
        self,
        folder: Path,
        threads: int | None = None,
        memory: str = "50%",
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.check = check
        settings: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False,
            "memory_limit": memory,
            "temp_directory": str(folder),
            # By it DuckDB 2.0.1 loses rows of joins beside a left join with an empty table (a test has one).
            "disabled_optimizers": "statistics_propagation",
        }
        if threads is not None:
            settings["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=settings)
        self._connection.execute(_NO_BAR)
        self._readable: set[str] = set()

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

    def maps(self, text: str) -> list[dict[str, Any]]:
        """Return the rows of a query as maps of their columns; raises as `make`."""
        found = self._run(text)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _run(self, text: str) -> duckdb.DuckDBPyConnection:
        return self._run_translated(for_duckdb(text))

    def _run_translated(self, text: str) -> duckdb.DuckDBPyConnection:
        self.check()
        with _in_words():
            return self._connection.execute(text)

    def stream(self, text: str, size: int) -> Iterator[list[dict[str, Any]]]:
        """Return the rows of a query as maps, so many at a time, beside other statements and streams."""
        return _stream(self._connection.cursor(), for_duckdb(text), size)

    def write(self, table: str, kinds: Mapping[str, type], file: Path) -> None:
        """Write columns of a table into a file of Parquet."""
        columns = ", ".join(f'"{column}"' for column in kinds)
        rows = f"SELECT {columns} FROM {table}"  # noqa: S608 - names of ours
        with _in_words():
            self._connection.execute(f"COPY ({rows}) TO {_text(str(file))} (FORMAT parquet)")

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""
        return self._connection.table(table).fetchall()

    def enter(self, room: str) -> None:
        """Make tables from now on in an empty room of their own; statements elsewhere name it: `room.table`.

        What is in no room is read from every one.
        """
        self._connection.execute(f"DROP SCHEMA IF EXISTS {room} CASCADE; CREATE SCHEMA {room}")
        self._connection.execute(f"SET search_path = '{room},main'")

    def keep_only(self, room: str, tables: Collection[str]) -> None:
        """Drop all else that is in a room, whose memory is free then."""
        listed = "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ?"
        there = self._connection.execute(listed, [room]).fetchall()
        for name, kind in sorted(there, key=lambda row: row[1] != "VIEW"):
            if name not in tables:
                what = "VIEW" if kind == "VIEW" else "TABLE"
                self._connection.execute(f"DROP {what} {room}.{name}")

    def read_from(self, files: AbstractFileSystem) -> None:
        """Let files of a file system be read by their addresses."""
        name = str(files.protocol)
        if name not in self._readable:
            self._connection.register_filesystem(files)
            self._readable.add(name)

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
        with _in_words():
            self._connection.execute(f"CREATE OR REPLACE VIEW {name} ({columns}) AS {rows}")

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""
        columns = ", ".join(f"{column} {kind}" for column, kind in table.columns.items())
        self._connection.execute(f"CREATE TABLE {name} ({columns})")
        if table.rows:
            # A list for each column: row by row would take a second for the days of a few years.
            lists = [list(column) for column in zip(*table.rows, strict=True)]
            cells = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in table.columns.values())
            self._connection.execute(f"INSERT INTO {name} SELECT {cells}", lists)

    def write_folder(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""
        if "://" not in address:
            Path(address).mkdir(parents=True)
        self._connection.table(table).write_parquet(f"{address}/{table}.parquet")


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what a calculation may come to into our errors.

    Raises:
        SumTooLargeError: a sum does not fit 64 bits.
        UplineError: memory or disk is full, or a file cannot be read.
    """
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise sum_too_large() from error
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise not_carried_out("DuckDB", error) from error


def _stream(connection: duckdb.DuckDBPyConnection, text: str, size: int) -> Iterator[list[dict[str, Any]]]:
    with _in_words(), connection as cursor:
        cursor.execute(_NO_BAR)
        cursor.execute(text)
        names = [column[0] for column in cursor.description or ()]
        while rows := cursor.fetchmany(size):
            yield [dict(zip(names, row, strict=True)) for row in rows]


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
