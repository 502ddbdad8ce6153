"""Revenue and rewards by month, a figure of several pages."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.months import axis_of_months
from dashboard.shared.figures.style import GREY, kind_colour, kind_name, styled
from dashboard.words import _
from graph.kinds.rewards import in_order


def months(frame: pd.DataFrame) -> go.Figure:
    """Draw revenue as a line above the rewards of each month, stacked by kind.

    Columns: month (`year*12+month-1`), revenue, and one per kind of reward; minor units. Kinds that were
    taken back on the whole stand below the axis.
    """
    at = [f"{month // 12}-{month % 12 + 1:02d}-01" for month in frame["month"]]
    drawn = go.Figure()
    for kind in in_order(set(frame.columns) - {"month", "revenue"}):
        drawn.add_bar(
            x=at,
            y=frame[kind] / 100,
            name=kind_name(kind),
            marker={"color": kind_colour(kind)},
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
    return in_amounts(
        styled(drawn, barmode="relative", xaxis=axis_of_months(frame), yaxis={"rangemode": "tozero"})
    )
