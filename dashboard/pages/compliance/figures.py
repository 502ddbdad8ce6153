"""The figure of the compliance page: a test by month, beside its threshold."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n.format import count, percent
from dashboard.shared.figures.months import (
    axis_of_months,
    hovers,
    line_of_months,
    month_starts,
    reference_line,
)
from dashboard.shared.figures.style import BLUE, styled, wordy_figure
from dashboard.words import _
from graph.compliance import Flag, flag_name


def by_month(frame: pd.DataFrame, flag: Flag) -> go.Figure:
    """Draw a test by month beside its threshold: the columns of data.by_month."""
    if frame.empty or frame["value"].isna().all():
        return wordy_figure(_("There is nothing yet that this test looks at."))
    share = flag.unit in {"members", "money"}
    if share:
        drawn = go.Figure(line_of_months(frame, "value", BLUE, hovers(frame, _parts(flag)), flag_name(flag)))
    else:
        drawn = go.Figure(
            go.Bar(
                x=month_starts(frame),
                y=frame["value"],
                name=flag_name(flag),
                showlegend=False,
                marker={"color": BLUE},
                customdata=hovers(frame, "{over:,}"),
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    at = float(flag.threshold)
    words = _("threshold {threshold}").format(threshold=number(flag, at))
    reference_line(drawn, at * 100 if share else at, words)
    return styled(
        drawn,
        xaxis=axis_of_months(frame),
        yaxis={"rangemode": "tozero", "ticksuffix": "%" if share else ""},
    )


def number(flag: Flag, value: float | None) -> str:
    """Return a figure of a test as people read it: 12, 45.2%."""
    if flag.unit in {"members", "money"}:
        return percent(value)
    return count(round(value or 0))


def _parts(flag: Flag) -> str:
    if flag.unit == "members":
        return _("{over:,} of {under:,} members")
    return "{over:,.0f} / {under:,.0f}"
