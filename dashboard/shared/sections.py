"""Headings of pages and sections, and what stands where there is nothing to show: in words, or grey bars."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.shared.attributes import aria
from dashboard.shared.icons import icon

Children = Component | str | Sequence[Component | str | None] | None


def page_head(title: str, lead: Component | str, tools: Sequence[Component] = ()) -> Component:
    """Return the head of a page: its title (translated), one line below it, and controls at the right."""
    head: Component = dmc.Group(
        [
            html.Div([dmc.Title(title, order=1, size="h2"), dmc.Text(lead, c="dimmed")]),
            dmc.Group(list(tools), gap="sm"),
        ],
        justify="space-between",
        align="flex-end",
        mb="lg",
    )
    return head


def section(title: str, children: Children, note: str = "") -> Component:
    """Return a titled part of a page; `note` says in a sentence what its figures mean."""
    head: list[Component] = [dmc.Title(title, order=2, size="h4")]
    if note:
        head.append(dmc.Text(note, size="sm", c="dimmed"))
    inside = [children] if isinstance(children, Component | str) else list(children or ())
    return html.Section([dmc.Paper([*head, *inside], withBorder=True, p="md", radius="md")])


def notices(words: Sequence[str]) -> list[Component]:
    """Return what a reader is told above the figures: sentences, translated; a screen reader says them."""
    alerts = (dmc.Alert(one, color="orange", mb="md", variant="light") for one in words)
    return [html.Div(one, role="status") for one in alerts]


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
