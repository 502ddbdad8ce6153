"""The tables of the conversion page: metrics in the viewer's scope, and conversion by month."""

import pandas as pd

from dashboard.context import Context
from dashboard.shared.filters import Filters
from dashboard.shared.metrics import as_frame, from_first, rows, scope_of, with_unfinished
from graph.growth.channels import Channel, channel_table
from graph.growth.inviters import Inviter, inviters, median_days
from graph.metrics.cohorts import conversion_by_month

_WAITS = 7
"""Days that a visitor has to convert in."""


def funnel(context: Context, filters: Filters) -> pd.DataFrame:
    """Return the stages in order: stage, visitors, rate (over the first), waiting, step_rate (or NaN), days.

    days: to the next stage, the middle of those who came there (NaN: none, or too many to count).
    """
    days = median_days(context.database, context.run, scope_of(context, filters)) or {}
    found = rows(context, "funnel", filters)
    return found.assign(days=[float(days[one]) if one in days else float("nan") for one in found["stage"]])


def by_channel(context: Context, filters: Filters) -> pd.DataFrame:
    """Return conversion by channel of the first touch, "" for all: channel, visitors, converted, rate."""
    return rows(context, "conversion", filters)


def by_month(context: Context, filters: Filters) -> pd.DataFrame:
    """Return conversion by month of the first touch: month, visitors, converted, rate, unfinished."""
    found = conversion_by_month(
        context.database,
        context.run,
        from_day=filters.from_day,
        to_day=filters.to_day,
        channel=filters.channel,
        team=context.team,
    )
    return with_unfinished(from_first(as_frame(found), "visitors"), context.run, filters, _WAITS)


def cost(context: Context, filters: Filters) -> pd.DataFrame:
    """Return the costs of a new member: kind, spend, rewards, new_members, cost (minor units, NaN: none)."""
    return rows(context, "cac", filters)


def k_factor(context: Context, filters: Filters) -> pd.DataFrame:
    """Return the K-factor by month: month, recruits, inviters, k, median_days, unfinished."""
    found = from_first(rows(context, "k-factor", filters), "inviters")
    return with_unfinished(found, context.run, filters)


def attribution(context: Context, filters: Filters) -> pd.DataFrame:
    """Return first orders by model and channel of the touches: model, channel, orders."""
    return rows(context, "attribution", filters)


def channels(context: Context, filters: Filters) -> list[Channel]:
    """Return what each channel costs and brings, all of them together last."""
    return channel_table(context.database, context.run, scope_of(context, filters))


def who_invites(context: Context, filters: Filters) -> list[Inviter]:
    """Return the inviters, those with most recruits who bought first."""
    return inviters(context.database, context.run, scope_of(context, filters))
