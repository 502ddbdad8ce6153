"""Which files make up the facts, and what ties them to the graph."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.columnar.facts import TABLES

AMOUNTS = {"orders": "amount", "lines": "amount", "refunds": "amount"}
"""The tables of facts that have an amount in minor units."""
_HASHES = 2**64


class Tie(NamedTuple):
    """Rows of a table, the sum of their amounts in minor units, and of their hashes, below 2**64."""

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


@dataclass(frozen=True)
class Manifest:
    """By table of facts, the files (paths below the folder) that make it up, each with its tie."""

    files: Mapping[str, Mapping[str, Tie]]

    @property
    def ties(self) -> dict[str, Tie]:
        """The tie of each table."""
        return {table: total(self.files[table].values()) for table in TABLES}

    def as_json(self) -> str:
        """Return the manifest as the text of its file."""
        return json.dumps(self.files, indent=1)


EMPTY = Manifest({table: {} for table in TABLES})


def manifest_of(text: str) -> Manifest:
    """Return the manifest that a file holds.

    Raises:
        ValueError, TypeError, KeyError: it holds none.
    """
    read = json.loads(text)
    return Manifest({table: {path: Tie(*tie) for path, tie in read[table].items()} for table in TABLES})


def ties_as_json(ties: Mapping[str, Tie]) -> str:
    """Return ties as the graph keeps them."""
    return json.dumps(ties)


def ties_of(text: str) -> dict[str, Tie]:
    """Return the ties that the graph keeps."""
    return {table: Tie(*tie) for table, tie in json.loads(text).items()}
