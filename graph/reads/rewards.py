"""What a member earned in a run: by month and kind, and the single entries, newest first."""

from dataclasses import dataclass
from fractions import Fraction

from graph.clock import day_of
from graph.database import Database, Row
from graph.plan.windows import holds
from graph.reads.ledger import Entry
from graph.reads.members import member
from graph.reads.runs import Run

BEFORE_ALL = "\U0010ffff"
"""Sorts after every day: newest first, a first page begins behind it."""


@dataclass(frozen=True, slots=True)
class Reward:
    """What was earned of one kind in a month (2026-01) and what of it is held (R8), in minor units."""

    month: str
    kind: str
    earned: int
    held: int


@dataclass(frozen=True, slots=True)
class Newest:
    """Which entries are wanted: behind the one of this day, run and key; of one kind or month, or of all."""

    kind: str = ""
    month: str = ""
    day: str = BEFORE_ALL
    posted: int = 0
    key: str = ""


def rewards(database: Database, run: Run, member_id: str) -> list[Reward]:
    """Return what a member earned, by month and kind; pool shares belong to their day's month.

    Held is the fund's share of the entries, each rounded down, unless the fund is released by the run's
    `as_of` (R8), and what waits for the receipt of its order (R10): as in the monthly standings.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    fund = run.plans[-1].fund
    share = fund.share if fund else Fraction(0)
    standing = member(database, run, member_id).standing
    rows = database.read(
        "read/members/rewards",
        member=member_id,
        run=run.number,
        as_of=run.as_of,
        holds=holds(run.plans),
        kinds=list(fund.of) if fund else [],
        part=share.numerator,
        whole=share.denominator,
    )
    released = standing.held == standing.waiting
    return [
        Reward(
            row["month"],
            row["kind"],
            row["earned"],
            row["waiting"] + (0 if released else row["share"]),
        )
        for row in rows
    ]


def entries(database: Database, run: Run, member_id: str, newest: Newest, limit: int) -> list[Entry]:
    """Return at most `limit` ledger entries of a member: newest day first, then newest run, then by key."""
    rows = database.read(
        "read/members/entries",
        member=member_id,
        run=run.number,
        kind=newest.kind,
        month=newest.month,
        day=newest.day,
        posted=newest.posted,
        key=newest.key,
        limit=limit,
    )
    return [_entry(row, run) for row in rows]


def _entry(row: Row, run: Run) -> Entry:
    posted_on = day_of(row["posted"], run.zone).isoformat()
    return Entry(posted_on=posted_on, **{name: value for name, value in row.items() if name != "posted"})
