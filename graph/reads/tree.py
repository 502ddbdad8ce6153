"""The tree as it is looked at: the largest recruits of some members at once, and legs by their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.database import Database
from graph.reads.members import Member, members, read_whole
from graph.reads.runs import Run
from graph.reads.team import Sort

_LOOKED = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A member in a drawn tree: `size` people below it; volumes of all time in minor units."""

    member_id: str
    name: str
    rank: int
    recruits: int
    size: int
    personal: int
    group: int


@dataclass(frozen=True, slots=True)
class LegsQuery:
    """Which direct recruits: sorted by a column or the name, equal ones by id, and let through by filters.

    `name`: a part of the name, in capitals or not; `start`: the beginning of the id; `ranks`: their numbers,
    None for all.
    """

    sort: Sort | Literal["name"] = Sort.GROUP_VOLUME
    descending: bool = True
    name: str = ""
    start: str = ""
    ranks: tuple[int, ...] | None = None


def node_of(member: Member) -> Node:
    """Return a member as it is drawn."""
    one = member.standing
    return Node(
        one.member_id, one.name, one.rank, one.direct_recruits, one.team_size, one.personal, one.group
    )


def children(database: Database, run: Run, limits: Mapping[str, int]) -> dict[str, list[Node]]:
    """Return the recruits with the largest group volume of each member, equal ones by id.

    limits: how many of each member, by its id. Members that the run does not know are left out.
    """
    if not limits:
        return {}
    rows = read_whole(
        lambda: database.read(
            "read/tree/children", members=list(limits), limits=list(limits.values()), run=run.number
        ),
        lambda row: all(child["rank"] is not None for child in row["children"]),
    )
    return {
        row["member_id"]: [Node(**{**child, "name": child["name"] or ""}) for child in row["children"]]
        for row in rows
    }


def legs_from(
    database: Database, run: Run, member_id: str, query: LegsQuery, *, skip: int, limit: int
) -> tuple[list[Member], int]:
    """Return at most `limit` direct recruits behind the first `skip`, and how many there are in all."""
    row = read_whole(
        lambda: database.read(
            "read/tree/legs",
            member=member_id,
            start=query.start,
            name=query.name.lower(),
            ranks=list(range(len(run.plans[-1].ranks)) if query.ranks is None else query.ranks),
            sort=str(query.sort),
            sign=-1 if query.descending else 1,
            run=run.number,
            skip=skip,
            limit=limit,
        ),
        lambda row: all(one["known"] for one in row["members"]),
    )[0]
    return members(database, run, [one["member_id"] for one in row["members"]]), row["total"]


def largest_head(database: Database, run: Run) -> Member | None:
    """Return the head with the largest team, of those above the first members by id; None without any."""
    rows = database.read("read/tree/heads", run=run.number, limit=_LOOKED)
    found = members(database, run, [row["member_id"] for row in rows])
    return max(found, key=lambda member: member.standing.team_size, default=None)
