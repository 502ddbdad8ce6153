"""Which files make up tables that are kept, and what ties them to the graph."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from graph.fact_files.contents import FACTS, Contents

_HASHES = 2**64
_COLUMNS = "columns"


class Tie(NamedTuple):
    """Rows, the sum of their amounts in minor units, and of the hashes of their files, below 2**64."""

    rows: int = 0
    amount: int = 0
    hash: int = 0


def total(ties: Iterable[Tie]) -> Tie:
    """Return the tie of rows that several files hold."""
    listed = list(ties)
    return Tie(
        sum(tie.rows for tie in listed),
        sum(tie.amount for tie in listed),
        sum(tie.hash for tie in listed) % _HASHES,
    )


def tie_of(content: bytes, amount: str | None) -> Tie:
    """Return the tie of a file of Parquet; `amount`: its column in minor units."""
    if amount is None:
        return Tie(
            pl.scan_parquet(io.BytesIO(content)).select(pl.len()).collect().item(), 0, hash_of(content)
        )
    amounts = pl.read_parquet(io.BytesIO(content), columns=[amount]).to_series()
    return Tie(len(amounts), int(amounts.cast(pl.Int128).sum()), hash_of(content))


def hash_of(content: bytes) -> int:
    """Return the hash of a file, below 2**64."""
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big")


@dataclass(frozen=True)
class Manifest:
    """By table, the files (paths below the folder) that make it up, each with its tie."""

    files: Mapping[str, Mapping[str, Tie]]

    @property
    def ties(self) -> dict[str, Tie]:
        """The tie of each table."""
        return {table: total(files.values()) for table, files in self.files.items()}

    def as_json(self, contents: Contents) -> str:
        """Return the manifest as the text of its file, with the columns that its files have."""
        return json.dumps({_COLUMNS: _columns(contents), **self.files}, indent=1)


def empty(contents: Contents) -> Manifest:
    """Return the manifest of tables without rows."""
    return Manifest({table: {} for table in contents.tables})


EMPTY = empty(FACTS)


def manifest_of(text: str, contents: Contents) -> Manifest:
    """Return the manifest that a file holds.

    Raises:
        ValueError, TypeError, KeyError: it holds none, or an earlier Upline wrote it, with other columns.
    """
    read = json.loads(text)
    if read[_COLUMNS] != _columns(contents):
        raise ValueError("the files have other columns")
    return Manifest(
        {table: {path: Tie(*tie) for path, tie in read[table].items()} for table in contents.tables}
    )


def _columns(contents: Contents) -> dict[str, list[str]]:
    return {table: list(names) for table, names in contents.tables.items()}


def ties_as_json(ties: Mapping[str, Tie]) -> str:
    """Return ties as the graph keeps them."""
    return json.dumps(ties)


def ties_of(text: str) -> dict[str, Tie]:
    """Return the ties that the graph keeps."""
    return {table: Tie(*tie) for table, tie in json.loads(text).items()}
