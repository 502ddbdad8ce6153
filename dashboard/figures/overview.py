"""The figures of the overview."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.style import rank_colour, rank_name, styled
from dashboard.words import _
from graph.plan.model import Plan


def ranks(found: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw how many members hold each rank: columns `rank` (number) and `members`; highest rank on top."""
    drawn = go.Figure(
        go.Bar(
            x=found["members"],
            y=[rank_name(plan, number) for number in found["rank"]],
            orientation="h",
            marker={"color": [rank_colour(number) for number in found["rank"]]},
            text=[f"{number:,}" for number in found["members"]],
            textposition="auto",
            hovertemplate="%{y}: %{x:,}<extra></extra>",
        )
    )
    return styled(
        drawn,
        hovermode="closest",
        xaxis={"title": _("members"), "rangemode": "tozero"},
        yaxis={"automargin": True},
    )
