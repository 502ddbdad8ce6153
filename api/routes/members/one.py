"""One member: its standing, what is above it, and its rank."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query

from api.paging import Given, Limit, cut
from api.reading import Seen
from api.routes.members.common import STATUSES, MemberId, begun, figures, rank_held, visible, writer
from api.routing import area
from api.schemas.base import money_stamp, stamp
from api.schemas.members import (
    Above,
    MemberAnswer,
    NextRank,
    RankAnswer,
    RankCondition,
    RankSince,
    UplinePage,
)
from graph.access import Role
from graph.access.scope import require_visible
from graph.clock import OPEN, SHIFT, from_micros, order_of
from graph.explain import english, to_json_data
from graph.explain.conditions import next_rank
from graph.explain.facts import read_people
from graph.reads.members import member, upline
from graph.reads.runs import Run
from graph.reads.standings import standings
from web.problem_schema import problems

router = area("members", "/members")
MonthAsked = Annotated[str, Query(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$", examples=["2026-01"])]
_DIGITS = len(str(SHIFT))


@router.get("/{id:path}/upline", summary="From the sponsor to the root", responses=problems(*STATUSES))
def read_upline(seen: Seen, member_id: MemberId, limit: Limit = 100, cursor: Given = "") -> UplinePage:
    """Return who is above a member. Of those outside of the account's scope only the names are told."""
    listing = (seen.viewer.account, "upline", member_id)
    reading, after = begun(seen, listing, cursor, (int,))
    require_visible(reading.database, reading.run, reading.viewer, member_id)
    depth = member(reading.database, reading.run, member_id).standing.depth
    above = int(after[0]) if after else OPEN
    people = upline(reading.database, reading.run, member_id, above=above, limit=limit + 1)
    write = writer(reading, listing)
    page, following = cut(people, limit, lambda person: write((person.standing.depth,)))
    visible_id = visible(reading, {person.standing.member_id for person in page})
    items = [
        Above(
            level=depth - person.standing.depth,
            member_id=visible_id(person.standing.member_id),
            name=person.standing.name or None,
            rank=rank_held(reading.run, person.standing.rank)
            if visible_id(person.standing.member_id)
            else None,
        )
        for person in page
    ]
    return UplinePage(**stamp(reading.run), items=items, next=following)


@router.get("/{id:path}/rank", summary="The rank, and what the next one needs", responses=problems(*STATUSES))
def read_rank(seen: Seen, member_id: MemberId) -> RankAnswer:
    """Return the rank held, since which orders, and each condition of the next rank: have and need (R1).

    An account of a member is told the counts, and nothing of single recruits.
    """
    require_visible(seen.database, seen.run, seen.viewer, member_id)
    person = read_people(seen.database, seen.run.number, [member_id])[member_id]
    following = next_rank(seen.database, seen.run, person)
    return RankAnswer(
        **stamp(seen.run),
        member_id=member_id,
        rank=rank_held(seen.run, person.rank),
        highest_rank=rank_held(seen.run, len(person.since)),
        since=[_since(seen.run, number, person.held_since(number)) for number in range(1, person.rank + 1)],
        next=_next(seen, following.conditions, person.rank + 1) if following else None,
    )


def _since(run: Run, number: int, point: str) -> RankSince:
    at = from_micros(int(point[:_DIGITS]) - SHIFT, run.zone) if point else None
    return RankSince(rank=rank_held(run, number), at=at, order_id=order_of(point) or None)


def _next(seen: Seen, conditions: tuple[object, ...], number: int) -> NextRank:
    words = english({}, seen.run.plans[0].time_zone)
    shown = [RankCondition.model_validate(to_json_data(condition, words)) for condition in conditions]
    if seen.viewer.role is Role.MEMBER:
        shown = [condition.model_copy(update={"details": [], "more": 0}) for condition in shown]
    return NextRank(rank=rank_held(seen.run, number), conditions=shown)


@router.get("/{id:path}", summary="One member's standing", responses=problems(*STATUSES))
def read_member(seen: Seen, member_id: MemberId, month: MonthAsked = "") -> MemberAnswer:
    """Return a member's standing; with `month` the volumes, earned, held and available of that month."""
    require_visible(seen.database, seen.run, seen.viewer, member_id)
    current = member(seen.database, seen.run, member_id)
    if month:
        of_month = next(standings(seen.database, seen.run, month=month, member=member_id))
        current = replace(current, standing=of_month)
    return MemberAnswer(**money_stamp(seen.run), month=month or None, **figures(seen, [current])[0])
