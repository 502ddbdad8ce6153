"""The metrics: conversion, repurchase, cost and payout of the company or of a team."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import TypeAdapter

from api.reading import Reading, Seen
from api.routes.members.volume import FromDay, ToDay
from api.routing import area
from api.schemas.base import money_stamp, stamp
from api.schemas.metrics import MetricAnswer
from graph.access import Role
from graph.access.scope import require_visible
from graph.errors import NotFoundError
from graph.metrics import METRICS, Column, Figures, columns, metric, unfinished
from graph.money import to_decimal
from web.problem_schema import problems

router = area("metrics")
_ANSWER: TypeAdapter[MetricAnswer] = TypeAdapter(MetricAnswer)
Name = Annotated[
    str, Path(alias="metric", description=f"One of {', '.join(METRICS)}.", examples=["conversion"])
]
Channel = Annotated[str, Query(max_length=256, description="Only this channel; empty: all.")]
Team = Annotated[
    str,
    Query(
        max_length=256,
        description="Only this member and everybody below it. Empty: the company, or a manager's own team.",
    ),
]


@router.get(
    "/metrics/{metric}", summary="A rate of the company or a team", responses=problems(401, 404, 422, 503)
)
def read_metric(
    seen: Seen,
    name: Name,
    *,
    from_day: FromDay = None,
    to_day: ToDay = None,
    channel: Channel = "",
    team: Team = "",
) -> MetricAnswer:
    """Return a metric: rows as in the exports, money and decimals as text, null where a denominator is 0."""
    kinds = columns(name)
    whose = team_of(seen, name, team)
    rows = metric(
        seen.database, seen.run, name, from_day=from_day, to_day=to_day, channel=channel, team=whose
    )
    with_money = any(one.kind == "money" for one in kinds)
    return _ANSWER.validate_python(
        {
            **(money_stamp(seen.run) if with_money else stamp(seen.run)),
            "metric": name,
            "from_day": from_day.isoformat() if from_day else None,
            "to_day": to_day.isoformat() if to_day else None,
            "channel": channel,
            "team": whose,
            "unfinished": unfinished(seen.run, name, to_day) or None,
            "items": [_item(row, kinds) for row in rows],
        }
    )


def team_of(seen: Reading, name: str, team: str) -> str:
    """Return whose figures are meant: a manager's are of the own team, or of one within it."""
    viewer = seen.viewer
    if viewer.sees_all:
        return team
    if viewer.role is not Role.MANAGER:
        raise NotFoundError("there is no metric {name!r} for an account of a member", name=name)
    whose = team or viewer.member_id
    require_visible(seen.database, seen.run, viewer, whose)
    return whose


def _item(row: Figures, kinds: tuple[Column, ...]) -> dict[str, Any]:
    item: dict[str, Any] = dict(row)
    for column in kinds:
        cell = row[column.name]
        if column.kind == "money" and isinstance(cell, int):
            item[column.name] = to_decimal(cell)
        elif column.kind == "decimal" and cell is not None:
            item[column.name] = f"{cell:f}"
    return item
