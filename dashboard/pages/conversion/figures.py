"""The figures of the conversion page."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.format import percent
from dashboard.shared.figures.funnel import stage_name
from dashboard.shared.figures.months import (
    axis_of_months,
    hovers,
    line_of_months,
    month_starts,
    reference_band,
    reference_line,
)
from dashboard.shared.figures.style import BLUE, GREY, ORANGE, PURPLE, SKY, styled, wordy_figure
from dashboard.words import _

TRADITIONAL, SOCIAL = 1.0, (10.0, 20.0)
"""The conversion rates that the source's articles name, in percent: of traditional and of social trade."""
_FEW = 14


def channel_name(channel: str) -> str:
    """Return a channel as readers know it: "" is all, "none" an order without a touch before it."""
    return {"": _("all channels"), "none": _("no touch")}.get(channel, channel)


def funnel(frame: pd.DataFrame) -> go.Figure:
    """Draw the funnel: columns stage, visitors, rate (over the first stage), waiting, step_rate.

    The light end of a bar are those who still have time for the next stage. What is said of a bar stands
    above it, so that a narrow screen has room for both.
    """
    if frame.empty or not frame["visitors"].iloc[0]:
        return wordy_figure(_("Nobody was invited in these days."))
    shown = frame[::-1]
    names = [stage_name(stage) for stage in shown["stage"]]
    parts = (
        (shown["visitors"] - shown["waiting"], BLUE, _("in the next stage, or out of time")),
        (shown["waiting"], SKY, _("waiting: still time for the next stage")),
    )
    drawn = go.Figure(
        [
            go.Bar(
                x=visitors,
                y=names,
                orientation="h",
                marker={"color": colour},
                showlegend=False,
                hovertemplate=f"%{{y}}: %{{x:,}} {words}<extra></extra>",
            )
            for visitors, colour, words in parts
        ]
    )
    for name, row in zip(names, shown.to_dict("records"), strict=True):
        step = "" if pd.isna(row["step_rate"]) else f" \u2192 {percent(row['step_rate'])}"
        drawn.add_annotation(
            text=f"{name}: {row['visitors']:,} · {percent(row['rate'])}{step}",
            x=0,
            y=name,
            xanchor="left",
            yanchor="bottom",
            yshift=10,
            showarrow=False,
        )
    return styled(
        drawn,
        barmode="stack",
        hovermode="closest",
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"visible": False},
        bargap=0.6,
    )


def by_channel(frame: pd.DataFrame) -> go.Figure:
    """Draw conversion by channel beside the benchmarks: columns channel, visitors, converted, rate."""
    shown = frame[frame["visitors"] > 0] if len(frame) else frame
    if shown.empty:
        return wordy_figure(_("No visitor's first touch lies in these days and is 7 days old."))
    shown = shown.sort_values(["channel"]).head(_FEW)
    drawn = go.Figure(
        go.Bar(
            x=[channel_name(channel) for channel in shown["channel"]],
            y=shown["rate"] * 100,
            showlegend=False,
            marker={"color": [BLUE if channel == "" else SKY for channel in shown["channel"]]},
            text=[percent(rate) for rate in shown["rate"]],
            textposition="outside",
            cliponaxis=False,
            customdata=hovers(shown, _("{converted:,} of {visitors:,} visitors")),
            hovertemplate="%{x}: %{text} · %{customdata}<extra></extra>",
        )
    )
    _benchmarks(drawn)
    return styled(drawn, hovermode="closest", bargap=0.4, yaxis=_percent())


def by_month(frame: pd.DataFrame) -> go.Figure:
    """Draw conversion by month of the first touch: columns month, visitors, converted, rate, unfinished."""
    if frame.empty or not frame["visitors"].sum():
        return wordy_figure(_("No visitor's first touch lies in these days and is 7 days old."))
    texts = hovers(frame, _("{converted:,} of {visitors:,} visitors"))
    drawn = go.Figure(line_of_months(frame, "rate", BLUE, texts, _("Conversion")))
    _benchmarks(drawn)
    return styled(drawn, xaxis=axis_of_months(frame), yaxis=_percent())


def k_factor(frame: pd.DataFrame) -> go.Figure:
    """Draw the K-factor by month: columns month, recruits, inviters, k, median_days, unfinished."""
    if frame.empty or frame["k"].isna().all():
        return wordy_figure(_("Nobody who could invite had bought before these days."))
    drawn = go.Figure(
        go.Bar(
            x=month_starts(frame),
            y=frame["k"],
            marker={
                "color": PURPLE,
                "pattern": {"shape": ["/" if one else "" for one in frame["unfinished"]]},
            },
            customdata=hovers(frame, _("{recruits:,} recruits of {inviters:,} inviters")),
            hovertemplate="%{y:.3f} · %{customdata}<extra></extra>",
        )
    )
    return styled(
        drawn, xaxis=axis_of_months(frame), yaxis={"rangemode": "tozero", "tickformat": "~g"}, bargap=0.4
    )


def attribution(frame: pd.DataFrame, model: str) -> go.Figure:
    """Draw the first orders that a model gives to each channel: columns model, channel, orders."""
    shown = frame[frame["model"] == model] if len(frame) else frame
    if shown.empty:
        return wordy_figure(_("No first order lies in these days."))
    shown = shown.sort_values("orders", ascending=True)
    drawn = go.Figure(
        go.Bar(
            x=shown["orders"],
            y=[channel_name(channel) for channel in shown["channel"]],
            orientation="h",
            marker={"color": [GREY if channel == "none" else ORANGE for channel in shown["channel"]]},
            text=[f"{number:,.1f}".removesuffix(".0") for number in shown["orders"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    return styled(
        drawn,
        hovermode="closest",
        margin={"l": 8, "r": 64, "t": 8, "b": 8},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"showgrid": False, "ticksuffix": " ", "automargin": True},
        bargap=0.35,
    )


def _benchmarks(drawn: go.Figure) -> None:
    reference_band(drawn, *SOCIAL, _("social commerce, 10 to 20%"))
    reference_line(drawn, TRADITIONAL, _("traditional trade, 1%"))


def _percent() -> dict[str, object]:
    return {"rangemode": "tozero", "ticksuffix": "%"}
