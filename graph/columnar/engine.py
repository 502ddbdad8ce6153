"""What a calculation and a night need of an engine: DuckDB on one machine, Spark on one or many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from fsspec import AbstractFileSystem

from graph.columnar.plan_tables import Table
from graph.errors import SumTooLargeError, UplineError


class Engine(Protocol):
    """Runs the statements of sql/; tables and views last until it is closed."""

    def make(self, text: str) -> None:
        """Run a statement that makes a table or a view.

        Raises:
            SumTooLargeError: a sum does not fit 64 bits.
        """

    def read(self, text: str) -> list[tuple[Any, ...]]:
        """Return the rows of a small query; raises as `make`."""

    def maps(self, text: str) -> list[dict[str, Any]]:
        """Return the rows of a query as maps of their columns; raises as `make`."""

    def stream(self, text: str, size: int) -> Iterator[list[dict[str, Any]]]:
        """Return the rows of a query as maps, so many at a time, beside other statements and streams."""

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""

    def read_from(self, files: AbstractFileSystem) -> None:
        """Let files of a file system be read by their addresses."""

    def facts(self, files: Mapping[str, Sequence[str]]) -> None:
        """Let files of Parquet be read as the tables of facts (graph.columnar.facts)."""

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Let files of Parquet be read as one table of these columns; without any it is empty."""

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""

    def write_folder(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""

    def write(self, table: str, kinds: Mapping[str, type], file: Path) -> None:
        """Write columns of a table into a file of Parquet of this machine."""


Opening = Callable[[Path], AbstractContextManager[Engine]]
"""Opens an engine, which has a folder of this machine for what it calculates on the way."""


def not_carried_out(engine: str, error: Exception) -> UplineError:
    """Return the error of an engine that could not do what a statement asks, such as on a full disk."""
    first = str(error).strip().partition("\n")[0]
    return UplineError("{engine} did not carry out a step: {error}", engine=engine, error=first)


def sum_too_large() -> SumTooLargeError:
    """Return the error of a sum that does not fit 64 bits; the calculation adds the stage."""
    return SumTooLargeError("a sum in the SQL engine is larger than 64 bits hold", "sql")
