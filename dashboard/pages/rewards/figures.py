"""The figures of the rewards page: sums, the payout ratio, pools by day."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.format import month
from dashboard.shared.figures.amounts import in_amounts
from dashboard.shared.figures.months import (
    axis_of_days,
    axis_of_months,
    hatched,
    hovers,
    line_of_months,
    month_starts,
)
from dashboard.shared.figures.ranks import pool_name, rank_colour, rank_name, rank_of_pool
from dashboard.shared.figures.style import (
    BLUE,
    GREY,
    ORANGE,
    SKY,
    kind_colour,
    kind_name,
    styled,
    wordy_figure,
)
from dashboard.words import _
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


def payout(frame: pd.DataFrame) -> go.Figure:
    """Draw the payout ratio by month, stacked by kind of reward, in percent of the month's revenue.

    Columns: those of data.by_month, rewards, rate, unfinished. Months that are not over are hatched.
    """
    if frame.empty or frame["rate"].isna().all():
        return wordy_figure(_("There is no revenue in these days."))
    money = frame.assign(earned=frame["rewards"] / 100, sold=frame["revenue"] / 100)
    revenue = frame["revenue"].where(frame["revenue"] > 0)
    drawn = go.Figure()
    for kind in in_order(kinds_of(frame)):
        drawn.add_bar(
            x=month_starts(frame),
            y=frame[kind] / revenue * 100,
            name=kind_name(kind),
            marker={"color": kind_colour(kind), "pattern": hatched(frame)},
            hovertemplate="%{y:.2f}%",
        )
    texts = hovers(money, _("{earned:,.0f} of {sold:,.0f}"))
    whole = line_of_months(frame, "rate", GREY, texts, _("Payout ratio"))
    drawn.add_trace(whole.update(hovertemplate=whole.hovertemplate.replace("<extra></extra>", "")))
    return styled(
        drawn,
        barmode="relative",
        xaxis=axis_of_months(frame),
        yaxis={"rangemode": "tozero", "ticksuffix": "%"},
    )


def kinds_of(frame: pd.DataFrame) -> set[str]:
    """Return the kinds of rewards that a table by month has columns of."""
    return set(frame.columns) - {"month", "revenue", "rewards", "rate", "unfinished"}


def bridge(frame: pd.DataFrame, before: int, after: int) -> go.Figure:
    """Draw what moved the payout ratio from one month to another, kind by kind, in points of revenue.

    The columns of `payout`; the months as `year * 12 + month - 1`.
    """
    moved = moves(frame, before, after)
    if moved is None:
        return wordy_figure(_("There is no revenue in one of the two months."))
    at = frame.set_index("month")["rate"] * 100
    names = [month(before), *map(kind_name, moved), month(after)]
    heights = [at[before], *moved.values(), at[after]]
    drawn = go.Figure(
        go.Waterfall(
            x=list(range(len(names))),
            y=heights,
            measure=["absolute", *["relative"] * len(moved), "total"],
            text=[
                f"{at[before]:.1f}%",
                *(f"{points:+.2f}" for points in moved.values()),
                f"{at[after]:.1f}%",
            ],
            textposition="outside",
            cliponaxis=False,
            customdata=names,
            hovertemplate="%{customdata}: %{text}<extra></extra>",
            connector={"line": {"color": GREY, "width": 1}},
            decreasing={"marker": {"color": SKY}},
            increasing={"marker": {"color": ORANGE}},
            totals={"marker": {"color": BLUE}},
        )
    )
    # From just below the lowest step on: the steps are small beside the ratio.
    steps = [sum(heights[: number + 1]) for number in range(len(names) - 1)]
    lowest, highest = min(steps), max(steps)
    room = max(highest - lowest, 0.1)
    return styled(
        drawn,
        hovermode="closest",
        showlegend=False,
        margin={"l": 48, "r": 16, "t": 24, "b": 48},
        xaxis={"tickvals": list(range(len(names))), "ticktext": names},
        yaxis={"range": [max(0.0, lowest - room), highest + room / 2], "ticksuffix": "%"},
    )


def moves(frame: pd.DataFrame, before: int, after: int) -> dict[str, float] | None:
    """Return by how many points of revenue each kind moved the ratio between two months, the largest first.

    Kinds that moved nothing are left out; None when one of the months has no revenue. They add up to the
    difference of the two ratios.
    """
    months = {int(row["month"]): row for row in frame.to_dict("records") if row["revenue"] > 0}
    if before not in months or after not in months:
        return None
    then, now = months[before], months[after]
    points = {
        kind: 100.0 * (now[kind] / now["revenue"] - then[kind] / then["revenue"])
        for kind in in_order(kinds_of(frame))
    }
    return dict(sorted(((kind, one) for kind, one in points.items() if one), key=lambda pair: -abs(pair[1])))


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
    return in_amounts(styled(drawn, xaxis={**axis_of_days(), "nticks": 4}, yaxis={"rangemode": "tozero"}))


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
