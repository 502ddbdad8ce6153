"""Headings: of a page, and of a section with the sentence that says how its figures are meant."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

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
