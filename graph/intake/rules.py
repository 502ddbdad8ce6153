"""What the intake asks of those who know tables: their names, and which mappings a delivery may use."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


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
