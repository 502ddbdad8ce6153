"""The people below a member in a run: direct recruits (legs) and the whole team, a sorted page at a time."""

from dataclasses import dataclass
from enum import StrEnum

from graph.clock import OPEN
from graph.database import Database
from graph.reads.members import Member, members, read_whole
from graph.reads.runs import Run
from graph.reads.standings import BEYOND_IDS, Standing

FIRST_KEY = -(2**63)
"""Less than the key of any row: what a first page begins behind."""
LARGE = 20_000
"""From this team size on a page by id comes from the index of ids; a smaller team is walked through."""
LOOKED = 20_000
DEEPEST = 200


class Sort(StrEnum):
    """What a list of members can be sorted by: columns of the standings export, and joined_at."""

    MEMBER_ID = "member_id"
    JOINED_AT = "joined_at"
    DEPTH = "depth"
    RANK = "rank"
    DIRECT_RECRUITS = "direct_recruits"
    TEAM_SIZE = "team_size"
    PERSONAL_VOLUME = "personal_volume"
    TEAM_VOLUME = "team_volume"
    GROUP_VOLUME = "group_volume"
    EARNED = "earned"
    HELD = "held"
    AVAILABLE = "available"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A sorted stretch: members behind the one with this key and id; equal keys are in the order of ids.

    `key` is what the column says, negative when descending; that of sorting by id is always 0.
    """

    sort: Sort = Sort.MEMBER_ID
    descending: bool = False
    key: int = FIRST_KEY
    after: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A member of a sorted list with its key."""

    member: Member
    key: int


@dataclass(frozen=True, slots=True)
class Within:
    """Whose team a list is of: `root` and where it stands; `including` the root itself or not."""

    root: Standing
    including: bool = False


def legs(database: Database, run: Run, member_id: str, order: Sorted, limit: int) -> list[Placed]:
    """Return at most `limit` direct recruits of a member in this order."""
    rows = read_whole(
        lambda: database.read(
            "read/members/legs", member=member_id, run=run.number, limit=limit, **_order(order)
        ),
        lambda row: bool(row["known"]),
    )
    return _placed(database, run, {row["member_id"]: row["key"] for row in rows})


def team(database: Database, run: Run, member_id: str, order: Sorted, limit: int) -> list[Placed]:
    """Return at most `limit` members below a member, which the run must know, in this order."""
    if order.sort is Sort.MEMBER_ID and not order.descending:
        within = Within(members(database, run, [member_id])[0].standing)
        first = order.after + "\0" if order.key > FIRST_KEY else ""
        ids = by_id(database, run, within, first=first, end=BEYOND_IDS, limit=limit)
        return _placed(database, run, dict.fromkeys(ids, 0))
    rows = read_whole(
        lambda: database.read(
            "read/members/team",
            member=member_id,
            including=False,
            first="",
            end=BEYOND_IDS,
            run=run.number,
            limit=limit,
            **_order(order),
        ),
        lambda row: bool(row["known"]),
    )
    return _placed(database, run, {row["member_id"]: row["key"] for row in rows})


def by_id(
    database: Database, run: Run, within: Within | None, *, first: str, end: str, limit: int
) -> list[str]:
    """Return at most `limit` ids from `first` on and below `end`, of all members or within a team.

    Of a large team they come from the index of ids, with a walk up from each candidate; a bounded number is
    looked at, and where that does not suffice, or the tree is very deep, the team is walked through.
    """
    stretch = {"first": first, "end": end, "run": run.number, "limit": limit}
    if within is None or within.root.team_size > LARGE:
        rows = database.read("read/members/by_id", **stretch, **walk_up(within), **_including(within))
        if within is None or (len(rows) == limit and all(row["inside"] for row in rows)):
            return [row["member_id"] for row in rows]
    rows = database.read(
        "read/members/team",
        member=within.root.member_id,
        including=within.including,
        **stretch,
        **_order(Sorted()),
    )
    return [row["member_id"] for row in rows]


def walk_up(within: Within | None) -> dict[str, object]:
    """Return the parameters of statements that check a scope by walks up."""
    if within is None:
        return {"root": "", "depth": 0, "deepest": 0}
    return {"root": within.root.member_id, "depth": within.root.depth, "deepest": DEEPEST}


def _including(within: Within | None) -> dict[str, object]:
    return {"including": within is None or within.including, "looked": OPEN if within is None else LOOKED}


def _order(order: Sorted) -> dict[str, object]:
    sign = -1 if order.descending else 1
    return {"sort": order.sort.value, "sign": sign, "key": order.key, "after": order.after}


def _placed(database: Database, run: Run, keys: dict[str, int]) -> list[Placed]:
    return [Placed(one, keys[one.standing.member_id]) for one in members(database, run, keys)]
