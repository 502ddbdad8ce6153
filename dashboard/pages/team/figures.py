"""The figures of the team page."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.format import count, money
from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.ranks import rank_colour
from dashboard.shared.figures.style import BLUE, GREY, SKY, month_axis, styled
from dashboard.words import _
from graph.plan.model import Plan


def volumes(frame: pd.DataFrame) -> go.Figure:
    """Draw personal and team volume by month (data.by_month), stacked; the running month is hatched."""
    drawn = go.Figure()
    hatching = ["" if over else "/" for over in frame["over"]]
    for name, column, colour in (
        (_("team volume"), "team", BLUE),
        (_("personal volume"), "personal", SKY),
    ):
        drawn.add_bar(
            x=frame["month"] + "-01",
            y=frame[column] / 100,
            name=name,
            marker={"color": colour, "pattern": {"shape": hatching, "fillmode": "overlay", "solidity": 0.4}},
            hovertemplate="%{y:,.2f}",
        )
    axis = {**month_axis(), "dtick": "M3"}
    margin = {"l": 44, "r": 8, "t": 28, "b": 40}
    return in_amounts(styled(drawn, barmode="relative", xaxis=axis, margin=margin))


def legs(frame: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw group volume by leg as an icicle: the columns of data.shares; volumes in minor units."""
    rows = frame.to_dict("records")
    drawn = go.Figure(
        go.Icicle(
            ids=frame["id"],
            parents=frame["parent"],
            labels=[_label(row) for row in rows],
            values=frame["volume"] / 100,
            text=[money(int(row["volume"]), plan.currency) for row in rows],
            customdata=frame["member_id"],
            branchvalues="total",
            sort=False,
            maxdepth=3,
            tiling={"orientation": "v", "pad": 1},
            marker={
                "colors": [_colour(row, plan) for row in rows],
                "line": {"width": 1, "color": "rgba(255,255,255,0.6)"},
            },
            textfont={"color": "#000"},
            textinfo="label",
            hovertemplate="%{label}<br>%{text}<br>%{percentRoot:.1%}<extra></extra>",
            pathbar={"visible": True, "thickness": 22},
        )
    )
    small = {"minsize": 9, "mode": "hide"}
    return styled(drawn, hovermode="closest", margin={"l": 0, "r": 0, "t": 24, "b": 0}, uniformtext=small)


def _colour(row: Mapping[Hashable, Any], plan: Plan) -> str:
    return rank_colour(plan, row["rank"]) if row["kind"] == "member" else GREY


def _label(row: Mapping[Hashable, Any]) -> str:
    if row["kind"] == "own":
        return _("personal")
    if row["kind"] == "others":
        return _("{number} others").format(number=count(int(row["name"])))
    return str(row["name"] or row["member_id"])
