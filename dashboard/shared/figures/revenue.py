"""Revenue and rewards by month, a figure of several pages."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.months import axis_of_days, axis_of_months, hatched, month_starts
from dashboard.shared.figures.style import GREY, kind_colour, kind_name, styled
from dashboard.words import _
from graph.kinds.rewards import in_order


def months(frame: pd.DataFrame) -> go.Figure:
    """Draw revenue as a line above the rewards of each month, or day, stacked by kind.

    Columns: month (`year*12+month-1`) or day (2026-01-31), revenue, and one per kind of reward; minor units.
    unfinished: whether a month is, where that is known. Kinds that were taken back on the whole stand below
    the axis.
    """
    by_day = "day" in frame
    at = list(frame["day"]) if by_day else month_starts(frame)
    pattern = hatched(frame)
    drawn = go.Figure()
    for kind in in_order(set(frame.columns) - {"month", "day", "revenue", "unfinished"}):
        drawn.add_bar(
            x=at,
            y=frame[kind] / 100,
            name=kind_name(kind),
            marker={"color": kind_colour(kind), "pattern": pattern},
            hovertemplate="%{y:,.2f}",
        )
    drawn.add_scatter(
        x=at,
        y=frame["revenue"] / 100,
        name=_("revenue"),
        mode="lines+markers",
        line={"color": GREY, "width": 3},
        hovertemplate="%{y:,.2f}",
    )
    axis = axis_of_days() if by_day else axis_of_months(frame)
    return in_amounts(styled(drawn, barmode="relative", xaxis=axis, yaxis={"rangemode": "tozero"}))
