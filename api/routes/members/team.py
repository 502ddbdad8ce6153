"""The people below a member: direct recruits (legs) and the whole team."""

from enum import StrEnum
from typing import Annotated

from fastapi import Query

from api.paging import Given, Key, Limit, cut
from api.reading import Reading, Seen
from api.routes.members.common import STATUSES, MemberId, begun, figures, writer
from api.routes.members.one import MonthAsked
from api.routes.members.views import read_view
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.members import LegsPage, MemberFigures, TeamMember, TeamPage
from graph.access import Role
from graph.access.scope import require_visible
from graph.reads.members import member
from graph.reads.standings import no_member
from graph.reads.team import Placed, Sort, Sorted, legs, team
from graph.reads.views import View
from web.problem_schema import problems

router = area("members", "/members")


class Order(StrEnum):
    """Which way a list is sorted."""

    ASC = "asc"
    DESC = "desc"


ViewAsked = Annotated[
    View | None,
    Query(
        description="`behind`: the group bought less than in the month before; `stopped`: bought in the "
        "month before and not since; `near`: one single thing is missing for the next rank."
    ),
]
SortAsked = Annotated[Sort, Query(description="The column that the list is sorted by; equal ones by id.")]
OrderAsked = Annotated[Order, Query(description="Smallest first (asc) or largest first (desc).")]
_SHAPE = (int, str)


@router.get("/{id:path}/legs", summary="Direct recruits", responses=problems(*STATUSES))
def read_legs(
    *,
    seen: Seen,
    member_id: MemberId,
    sort: SortAsked = Sort.GROUP_VOLUME,
    order: OrderAsked = Order.DESC,
    limit: Limit = 50,
    cursor: Given = "",
) -> LegsPage:
    """Return the direct recruits of a member with their standings."""
    listing = (seen.viewer.account, "legs", member_id, sort, order)
    reading, key = begun(seen, listing, cursor, _SHAPE)
    _require_team(reading, member_id)
    rows = legs(reading.database, reading.run, member_id, _sorted(sort, order, key), limit + 1)
    write = writer(reading, listing)
    page, following = cut(rows, limit, lambda placed: write(_key(placed)))
    items = [MemberFigures(**one) for one in figures(reading, [one.member for one in page])]
    return LegsPage(**money_stamp(reading.run), items=items, next=following)


@router.get("/{id:path}/team", summary="Everybody below", responses=problems(*STATUSES))
def read_team(
    *,
    seen: Seen,
    member_id: MemberId,
    sort: SortAsked = Sort.MEMBER_ID,
    order: OrderAsked = Order.ASC,
    limit: Limit = 50,
    view: ViewAsked = None,
    month: MonthAsked = "",
    cursor: Given = "",
) -> TeamPage:
    """Return everybody below a member with their standings; `level` says how far below.

    By id in ascending order a page of the largest team comes quickly; every other order reads the whole team.
    With a `view`, those of the team who are in it, each with what to do, in an order of its own.
    """
    listing = (seen.viewer.account, "team", member_id, sort, order, view or "", month)
    reading, key = begun(seen, listing, cursor, _SHAPE)
    _require_team(reading, member_id)
    if view is not None:
        return read_view(
            reading,
            member_id,
            view,
            month,
            limit=limit,
            skip=int(key[0]) if key else 0,
            listing=listing,
        )
    depth = member(reading.database, reading.run, member_id).standing.depth
    rows = team(reading.database, reading.run, member_id, _sorted(sort, order, key), limit + 1)
    write = writer(reading, listing)
    page, following = cut(rows, limit, lambda placed: write(_key(placed)))
    items = [
        TeamMember(**one, level=one["depth"] - depth)
        for one in figures(reading, [one.member for one in page])
    ]
    return TeamPage(**money_stamp(reading.run), items=items, next=following)


def _require_team(reading: Reading, member_id: str) -> None:
    """Raise the NotFoundError of a member that is not there where its team is out of scope."""
    if reading.viewer.role is Role.MEMBER:
        raise no_member(reading.run, member_id)
    require_visible(reading.database, reading.run, reading.viewer, member_id)


def _sorted(sort: Sort, order: Order, key: Key | None) -> Sorted:
    descending = order is Order.DESC
    return Sorted(sort, descending, int(key[0]), str(key[1])) if key else Sorted(sort, descending)


def _key(placed: Placed) -> Key:
    return placed.key, placed.member.standing.member_id
