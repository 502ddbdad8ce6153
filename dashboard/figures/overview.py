"""The figures of the overview."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.amounts import in_amounts
from dashboard.figures.months import axis_of_months
from dashboard.figures.style import (
    GREY,
    kind_colour,
    kind_name,
    rank_colour,
    rank_name,
    styled,
)
from dashboard.words import _
from graph.kinds.rewards import in_order
from graph.plan.model import Plan


def ranks(found: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw how many members hold each rank: columns `rank` (number) and `members`; the highest is on top."""
    numbers = [int(number) for number in found["rank"]]
    drawn = go.Figure(
        go.Bar(
            x=found["members"],
            y=[rank_name(plan, number) for number in numbers],
            orientation="h",
            marker={"color": [rank_colour(plan, number) for number in numbers]},
            text=[f"{number:,}" for number in found["members"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,}<extra></extra>",
        )
    )
    return styled(
        drawn,
        hovermode="closest",
        margin={"l": 8, "r": 48, "t": 8, "b": 24},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"showgrid": False, "ticksuffix": " ", "automargin": True},
        bargap=0.35,
    )


def months(found: pd.DataFrame) -> go.Figure:
    """Draw revenue as a line above the rewards of each month, stacked by kind.

    Columns: month (`year*12+month-1`), revenue, and one per kind of reward; minor units. Kinds that were
    taken back on the whole stand below the axis.
    """
    at = [f"{month // 12}-{month % 12 + 1:02d}-01" for month in found["month"]]
    drawn = go.Figure()
    for kind in in_order(set(found.columns) - {"month", "revenue"}):
        drawn.add_bar(
            x=at,
            y=found[kind] / 100,
            name=kind_name(kind),
            marker={"color": kind_colour(kind)},
            hovertemplate="%{y:,.2f}",
        )
    drawn.add_scatter(
        x=at,
        y=found["revenue"] / 100,
        name=_("revenue"),
        mode="lines+markers",
        line={"color": GREY, "width": 3},
        hovertemplate="%{y:,.2f}",
    )
    return in_amounts(
        styled(drawn, barmode="relative", xaxis=axis_of_months(found), yaxis={"rangemode": "tozero"})
    )
