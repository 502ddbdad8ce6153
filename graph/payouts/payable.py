"""What is payable as of a run: earned less held, withdrawn and paid."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.database import Database, Row
from graph.payouts.batches import Line
from graph.reads.runs import Run
from graph.reads.standings import no_member

_PAGE = 5000


class Status(StrEnum):
    """What becomes of what is due to a member now."""

    PAY = "pay"
    CARRIED = "carried"
    OWES = "owes"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What of a run is payable, carried below the minimum, and owed back (not negative); minor units."""

    payable_members: int
    payable: int
    carried_members: int
    carried: int
    owing_members: int
    owing: int
    earned: int
    held: int
    withdrawn: int
    paid: int

    @property
    def of_batch(self) -> dict[str, int]:
        """What a batch keeps of it: what it carries."""
        return {
            "carried": self.carried,
            "carried_members": self.carried_members,
            "owing": self.owing,
            "owing_members": self.owing_members,
        }


@dataclass(frozen=True, slots=True)
class Payable:
    """What is due to a member: earned less held, withdrawn and paid; below zero it was paid too much.

    after: the run of the last line that paid it, 0 for none.
    """

    member_id: str
    name: str
    earned: int
    held: int
    withdrawn: int
    paid: int
    after: int
    due: int
    status: Status


@dataclass(frozen=True, slots=True)
class Clawback:
    """An entry that took back what had been paid, with the refunds that did it (none: a correction)."""

    member_id: str
    key: str
    run: int
    kind: str
    day: str
    amount: int
    order_id: str
    target: str
    refunds: tuple[str, ...]


def settled(database: Database) -> list[int]:
    """Return the numbers of the batches that count: all that were approved."""
    numbers: list[int] = database.read("payouts/read/settled")[0]["settled"]
    return numbers


def settled_state(database: Database) -> tuple[object, ...]:
    """Return what is another value whenever anything that was paid or failed changed: for caches."""
    row = database.read("payouts/read/settled")[0]
    return (*row["settled"], row["seen"])


def totals(database: Database, run: Run, minimum: int) -> Totals:
    """Return what of a run is payable, carried and owed back as things stand now."""
    rows = database.read("payouts/payable/totals", minimum=max(minimum, 1), **as_of(run, settled(database)))
    return Totals(**rows[0])


def payables(
    database: Database, run: Run, minimum: int, *, status: Status = Status.NOTHING
) -> Generator[Payable]:
    """Yield the members with something due, or with this status, in the order of their ids."""
    begin = ""
    while page := payables_page(database, run, minimum, status=status, begin=begin, limit=_PAGE):
        yield from page
        begin = page[-1].member_id


def payables_page(
    database: Database,
    run: Run,
    minimum: int,
    *,
    status: Status = Status.NOTHING,
    begin: str = "",
    limit: int,
) -> list[Payable]:
    """Return a page of `payables`: those behind the id `begin`."""
    rows = database.read(
        "payouts/payable/list",
        minimum=max(minimum, 1),
        status=status.value,
        begin=begin,
        limit=limit,
        **as_of(run, settled(database)),
    )
    return [_payable(row) for row in rows]


def payable_of(database: Database, run: Run, minimum: int, member: str) -> Payable:
    """Return what is due to a member.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    rows = database.read(
        "payouts/payable/one", member=member, minimum=max(minimum, 1), **as_of(run, settled(database))
    )
    if not rows:
        raise no_member(run, member)
    return _payable(rows[0])


def _payable(row: Row) -> Payable:
    return Payable(**row | {"status": Status(row["status"])})


def clawbacks(database: Database, run: Run, payable: Iterable[Payable]) -> list[Clawback]:
    """Return what was taken back of members since they were last paid, up to a run."""
    return _clawbacks(
        database, [{"member_id": p.member_id, "after": p.after, "until": run.number} for p in payable]
    )


def clawbacks_of_lines(database: Database, lines: Iterable[Line]) -> list[Clawback]:
    """Return what was taken back of members since the lines before these: what lowered them."""
    return _clawbacks(database, [{"member_id": x.member_id, "after": x.after, "until": x.run} for x in lines])


def _clawbacks(database: Database, members: list[dict[str, Any]]) -> list[Clawback]:
    paid_before = [row for row in members if row["after"]]
    if not paid_before:
        return []
    rows = database.read("payouts/payable/clawbacks", members=paid_before)
    return [Clawback(**row | {"refunds": tuple(row["refunds"])}) for row in rows]


def as_of(run: Run, numbers: list[int]) -> Mapping[str, Any]:
    """Return what `parts/payable` takes."""
    return {"run": run.number, "as_of": run.as_of, "settled": numbers}
