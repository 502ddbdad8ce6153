"""The figures of the rewards page: sums, the payout ratio, pools by day."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.format import percent
from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.months import axis_of_months, hovers, line_of_months, reference_line
from dashboard.shared.figures.ranks import pool_name, rank_colour, rank_name, rank_of_pool
from dashboard.shared.figures.style import (
    BLUE,
    GREY,
    kind_colour,
    kind_name,
    styled,
    wordy_figure,
)
from dashboard.words import _, language
from graph.kinds.rewards import in_order
from graph.plan.model import Plan

_LONG = 14


def by_kind(frame: pd.DataFrame) -> go.Figure:
    """Draw rewards by kind: columns kind, amount (minor units); the first kind is on top."""
    if frame.empty:
        return wordy_figure(_("Nobody earned anything in these days."))
    order = {kind: -place for place, kind in enumerate(in_order(frame["kind"]))}
    shown = frame.sort_values("kind", key=lambda kinds: kinds.map(order))
    names = [kind_name(kind) for kind in shown["kind"]]
    return _bars(shown, names, [kind_colour(kind) for kind in shown["kind"]])


def by_rank(frame: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw rewards by rank as of the run: columns rank (number), amount (minor units); the highest on top."""
    if frame.empty:
        return wordy_figure(_("Nobody earned anything in these days."))
    shown = frame.sort_values("rank")
    names = [rank_name(plan, int(number)) for number in shown["rank"]]
    return _bars(shown, names, [rank_colour(plan, int(number)) for number in shown["rank"]])


def payout(frame: pd.DataFrame, ceiling: float | None) -> go.Figure:
    """Draw the payout ratio by month: columns month, rewards, revenue, rate, unfinished.

    `ceiling` is the most that a package pays out; None where it does not apply.
    """
    if frame.empty or frame["rate"].isna().all():
        return wordy_figure(_("There is no revenue in these days."))
    money = frame.assign(earned=frame["rewards"] / 100, sold=frame["revenue"] / 100)
    texts = hovers(money, _("{earned:,.0f} of {sold:,.0f}"))
    drawn = go.Figure(line_of_months(frame, "rate", BLUE, texts, _("Payout ratio")))
    if ceiling is not None:
        reference_line(drawn, ceiling * 100, _("the plan's ceiling, {rate}").format(rate=percent(ceiling)))
    return styled(
        drawn,
        xaxis=axis_of_months(frame),
        yaxis={"rangemode": "tozero", "ticksuffix": "%"},
    )


def pools(frame: pd.DataFrame, plan: Plan) -> go.Figure:
    """Draw pools by day: columns pool, day, amount, adjusted (minor units)."""
    if frame.empty:
        return wordy_figure(_("No pool was shared in these days."))
    drawn = go.Figure()
    for pool, rows in frame.groupby("pool", sort=False):
        number = rank_of_pool(plan, str(pool))
        drawn.add_scatter(
            x=rows["day"],
            y=rows["amount"] / 100,
            name=pool_name(plan, str(pool)),
            mode="lines+markers" if len(rows) <= _LONG else "lines",
            line={"width": 2, "color": GREY if number is None else rank_colour(plan, number), "shape": "hv"},
            customdata=[_adjusted_words(amount) for amount in rows["adjusted"]],
            hovertemplate="%{y:,.2f}%{customdata}",
        )
    chinese = language() == "zh"
    axis = {
        "type": "date",
        "tickformat": "%-m月%-d日\n%Y年" if chinese else "%-d %b\n%Y",
        "hoverformat": "%Y年%-m月%-d日" if chinese else "%-d %b %Y",
        "nticks": 4,
        "tickangle": 0,
    }
    return in_amounts(styled(drawn, xaxis=axis, yaxis={"rangemode": "tozero"}))


def _adjusted_words(amount: int) -> str:
    return _(" (the pool was adjusted by {amount})").format(amount=f"{amount / 100:,.2f}") if amount else ""


def _bars(frame: pd.DataFrame, names: list[str], colours: list[str]) -> go.Figure:
    drawn = go.Figure(
        go.Bar(
            x=frame["amount"] / 100,
            y=names,
            orientation="h",
            marker={"color": colours},
            text=[f"{amount / 100:,.0f}" for amount in frame["amount"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:,.2f}<extra></extra>",
        )
    )
    return styled(
        drawn,
        hovermode="closest",
        margin={"l": 8, "r": 88, "t": 8, "b": 8},
        xaxis={"visible": False},
        yaxis={"showgrid": False, "ticksuffix": " ", "automargin": True},
        bargap=0.35,
    )
