"""Mapping files: how a company's own files and columns become the tables of the contract."""

from pathlib import Path

from pydantic import BaseModel


class Mapping(BaseModel):
    """A mapping file: our table -> their file and columns."""


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (YAML).

    Raises:
        UserError: naming the line and field, when the file is no valid mapping.
    """
    raise NotImplementedError
