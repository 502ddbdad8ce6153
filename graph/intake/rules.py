"""What the intake asks of those who know tables: their names, and which mappings a delivery may use."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from graph.database import Database

WaitingForm = Literal["csv", "xlsx", "original"]
"""Rows that wait as files: as the tables that they are of, or in the form of the files handed in."""


class DeliveryRules(Protocol):
    """Knows tables and mappings; etl.intake has one."""

    @property
    def tables(self) -> Sequence[str]:
        """The names of the tables."""

    def mappings(self) -> Sequence[str]:
        """Return the names of the mappings that a delivery from outside may use."""

    def check(self, names: Sequence[str], own: Path | None = None) -> None:
        """Require that a delivery may use these mappings, and one of its own.

        Raises:
            UserError: when one is not there, is no mapping, or reads a database.
        """

    def write_waiting(self, database: Database, folder: Path, form: WaitingForm) -> None:
        """Write the rows that wait into a folder that is not there, to be mended and handed in again."""
