"""What the routes of members share: which one is meant, what of others an account may see, and pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Path

from api.paging import Cursor, Key
from api.reading import Reading
from api.schemas.members import RankHeld
from graph.access.scope import visible_among
from graph.clock import from_micros
from graph.money import to_decimal
from graph.reads.members import Member
from graph.reads.runs import Run, run_numbered

MemberId = Annotated[
    str, Path(alias="id", min_length=1, max_length=256, description="A member's id.", examples=["m1"])
]
STATUSES = (401, 404, 422, 503)


def begun(
    seen: Reading, listing: Sequence[str], cursor: str, shape: Sequence[type[int] | type[str]]
) -> tuple[Reading, Key | None]:
    """Return what a page reads with, and the key it begins behind: the cursor's run, not the newest one."""
    if not cursor:
        return seen, None
    position = seen.cursors.read(cursor, listing, shape)
    if position.run == seen.run.number:
        return seen, position.after
    return replace(seen, run=run_numbered(seen.database, position.run)), position.after


def writer(reading: Reading, listing: Sequence[str]) -> Callable[[Key], str]:
    """Return what writes the cursors of a list."""
    return lambda after: reading.cursors.write(Cursor(reading.run.number, after), listing)


def rank_held(run: Run, number: int) -> RankHeld:
    """Return a rank by its number, in the words of the run's plan."""
    rank = run.plans[-1].ranks[number]
    return RankHeld(number=number, id=rank.id, name=rank.name or rank.id)


def visible(reading: Reading, member_ids: Iterable[str]) -> Callable[[str], str | None]:
    """Return what tells an id, or None where the account may not see that member (or there is none)."""
    if reading.viewer.sees_all:
        return lambda id_: id_ or None
    ids = {one for one in member_ids if one}
    shown = visible_among(reading.database, reading.run, reading.viewer, ids)
    return lambda member_id: member_id if member_id in shown else None


def figures(reading: Reading, members: Sequence[Member]) -> list[dict[str, Any]]:
    """Return members as maps of `MemberFigures`."""
    standings = [member.standing for member in members]
    visible_id = visible(
        reading, {id_ for member in standings for id_ in (member.sponsor_id, member.team_owner_id)}
    )
    return [_figures(reading.run, member, visible_id) for member in members]


def _figures(run: Run, member: Member, visible_id: Callable[[str], str | None]) -> dict[str, Any]:
    standing = member.standing
    return {
        "member_id": standing.member_id,
        "name": standing.name or None,
        "joined_at": from_micros(member.joined, run.zone),
        "sponsor_id": visible_id(standing.sponsor_id),
        "sponsor_name": member.sponsor_name or None,
        "depth": standing.depth,
        "rank": rank_held(run, standing.rank),
        "rank_order_id": standing.rank_order_id or None,
        "team_owner_id": visible_id(standing.team_owner_id),
        "direct_recruits": standing.direct_recruits,
        "team_size": standing.team_size,
        "personal_volume": to_decimal(standing.personal),
        "team_volume": to_decimal(standing.team),
        "group_volume": to_decimal(standing.group),
        "earned": to_decimal(standing.earned),
        "held": to_decimal(standing.held),
        "available": to_decimal(standing.available),
        "withdrawn": to_decimal(standing.withdrawn),
        "highest_rank": rank_held(run, standing.highest_rank),
    }
