"""Batches of payouts and their lines, as they are read. Money in minor units, times in microseconds."""

from collections.abc import Generator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from graph.database import Database
from graph.errors import NotFoundError
from graph.numbers import MOST

_PAGE = 5000
_SUMS = ("lines", "gross", "withheld", "net", "carried", "carried_members", "owing", "owing_members")
_ALL = 2**31 - 1


class State(StrEnum):
    """Where a batch is: `paid` and `failed` once all its lines are, `paid` when one of them is."""

    PREPARED = "prepared"
    APPROVED = "approved"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LineState(StrEnum):
    """What became of a line of an approved batch."""

    OPEN = ""
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: the run it is of, what its lines add up to, and who changed its state and when (0: not yet).

    carried, owing: what is below the minimum, and below zero (not negative), of how many members, when it was
    prepared. day: the plan's day on which it is to be paid. terms: JSON of the settings it was prepared by.
    """

    number: int
    state: State
    run: int
    as_of: int
    day: str
    currency: str
    minimum: int
    terms: str
    lines: int
    gross: int
    withheld: int
    net: int
    carried: int
    carried_members: int
    owing: int
    owing_members: int
    prepared_by: str
    prepared_at: int
    note: str = ""
    approved_by: str = ""
    approved_at: int = 0
    cancelled_by: str = ""
    cancelled_at: int = 0
    closed_at: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a batch pays a member, and how that comes about: a sum of ledger entries less what was paid.

    earned: all entries of the member up to `run`; due: earned less held, withdrawn (from the company's own
    wallet) and paid (earlier lines that count). gross: what this line pays of it; net: gross less withheld.
    after: the run of the last line that counted before this one, 0 for none. state, reference, reason,
    decided_by, decided_at: what became of it.
    """

    batch: int
    member_id: str
    name: str
    run: int
    after: int
    earned: int
    held: int
    withdrawn: int
    paid: int
    due: int
    gross: int
    withheld: int
    net: int
    state: LineState
    reference: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: int = 0


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What a member was paid in a year, in how many lines."""

    member_id: str
    name: str
    payouts: int
    gross: int
    withheld: int
    net: int


def batches(database: Database, *, below: int = MOST, limit: int = _ALL) -> list[Batch]:
    """Return the batches with numbers below one, newest first."""
    rows = database.read("payouts/read/batches", number=0, below=below, limit=limit)
    return [batch_of(row["batch"]) for row in rows]


def batch_numbered(database: Database, number: int) -> Batch:
    """Return a batch.

    Raises:
        NotFoundError: when there is none of that number.
    """
    rows = database.read("payouts/read/batches", number=number, below=MOST, limit=1)
    if not rows:
        raise NotFoundError(
            "there is no payout batch {number}: `upline payout list` shows them", number=number
        )
    return batch_of(rows[0]["batch"])


def lines_page(
    database: Database, number: int, *, state: str = "", member: str = "", begin: str = "", limit: int = _PAGE
) -> list[Line]:
    """Return a page of a batch's lines in the order of member ids: those behind the id `begin`.

    state: paid, failed, open; "" for all.
    """
    rows = database.read(
        "payouts/read/lines", number=number, state=state, member=member, begin=begin, limit=limit
    )
    return [line_of(row["line"], row["name"]) for row in rows]


def lines(database: Database, number: int, *, state: str = "", member: str = "") -> Generator[Line]:
    """Yield a batch's lines in the order of member ids, page by page."""
    begin = ""
    while page := lines_page(database, number, state=state, member=member, begin=begin):
        yield from page
        begin = page[-1].member_id


def lines_of_member(database: Database, member: str) -> list[tuple[Line, str]]:
    """Return the lines of a member of approved batches, newest first, each with the day of its batch."""
    rows = database.read("payouts/read/of_member", member=member)
    return [(line_of(row["line"], ""), row["day"]) for row in rows]


def year_totals(database: Database, year: int, *, member: str = "", begin: str = "") -> Generator[YearTotal]:
    """Yield what members were paid in a year, and what was withheld, in the order of their ids.

    A line belongs to the year of its batch's day; one that failed does not count.
    """
    rows = database.stream("payouts/read/year", year=f"{year:04d}", member=member, begin=begin)
    return (YearTotal(**row) for row in rows)


def batch_of(properties: dict[str, Any]) -> Batch:
    """Return a batch from the properties of its node; one whose preparing was interrupted has no sums."""
    known = dict.fromkeys(_SUMS, 0) | _known(Batch, properties)
    return Batch(**known | {"state": State(known["state"])})


def line_of(properties: dict[str, Any], name: str) -> Line:
    """Return a line from the properties of its node."""
    known = _known(Line, properties)
    return Line(**known | {"state": LineState(known["state"]), "name": name})


def _known(kind: type[Batch | Line], properties: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in properties.items() if name in names}
