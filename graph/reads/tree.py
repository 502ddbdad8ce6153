"""The tree as it is looked at: the largest recruits of some members at once, and legs by their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from graph.database import Database, Row
from graph.reads.members import Member, member, members, read_whole
from graph.reads.runs import Run
from graph.reads.team import Sort

_LOOKED = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A member in a drawn tree: `size` people below it; group volume of all time in minor units.

    now, before: group volume of the month that is looked at and of the one before; own: the personal volume
    of the month. last_order: of the group, microseconds UTC, 0 without any.
    """

    member_id: str
    name: str
    rank: int
    recruits: int
    size: int
    group: int
    now: int
    before: int
    own: int
    last_order: int


class MonthSort(StrEnum):
    """What legs can be sorted by besides, of the month that is looked at (LegMonth)."""

    MONTH_VOLUME = "month_volume"
    MONTH_CHANGE = "month_change"
    LAST_ORDER = "last_order"
    ACTIVE = "active"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LegMonth:
    """A leg in a month: group volume of it, of the month before, and of the twelve up to it; minor units.

    last_order: of the group, microseconds UTC, 0 without any. active: how many of the group bought in the
    month. missing: how many things are missing for the next rank, of who is not a member yet its first
    package; 0: it is the highest.
    """

    member: Member
    this_month: int
    month_before: int
    months: tuple[int, ...]
    last_order: int
    active: int
    missing: int


@dataclass(frozen=True, slots=True)
class LegsQuery:
    """Which direct recruits: sorted by a column or the name, equal ones by id, and let through by filters.

    `name`: a part of the name, in capitals or not; `start`: the beginning of the id; `ranks`: their numbers,
    None for all; `month`: the one that is looked at, `year * 12 + month - 1`.
    """

    sort: Sort | MonthSort | Literal["name"] = Sort.GROUP_VOLUME
    descending: bool = True
    name: str = ""
    start: str = ""
    ranks: tuple[int, ...] | None = None
    month: int = 0


def node_of(database: Database, run: Run, member_id: str, month: int) -> Node:
    """Return a member as it is drawn; month: `year * 12 + month - 1`.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    one = member(database, run, member_id).standing
    row = read_whole(
        lambda: database.read("read/tree/month", member=member_id, month=month, run=run.number),
        lambda row: row["now"] is not None,
    )[0]
    figures = {"recruits": one.direct_recruits, "size": one.team_size, "group": one.group}
    return Node(one.member_id, one.name, one.rank, **figures, **row)


def children(database: Database, run: Run, limits: Mapping[str, int], month: int) -> dict[str, list[Node]]:
    """Return the recruits with the largest group volume of a month, then of all time, of each member.

    limits: how many of each member, by its id. Members that the run does not know are left out.
    """
    if not limits:
        return {}
    rows = read_whole(
        lambda: database.read(
            "read/tree/children",
            members=list(limits),
            limits=list(limits.values()),
            month=month,
            run=run.number,
        ),
        lambda row: all(child["rank"] is not None for child in row["children"]),
    )
    return {
        row["member_id"]: [Node(**{**child, "name": child["name"] or ""}) for child in row["children"]]
        for row in rows
    }


def legs_from(
    database: Database, run: Run, member_id: str, query: LegsQuery, *, skip: int, limit: int
) -> tuple[list[LegMonth], int]:
    """Return at most `limit` direct recruits behind the first `skip`, and how many there are in all."""
    row = read_whole(
        lambda: database.read(
            "read/tree/legs",
            member=member_id,
            start=query.start,
            name=query.name.lower(),
            ranks=list(range(len(run.plans[-1].ranks)) if query.ranks is None else query.ranks),
            month=query.month,
            sort=str(query.sort),
            sign=-1 if query.descending else 1,
            least=run.plans[0].climbing_from,
            run=run.number,
            skip=skip,
            limit=limit,
        ),
        lambda row: all(one["known"] for one in row["members"]),
    )[0]
    rows = row["members"]
    people = members(database, run, [one["member_id"] for one in rows])
    by_id = {person.standing.member_id: person for person in people}  # the run may not know all of them
    known = [(by_id[one["member_id"]], one) for one in rows if one["member_id"] in by_id]
    return [_leg(person, one) for person, one in known], row["total"]


def _leg(person: Member, row: Row) -> LegMonth:
    return LegMonth(
        person,
        row["now"],
        row["before"],
        tuple(row["months"]),
        row["last_order"],
        row["active"],
        row["missing"],
    )


def largest_head(database: Database, run: Run) -> Member | None:
    """Return the head with the largest team, of those above the first members by id; None without any."""
    rows = database.read("read/tree/heads", run=run.number, limit=_LOOKED)
    found = members(database, run, [row["member_id"] for row in rows])
    return max(found, key=lambda member: member.standing.team_size, default=None)
