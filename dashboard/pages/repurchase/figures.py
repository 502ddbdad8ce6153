"""The figures of the repurchase page."""

import math

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.months import (
    axis_of_months,
    hatched,
    hovers,
    line_of_months,
    month_starts,
    reference_band,
    reference_line,
)
from dashboard.shared.figures.style import BLUE, GREEN, GREY, ORANGE, RED, SKY, styled, wordy_figure
from dashboard.words import _

REFERENCE = 50.0
"""The monthly repurchase rate that the source's articles ask for, in percent."""
HEALTHY, UNHEALTHY = (10.0, 100.0), 0.1
"""Buyers per seller: the band that the articles call healthy, and what they call not healthy."""


def by_month(frame: pd.DataFrame) -> go.Figure:
    """Draw the monthly rate beside the reference, over new and returning buyers apart.

    Columns: month, buyers, repeat_buyers, rate, unfinished. So a rate that rises because nobody new came does
    not look like growth.
    """
    if frame.empty:
        return wordy_figure(_("Nobody ordered in these days."))
    texts = hovers(frame, _("{repeat_buyers:,} of {buyers:,} buyers"))
    drawn = go.Figure(line_of_months(frame, "rate", BLUE, texts, _("Repurchase")))
    reference_line(drawn, REFERENCE, _("reference, 50%"))
    returning = frame["repeat_buyers"]
    for name, counts, colour in (
        (_("returning buyers"), returning, SKY),
        (_("new buyers"), frame["buyers"] - returning, GREY),
    ):
        drawn.add_bar(
            x=month_starts(frame),
            y=counts,
            name=name,
            yaxis="y2",
            marker={"color": colour, "pattern": hatched(frame)},
            opacity=0.55,
            hovertemplate="%{y:,}",
        )
    return styled(
        drawn,
        barmode="stack",
        xaxis=axis_of_months(frame),
        yaxis={"rangemode": "tozero", "ticksuffix": "%", "overlaying": "y2"},
        yaxis2={"side": "right", "rangemode": "tozero", "showgrid": False, "tickformat": "~s"},
    )


def within(frame: pd.DataFrame) -> go.Figure:
    """Draw who orders within N days: columns kind (first, again), days, people, came, rate."""
    if frame.empty or frame["rate"].isna().all():
        return wordy_figure(_("Nobody joined or first ordered long enough ago in these days."))
    drawn = go.Figure()
    for kind, name, colour, dash in (
        ("first", _("first order after joining"), ORANGE, "dot"),
        ("again", _("second order after the first"), BLUE, "solid"),
    ):
        shown = frame[(frame["kind"] == kind) & frame["rate"].notna()]
        drawn.add_scatter(
            x=shown["days"],
            y=shown["rate"] * 100,
            name=name,
            mode="lines+markers",
            line={"color": colour, "width": 3, "dash": dash},
            marker={"size": 9},
            customdata=hovers(shown, _("{came:,} of {people:,}")),
            hovertemplate="%{y:.1f}% · %{customdata}",
        )
    days = sorted(frame["days"].unique())
    return styled(
        drawn,
        xaxis={"tickvals": days, "ticktext": [_("{days} days").format(days=one) for one in days]},
        yaxis={"rangemode": "tozero", "ticksuffix": "%"},
    )


def ratio(frame: pd.DataFrame) -> go.Figure:
    """Draw buyers per seller on a scale of powers of ten: columns buyers, sellers, ratio."""
    if frame.empty or pd.isna(frame["ratio"].iloc[0]) or not frame["ratio"].iloc[0]:
        return wordy_figure(_("Nobody sold to a buyer without rank in the last 30 days."))
    at = float(frame["ratio"].iloc[0])
    good = HEALTHY[0] <= at <= HEALTHY[1]
    drawn = go.Figure(
        go.Scatter(
            x=[at],
            y=[0],
            mode="markers+text",
            showlegend=False,
            marker={"size": 22, "color": GREEN if good else RED, "symbol": "circle" if good else "diamond"},
            text=[ratio_words(at)],
            textposition="bottom center",
            textfont={"size": 16},
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    )
    reference_band(drawn, *HEALTHY, _("healthy, 10 : 1 to 100 : 1"), upright=True)
    reference_line(drawn, UNHEALTHY, _("not healthy, 1 : 10"), upright=True)
    lowest, highest = min(-2.0, math.log10(at) - 0.5), max(3.0, math.log10(at) + 0.5)
    ticks = range(math.ceil(lowest), math.floor(highest) + 1)
    return styled(
        drawn,
        hovermode="closest",
        margin={"l": 16, "r": 16, "t": 28, "b": 32},
        xaxis={
            "type": "log",
            "range": [lowest, highest],
            "tickvals": [10.0**power for power in ticks],
            "ticktext": [ratio_words(10.0**power) for power in ticks],
        },
        yaxis={"visible": False, "range": [-1, 1]},
    )


def ratio_words(ratio: float) -> str:
    """Return buyers per seller as the articles write it: 10 : 1, and 1 : 10 where sellers are more."""
    many, few = (ratio, 1.0) if ratio >= 1 else (1.0, 1 / ratio)
    return f"{many:,.1f}".removesuffix(".0") + " : " + f"{few:,.1f}".removesuffix(".0")
