"""The figures of the plan lab: a plan that is tried beside the plans in force."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.months import axis_of_months, month_starts
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import BLUE, GREEN, GREY, ORANGE, kind_name, styled, wordy_figure
from dashboard.words import _, language
from graph.kinds.rewards import in_order
from graph.plan import Plan
from graph.reads.standings import month_number
from graph.simulation import Figures, RankGroup


def kinds(before: Figures | None, after: Figures) -> go.Figure:
    """Draw what is earned of each kind of reward, on both sides."""
    names = in_order({*after.totals.rewards, *(before.totals.rewards if before else ())})
    drawn = go.Figure()
    for side, name, colour in _sides(before, after):
        drawn.add_bar(
            x=[kind_name(kind) for kind in names],
            y=[side.totals.rewards.get(kind, 0) / 100 for kind in names],
            name=name,
            marker={"color": colour},
            hovertemplate="%{y:,.2f}",
        )
    return in_amounts(styled(drawn, barmode="group"))


def payout(before: Figures | None, after: Figures) -> go.Figure:
    """Draw the payout ratio by month, on both sides."""
    drawn = go.Figure()
    months = pd.DataFrame({"month": [month_number(one.month) for one in after.months]})
    for side, name, colour in _sides(before, after):
        at = pd.DataFrame({"month": [month_number(one.month) for one in side.months]})
        drawn.add_scatter(
            x=month_starts(at),
            y=[None if one.payout is None else float(one.payout) * 100 for one in side.months],
            name=name,
            mode="lines+markers",
            line={"color": colour, "width": 3},
            hovertemplate="%{y:.1f}%",
        )
    return styled(drawn, xaxis=axis_of_months(months), yaxis={"ticksuffix": "%", "rangemode": "tozero"})


def curve(before: Figures | None, after: Figures) -> go.Figure:
    """Draw the curves of concentration: which part of all rewards which part of the members earn."""
    drawn = go.Figure()
    drawn.add_scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": GREY, "width": 1, "dash": "dash"},
        showlegend=False,
        hoverinfo="skip",
    )
    for side, name, colour in _sides(before, after):
        points = [(0.0, 0.0), *((float(x) * 100, float(y) * 100) for x, y in side.concentration.curve)]
        drawn.add_scatter(
            x=[x for x, _y in points],
            y=[y for _x, y in points],
            name=name,
            mode="lines",
            line={"color": colour, "width": 3},
            hovertemplate="%{y:.1f}%",
        )
    percents = {"ticksuffix": "%", "range": [0, 101], "dtick": 25}
    return styled(drawn, xaxis={**percents, "hoverformat": ".0f"}, yaxis=percents)


def ranks(groups: tuple[RankGroup, ...], plan: Plan) -> go.Figure:
    """Draw what members of each rank (of the plans in force) win and lose; the highest is on top.

    Where nobody's pay differs, say so: an axis without amounts would be divided into halves of a cent.
    """
    if not any(group.gained or group.lost for group in groups):
        return wordy_figure(_("No member would earn otherwise."))
    names = [rank_name(plan, group.rank) for group in groups]
    drawn = go.Figure()
    for name, values, colour in (
        (_("win"), [group.gained / 100 for group in groups], GREEN),
        (_("lose"), [-group.lost / 100 for group in groups], ORANGE),
    ):
        drawn.add_bar(
            x=values,
            y=names,
            name=name,
            orientation="h",
            marker={"color": colour},
            hovertemplate="%{x:,.2f}",
        )
    return styled(
        drawn,
        barmode="relative",
        hovermode="y unified",
        margin={"l": 8, "r": 16, "t": 44, "b": 32},
        xaxis={"tickformat": ",.0f" if language() == "zh" else "~s", "nticks": 5},
        yaxis={"showgrid": False, "ticksuffix": " ", "automargin": True},
    )


def _sides(before: Figures | None, after: Figures) -> list[tuple[Figures, str, str]]:
    """Return the sides with their names and colours, what is in force first."""
    there = [(before, _("in force"), GREY)] if before else []
    return [*there, (after, _("tried"), BLUE)]
