"""Growth: what each channel costs and brings, and who invites."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from api.reading import Seen
from api.routes.members.volume import FromDay, ToDay
from api.routes.metrics import Channel, Team, team_of
from api.routing import area
from api.schemas.base import money_stamp, stamp
from api.schemas.growth import ChannelItem, Channels, InviterItem, Inviters
from graph.earnings.scope import Scope
from graph.growth.channels import Channel as ChannelRow
from graph.growth.channels import channel_table
from graph.growth.inviters import inviters
from graph.money import to_decimal
from web.problem_schema import problems

router = area("growth")
_MONEY = ("spend", "rewards", "cost", "revenue")


@router.get(
    "/growth/channels", summary="What each channel costs and brings", responses=problems(401, 404, 422, 503)
)
def read_channels(
    seen: Seen, *, from_day: FromDay = None, to_day: ToDay = None, channel: Channel = "", team: Team = ""
) -> Channels:
    """Return the channels by name, each with cost, conversion, repurchase and revenue (docs/metrics.md)."""
    scope = Scope(from_day, to_day, channel, team_of(seen, "channels", team))
    *rows, total = (_channel(row) for row in channel_table(seen.database, seen.run, scope))
    return Channels(**money_stamp(seen.run), **_days(scope), items=rows, total=total)


@router.get("/growth/inviters", summary="Who invites", responses=problems(401, 404, 422, 503))
def read_inviters(
    seen: Seen, *, from_day: FromDay = None, to_day: ToDay = None, channel: Channel = "", team: Team = ""
) -> Inviters:
    """Return at most 100 inviters with what became of their recruits (docs/metrics.md)."""
    scope = Scope(from_day, to_day, channel, team_of(seen, "inviters", team))
    items = [
        InviterItem(**asdict(one), bought=_decimal(one.bought), repurchase=_decimal(one.repurchase))
        for one in inviters(seen.database, seen.run, scope)
    ]
    return Inviters(**stamp(seen.run), **_days(scope), items=items)


def _days(scope: Scope) -> dict[str, Any]:
    return {
        "from_day": _text(scope.from_day),
        "to_day": _text(scope.to_day),
        "channel": scope.channel,
        "team": scope.team,
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _channel(row: ChannelRow) -> ChannelItem:
    values: dict[str, Any] = {**asdict(row), "cost": row.cost}
    values |= {name: None if values[name] is None else to_decimal(values[name]) for name in _MONEY}
    return ChannelItem(**values, conversion=_decimal(row.conversion), repurchase=_decimal(row.repurchase))


def _decimal(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate:f}"
