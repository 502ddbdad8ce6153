"""What the steps of a calculation need of an engine: DuckDB on one machine, Spark on one or many."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from graph.columnar.plan_tables import Table
from graph.errors import SumTooLargeError


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

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return all rows of a table."""

    def facts(self, files: Mapping[str, Sequence[str]]) -> None:
        """Let files of Parquet be read as the tables of facts (graph.columnar.facts)."""

    def parquet(self, name: str, kinds: Mapping[str, type], files: Sequence[str]) -> None:
        """Let files of Parquet be read as one table of these columns; without any it is empty."""

    def table(self, name: str, table: Table) -> None:
        """Make a small table of rows."""

    def write_folder(self, table: str, address: str) -> None:
        """Write a table as a folder of Parquet that does not exist yet."""


def sum_too_large() -> SumTooLargeError:
    """Return the error of a sum that does not fit 64 bits; the calculation adds the stage."""
    return SumTooLargeError("a sum in the SQL engine is larger than 64 bits hold", "sql")
