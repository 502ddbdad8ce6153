"""What figures by month share: the axis, and how an unfinished month looks."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.shared.figures.style import GREY, month_axis
from dashboard.words import _, language

_FEW = 4
_BAND = "rgba(0,158,115,0.18)"


def month_starts(frame: pd.DataFrame) -> list[str]:
    """Return the first days of a table's months, as plotly's axes of dates take them."""
    return [f"{month // 12}-{month % 12 + 1:02d}-01" for month in frame["month"]]


def axis_of_months(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the axis of a table's months; of many only those are named that there is room for."""
    return {**month_axis(), "dtick": "M1" if len(frame) <= _FEW else None}


def axis_of_days() -> dict[str, Any]:
    """Return an axis of days; those are named that there is room for."""
    chinese = language() == "zh"
    return {
        "type": "date",
        "tickformat": "%-m月%-d日\n%Y年" if chinese else "%-d %b\n%Y",
        "hoverformat": "%Y年%-m月%-d日" if chinese else "%-d %b %Y",
        "nticks": 6,
        "tickangle": 0,
    }


def hatched(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the pattern of a table's bars: unfinished months are hatched."""
    flags = frame["unfinished"] if "unfinished" in frame else [False] * len(frame)
    shape = ["/" if unfinished else "" for unfinished in flags]
    return {"shape": shape, "fillmode": "overlay", "solidity": 0.4}


def hovers(frame: pd.DataFrame, template: str) -> list[str]:
    """Return a text per row: `template` filled with its columns; it is said when a month is unfinished."""
    return [
        template.format(**{str(name): value for name, value in row.items()})
        + unfinished_words(row.get("unfinished", False))
        for row in frame.to_dict("records")
    ]


def unfinished_words(unfinished: bool) -> str:  # noqa: FBT001 - a flag of a row
    """Return what is said behind the figures of an unfinished month; "" for others."""
    words = _("unfinished")
    return f" ({words})" if unfinished else ""


def line_of_months(frame: pd.DataFrame, column: str, colour: str, texts: list[str], name: str) -> go.Scatter:
    """Return a column of rates as a line in percent; unfinished months are hollow."""
    hollow = frame["unfinished"] if "unfinished" in frame else [False] * len(frame)
    return go.Scatter(
        x=month_starts(frame),
        y=frame[column] * 100,
        name=name,
        mode="lines+markers",
        showlegend=False,
        line={"color": colour, "width": 3},
        marker={"size": 9, "symbol": ["circle-open" if one else "circle" for one in hollow]},
        customdata=texts,
        hovertemplate="%{y:.1f}% · %{customdata}<extra></extra>",
        connectgaps=False,
    )


def reference_line(drawn: go.Figure, at: float, words: str, *, upright: bool = False) -> None:
    """Draw a dashed line across a figure, named in its legend; `upright`: at a value of the x axis."""
    line = {"color": GREY, "width": 2, "dash": "dash"}
    if upright:
        drawn.add_vline(x=at, line=line)
    else:
        drawn.add_hline(y=at, line=line)
    drawn.add_scatter(
        x=[None], y=[None], mode="lines", line=line, name=words, hoverinfo="skip", showlegend=True
    )


def reference_band(
    drawn: go.Figure, lowest: float, highest: float, words: str, *, upright: bool = False
) -> None:
    """Draw a band behind a figure, named in its legend; `upright`: between two values of the x axis."""
    style: dict[str, Any] = {"fillcolor": _BAND, "line_width": 0, "layer": "below"}
    if upright:
        drawn.add_vrect(x0=lowest, x1=highest, **style)
    else:
        drawn.add_hrect(y0=lowest, y1=highest, **style)
    marker = {"symbol": "square", "size": 14, "color": _BAND, "line": {"width": 0}}
    drawn.add_scatter(
        x=[None], y=[None], mode="markers", marker=marker, name=words, hoverinfo="skip", showlegend=True
    )
