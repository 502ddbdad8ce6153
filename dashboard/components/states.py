"""What stands where there is nothing to show: in words, and while the answer is on its way."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.components.icons import icon


def empty_state(title: str, words: str = "") -> Component:
    """Return the place of figures that are not there, and why: both texts are translated."""
    return _state("inbox", title, words, "status")


def error_state(words: str, title: str = "") -> Component:
    """Return the place of figures that could not be read; a screen reader says it at once."""
    return _state("alert-triangle", title or words, words if title else "", "alert")


def skeleton(height: int, lines: int = 1) -> Component:
    """Return grey bars of `height` pixels in all, which stand until the answer comes."""
    each = max(12, (height - 8 * (lines - 1)) // lines)
    bars = [dmc.Skeleton(h=each, mb=8 if number < lines - 1 else 0) for number in range(lines)]
    return html.Div(bars, **aria(hidden="true"))


def _state(name: str, title: str, words: str, role: str) -> Component:
    inside: list[Component] = [icon(name), dmc.Text(title, fw=600)]
    if words:
        inside.append(dmc.Text(words, size="sm", c="dimmed"))
    return html.Div(dmc.Stack(inside, align="center", gap=4), role=role, className="state")
