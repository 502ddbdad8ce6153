"""The axis of amounts of money, in the units that readers count by: 1.2M in English, 120万 in Chinese."""

from collections import defaultdict

import plotly.graph_objects as go

from dashboard.words import language

_UNITS = ((100_000_000, "亿"), (10_000, "万"))


def in_amounts(drawn: go.Figure) -> go.Figure:
    """Return a figure whose y values are amounts, with a y axis of few digits.

    plotly shortens by thousands only. So a Chinese figure is drawn in the unit of its largest value, and
    what a reader points at (`%{y}` of a hovertemplate) still tells the whole amount.
    """
    if language() != "zh":
        return drawn.update_yaxes(tickformat="~s")
    largest = _largest(drawn)
    unit, name = next(((unit, name) for unit, name in _UNITS if largest >= unit), (1, ""))
    for one in drawn.data:
        one.customdata = list(one.y)
        one.hovertemplate = one.hovertemplate.replace("%{y", "%{customdata")
        one.y = [amount / unit for amount in one.y]
    return drawn.update_yaxes(tickformat="~f", ticksuffix=name, labelalias={f"0{name}": "0"})


def _largest(drawn: go.Figure) -> float:
    """Return the highest amount that a figure shows, stacked bars together."""
    stacked: defaultdict[object, float] = defaultdict(float)
    for bars in drawn.select_traces({"type": "bar"}):
        for at, amount in zip(bars.x, bars.y, strict=True):
            stacked[at] += abs(amount)
    lines = [abs(amount) for line in drawn.select_traces({"type": "scatter"}) for amount in line.y]
    return max([*stacked.values(), *lines], default=0)
