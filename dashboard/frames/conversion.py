"""The tables of the conversion page: metrics in the viewer's scope, and conversion by month."""

import pandas as pd

from dashboard.asking import Asked
from dashboard.components.filters import Filters
from dashboard.frames.months import framed, from_first, rows, with_unfinished
from graph.metrics.cohorts import conversion_by_month

_WAITS = 7
"""Days that a visitor has to convert in."""


def funnel(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return the stages in order: stage, visitors, rate (over the first), waiting, step_rate (NaN: none)."""
    return rows(question, "funnel", wanted)


def by_channel(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return conversion by channel of the first touch, "" for all: channel, visitors, converted, rate."""
    return rows(question, "conversion", wanted)


def by_month(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return conversion by month of the first touch: month, visitors, converted, rate, unfinished."""
    found = conversion_by_month(
        question.database,
        question.run,
        from_day=wanted.from_day,
        to_day=wanted.to_day,
        channel=wanted.channel,
        team=question.team,
    )
    return with_unfinished(from_first(framed(found), "visitors"), question.run, wanted, _WAITS)


def cost(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return the costs of a new member: kind, spend, rewards, new_members, cost (minor units, NaN: none)."""
    return rows(question, "cac", wanted)


def k_factor(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return the K-factor by month: month, recruits, inviters, k, median_days, unfinished."""
    found = from_first(rows(question, "k-factor", wanted), "inviters")
    return with_unfinished(found, question.run, wanted)


def attribution(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return first orders by model and channel of the touches: model, channel, orders."""
    return rows(question, "attribution", wanted)
