"""Runs the statements of sql/ on Spark."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graph.columnar.engine import sum_too_large
from graph.columnar.facts import TABLES, columns
from graph.columnar.plan_tables import Table
from graph.columnar.spark_session import started
from graph.columnar.statements import for_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TOO_LARGE = ("ARITHMETIC_OVERFLOW", "CAST_OVERFLOW", "NUMERIC_VALUE_OUT_OF_RANGE")
"""Spark's conditions of a number that does not fit."""


class Spark:
    """Tables of its own in a session of Spark, gone at the end of the block.

    Every table is written to the session's warehouse as Parquet and read from there: so a step's plan never
    contains the plans of the steps before it, which would double from round to round, and what a lost
    machine had calculated is not calculated again with other numbers for members.
    """

    def __init__(self, session: "SparkSession") -> None:
        self._session = session.newSession()
        self._schema = f"upline_{secrets.token_hex(8)}"
        self._session.sql(f"CREATE SCHEMA {self._schema}")
        self._session.sql(f"USE {self._schema}")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the tables; the session goes on."""
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
        return [row.asDict() for row in self._collect(text)]

    def _collect(self, text: str) -> list[Any]:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

        try:
            return list(self._session.sql(for_spark(text)).collect())
        except PySparkException as error:
            if any(condition in str(error) for condition in _TOO_LARGE):
                raise sum_too_large() from error
            raise

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""
        return [tuple(row) for row in self._session.table(table).collect()]

    def facts(self, files: Mapping[str, Sequence[str]]) -> None:
        """Let files of Parquet be read as the tables of facts (graph.columnar.facts)."""
        for name in TABLES:
            self.parquet(name, columns(name), files[name])

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Let files of Parquet be read as one table of these columns; without any it is empty."""
        types = {column: "BIGINT" if kind is int else "STRING" for column, kind in kinds.items()}
        if files:
            schema = ", ".join(f"{column} {kind}" for column, kind in types.items())
            rows = self._session.read.schema(schema).parquet(*files)
        else:
            empty = ", ".join(f"CAST(NULL AS {kind}) AS {column}" for column, kind in types.items())
            rows = self._session.sql(f"SELECT {empty} WHERE FALSE")
        rows.createOrReplaceTempView(name)

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows: they go into the plan of whatever reads it; no job is run for them."""
        fields = ", ".join(f"{column}: {kind}" for column, kind in table.columns.items())
        rows = json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows])
        text = f"SELECT inline(from_json(:rows, 'ARRAY<STRUCT<{fields}>>'))"
        self._session.sql(text, args={"rows": rows}).createOrReplaceTempView(name)

    def write_folder(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""
        self._session.table(table).write.parquet(address)

    def shuffled_bytes(self) -> int:
        """Return how much was moved between tasks since Spark was started."""
        executors = self._session.sparkContext._jsc.sc().statusStore().executorList(False)  # noqa: SLF001 - nothing else tells
        return sum(int(executors.apply(n).totalShuffleWrite()) for n in range(executors.size()))


@contextmanager
def spark(java: Path, master: str, scratch: str | None, settings: Mapping[str, str]) -> Iterator[Spark]:
    """Start Spark (graph.columnar.spark_session), yield an engine, and stop it."""
    with started(java, master, scratch, settings) as session, Spark(session) as engine:
        yield engine
