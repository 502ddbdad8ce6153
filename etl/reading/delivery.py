"""Reads a folder of tables as one delivery (interfaces.md, "Input: a folder of tables")."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import Path

from etl.checks import Checked
from etl.mapping import Mapping


@dataclass(frozen=True)
class Delivery:
    """What a folder holds.

    `digest`: hex blake2b of the contents (names of tables, bytes of their files, the mapping).
    `tables`: in the order of etl.contract.TABLES, only those that are there.
    `notices`: in words. `missing_required`: members and orders as far as they are absent; only a first
    delivery must have them, so the loader decides.
    """

    digest: str
    tables: Dict[str, Checked]
    notices: tuple[str, ...]
    missing_required: tuple[str, ...]


def read_delivery(folder: Path, mapping: Mapping | None = None) -> Delivery:
    """Read and judge every table of a folder; nothing is written.

    Raises:
        UserError: naming the file, when the folder or a whole file cannot be read as tables.
    """
    raise NotImplementedError
