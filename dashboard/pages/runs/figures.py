"""The figures of the runs page."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.stages import stage_name
from dashboard.shared.figures.style import BLUE, GREEN, ORANGE, kind_name, styled
from dashboard.words import _


def stages(frame: pd.DataFrame) -> go.Figure:
    """Draw how long the stages of a run took beside the run before and the median: data.stages, top first."""
    names = [stage_name(stage) for stage in frame["stage"][::-1]]
    drawn = go.Figure(
        go.Bar(
            x=frame["seconds"][::-1],
            y=names,
            orientation="h",
            name=_("this run"),
            marker={"color": BLUE},
            text=[f"{one:.2f} s" for one in frame["seconds"][::-1]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:.2f} s",
        )
    )
    for column, name, symbol in (
        ("before", _("the run before"), "line-ns-open"),
        ("median", _("median of 14"), "diamond-open"),
    ):
        if frame[column].notna().any():
            drawn.add_scatter(
                x=frame[column][::-1],
                y=names,
                name=name,
                mode="markers",
                marker={"symbol": symbol, "size": 12, "color": ORANGE, "line": {"width": 2}},
                hovertemplate="%{x:.2f} s",
            )
    return styled(
        drawn,
        hovermode="y unified",
        margin={"l": 8, "r": 56, "t": 8, "b": 8},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"showgrid": False, "ticksuffix": " ", "automargin": True},
    )


def postings(frame: pd.DataFrame) -> go.Figure:
    """Draw what a run added and took back, by kind: columns kind, added, taken; minor units."""
    kinds = [kind_name(kind) for kind in frame["kind"]]
    drawn = go.Figure()
    for name, column, colour in ((_("added"), "added", GREEN), (_("taken back"), "taken", ORANGE)):
        drawn.add_bar(
            x=kinds, y=frame[column] / 100, name=name, marker={"color": colour}, hovertemplate="%{y:,.2f}"
        )
    return in_amounts(styled(drawn, barmode="relative"))
