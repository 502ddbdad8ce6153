"""A member's volume: personal, team and group; of all time, of a month, or between any two days."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import Field

from api.paging import Given, cut
from api.reading import Reading, Seen
from api.routes.members.common import STATUSES, MemberId, begun, writer
from api.routes.members.one import MonthAsked
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.members import Legs, LegVolume, MonthVolumes, VolumeAnswer
from graph.access import Role
from graph.access.scope import require_visible
from graph.clock import END_DAY, FIRST_DAY
from graph.errors import UserError
from graph.money import to_decimal
from graph.reads.volumes import LegsBehind, MonthVolume, Volume, volume, volume_between
from web.problem_schema import problems

router = area("members", "/members")
_MONTHS = 12
Day = Annotated[date, Field(ge=FIRST_DAY, le=END_DAY)]
FromDay = Annotated[
    Day | None,
    Query(alias="from", description="The first day, in the plan's zone.", examples=["2026-01-01"]),
]
ToDay = Annotated[
    Day | None, Query(alias="to", description="The day after the last one.", examples=["2026-02-01"])
]
LegsAsked = Annotated[int, Query(ge=1, le=500, description="How many legs the answer has at most.")]


@router.get("/{id:path}/volume", summary="Personal, team and group volume", responses=problems(*STATUSES))
def read_volume(
    *,
    seen: Seen,
    member_id: MemberId,
    month: MonthAsked = "",
    from_day: FromDay = None,
    to_day: ToDay = None,
    limit: LegsAsked = 20,
    cursor: Given = "",
) -> VolumeAnswer:
    """Return the volumes of all time with every month, or those of one `month`, or from a day to another.

    The legs come largest first; their `next`, as `cursor`, gives the same volumes with the legs behind them.
    """
    days = _days(month, from_day, to_day)
    listing = (seen.viewer.account, "volume", member_id, str(days))
    reading, key = begun(seen, listing, cursor, (int, str))
    if not reading.viewer.sees_all:
        require_visible(reading.database, reading.run, reading.viewer, member_id)
    legs = LegsBehind(limit + 1, int(key[0]), str(key[1])) if key else LegsBehind(limit + 1)
    if days is None:
        volumes = volume(reading.database, reading.run, member_id, legs)
    else:
        volumes = volume_between(reading.database, reading.run, member_id, days, legs)
    return VolumeAnswer.model_validate(
        {
            **money_stamp(reading.run),
            "member_id": member_id,
            "month": month or None,
            "from": from_day.isoformat() if from_day else None,
            "to": to_day.isoformat() if to_day else None,
            **_volumes(volumes),
            "months": [
                MonthVolumes(month=in_month.month, **_volumes(in_month)) for in_month in volumes.months
            ]
            if days is None
            else None,
            "legs": None if reading.viewer.role is Role.MEMBER else _legs(reading, volumes, limit, listing),
        }
    )


def _days(month: str, from_day: date | None, to_day: date | None) -> tuple[date, date] | None:
    """Return the first day and the one after the last; None for all time."""
    if month:
        if from_day or to_day:
            raise UserError("give `month`, or `from` and `to`, not both")
        year, number = int(month[:4]), int(month[5:])
        if not FIRST_DAY.year <= year < END_DAY.year:
            raise UserError(
                "{month!r} is no month from {first} on to before {end}",
                month=month,
                first=FIRST_DAY,
                end=END_DAY,
            )
        return date(year, number, 1), date(year + number // _MONTHS, number % _MONTHS + 1, 1)
    if from_day and to_day:
        return from_day, to_day
    if from_day or to_day:
        raise UserError("give both: `from` is the first day, `to` the day after the last one")
    return None


def _volumes(volumes: Volume | MonthVolume) -> dict[str, str]:
    return {
        "personal_volume": to_decimal(volumes.personal),
        "team_volume": to_decimal(volumes.team),
        "group_volume": to_decimal(volumes.group),
    }


def _legs(reading: Reading, volumes: Volume, limit: int, listing: tuple[str, ...]) -> Legs:
    write = writer(reading, listing)
    page, following = cut(volumes.legs, limit, lambda leg: write((leg.group, leg.member_id)))
    items = [
        LegVolume(member_id=leg.member_id, name=leg.name or None, group_volume=to_decimal(leg.group))
        for leg in page
    ]
    return Legs(count=volumes.recruits, items=items, next=following)
