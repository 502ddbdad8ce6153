"""The figures of the overview."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.ranks import rank_colour, rank_name
from dashboard.shared.figures.style import styled
from graph.plan.model import Plan


def ranks(frame: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw how many members hold each rank: columns `rank` (number) and `members`; the highest is on top."""
    numbers = [int(number) for number in frame["rank"]]
    drawn = go.Figure(
        go.Bar(
            x=frame["members"],
            y=[rank_name(plan, number) for number in numbers],
            orientation="h",
            marker={"color": [rank_colour(plan, number) for number in numbers]},
            text=[f"{number:,}" for number in frame["members"]],
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
