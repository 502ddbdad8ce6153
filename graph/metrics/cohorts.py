"""Figures beside the metrics, by their definitions: conversion by month, communities, and the channels."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.metrics.aggregates import Part, conversion_months, kept_sums, whole_months
from graph.metrics.model import Figures, by, rate
from graph.metrics.query import count
from graph.metrics.stored import kept_rows
from graph.metrics.window import window_of
from graph.reads.runs import Run

MOST_COMMUNITIES = 100
COMMUNITIES = "communities"
"""The name under which a run keeps the company's communities."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community with buyers in a window. repeat_buyers: those who first ordered on an earlier day."""

    community_id: str
    name: str
    owner_id: str
    buyers: int
    repeat_buyers: int

    @property
    def rate(self) -> Decimal | None:
        """The share of the buyers who had bought before."""
        return rate(self.repeat_buyers, self.buyers)


def channels(database: Database, run: Run, team: str = "") -> list[str]:
    """Return the channels by which people of the company or a team came, and those of touches, by name."""
    rows = database.read("read/metrics/channels", run=run.number, team=team)
    return [row["channel"] for row in rows]


def conversion_by_month(
    database: Database,
    run: Run,
    *,
    from_day: date | None = None,
    to_day: date | None = None,
    channel: str = "",
    team: str = "",
) -> list[Figures]:
    """Return a row per month that the window touches: month (2026-01), visitors, converted, rate.

    As the metric `conversion`, by the month of the first touch; a visitor counts when the touch is at least
    7 days old. `from_day` is included, `to_day` is not.

    Raises:
        UserError: when the stretch of days is empty.
    """
    window = window_of(database, run, from_day, to_day, touches=True)
    months = whole_months(run, from_day, to_day)
    sums = kept_sums(database, run, "conversion", team) if months else None
    if months and sums is not None:
        rows = conversion_months(sums, Part(months, window, channel))
    else:
        rows = count(database, run, "read/metrics/conversion_months", window, channel=channel, team=team)
    found, nobody = by(rows, "month"), {"visitors": 0, "converted": 0}
    told = [(window.month(month), found.get((month,), nobody)) for month in window.months]
    return [
        {
            "month": month,
            "visitors": row["visitors"],
            "converted": row["converted"],
            "rate": rate(row["converted"], row["visitors"]),
        }
        for month, row in told
    ]


def communities(database: Database, run: Run, scope: Scope) -> list[Community]:
    """Return at most MOST_COMMUNITIES with buyers in a stretch of days, those with most first.

    A buyer is a member or customer of the community with an order that stands in these days. A team's
    communities are those its members own; members of other teams who buy there are left out. Those of the
    company since ever are what the night kept.

    Raises:
        UserError: when the stretch of days is empty.
    """
    rows = kept_rows(database, run, COMMUNITIES) if scope == Scope() else None
    if rows is None:
        rows = count_communities(database, run, scope)
    return [Community(**row) for row in rows]


def count_communities(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Count the orders for `communities`: rows with the fields of a Community."""
    window = window_of(database, run, scope.from_day, scope.to_day)
    return count(
        database,
        run,
        "read/metrics/communities",
        window,
        channel=scope.channel,
        team=scope.team,
        limit=MOST_COMMUNITIES,
    )
