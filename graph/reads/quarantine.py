"""The quarantine: delivered rows that were not loaded. It belongs to no run."""

from collections.abc import Generator
from dataclasses import dataclass

from graph.database import Database
from graph.words.reasons import Reason, of_text


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that waits.

    `row` is what a spreadsheet shows (the header is row 1); `delivered` is in microseconds since 1970
    UTC; `key` joins several columns by a blank; `reasons` are to be put into words (graph.words).
    """

    table: str
    file: str
    row: int
    key: str
    reasons: tuple[Reason, ...]
    delivered: int


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Rows of a table that wait for one reason about one column: how many, and the reason of one of them."""

    table: str
    rows: int
    example: Reason


def waiting_groups(database: Database) -> list[WaitingGroup]:
    """Return why rows wait, alike reasons together, most rows first; a row with two reasons is in both."""
    rows = database.read("read/quarantine/groups")
    return [WaitingGroup(row["table"], row["rows"], of_text(row["example"])) for row in rows]


def quarantine(database: Database, *, table: str = "") -> Generator[QuarantinedRow]:
    """Yield the quarantined rows by table, file, row and key."""
    for row in database.stream("load/quarantine/page", table=table):
        yield QuarantinedRow(**{**row, "reasons": tuple(map(of_text, row["reasons"]))})
