"""Single members of a run: standing, upline, and what a reader asks again for while a calculation goes on."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database, Row
from graph.errors import UplineError
from graph.reads.runs import Run
from graph.reads.standings import Standing, no_member, standing_of

_ATTEMPTS = 8
_PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Member:
    """A member as of a run, when it joined (microseconds UTC), and its sponsor's name ("": none)."""

    standing: Standing
    joined: int
    sponsor_name: str


def members(database: Database, run: Run, member_ids: Iterable[str]) -> list[Member]:
    """Return members of a run by their ids, in that order; ids that the run does not know are left out."""
    ids = list(member_ids)
    if not ids:
        return []
    rows = read_whole(
        lambda: database.read("read/members/figures", members=ids, run=run.number),
        lambda row: row["rank"] is not None,
    )
    return [Member(standing_of(row), row["joined"] or 0, row["sponsor_name"] or "") for row in rows]


def member(database: Database, run: Run, member_id: str) -> Member:
    """Return a member as of a run.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    found = members(database, run, [member_id])
    if not found:
        raise no_member(run, member_id)
    return found[0]


def upline(database: Database, run: Run, member_id: str, *, above: int = OPEN, limit: int) -> list[Member]:
    """Return who is above a member, nearest first: at most `limit` of those with a depth below `above`."""
    rows = read_whole(
        lambda: database.read(
            "read/members/upline", member=member_id, run=run.number, above=above, limit=limit
        ),
        lambda row: row["depth"] is not None,
    )
    return members(database, run, [row["member_id"] for row in rows])


def inside(database: Database, run: Run, root: str, member_ids: Iterable[str]) -> set[str]:
    """Return those of some members who are `root` or below it in a run."""
    ids = sorted(set(member_ids))
    rows = database.read("read/members/inside", members=ids, root=root, run=run.number) if ids else []
    return {row["member_id"] for row in rows}


def read_whole(read: Callable[[], list[Row]], is_whole: Callable[[Row], bool]) -> list[Row]:
    """Return rows that are all whole; ask again while a calculation moves members to versions above the run.

    Raises:
        UplineError: when some never are.
    """
    for _ in range(_ATTEMPTS):
        rows = read()
        if all(map(is_whole, rows)):
            return rows
        time.sleep(_PAUSE_SECONDS)
    raise UplineError(
        "a member has no standing in the published run: ask again; if it stays so, restore a backup"
    )
