"""Icons, drawn by assets/icons.css in the colour of the text around them."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import aria
from dashboard.figures.style import rank_colour, rank_icon, rank_name
from graph.plan.model import Plan


def icon(name: str, colour: str = "") -> Component:
    """Return an icon of assets/icons.css; a reader's aid passes it by, so that words must stand beside it."""
    style = {"color": colour} if colour else {}
    return html.Span(className=f"icon icon-{name}", style=style, **aria(hidden="true"))


def rank_badge(plan: Plan, number: int) -> Component:
    """Return a rank as icon, colour and name: no two of them are alike, whoever looks."""
    return html.Span(
        [icon(rank_icon(number), rank_colour(number)), " ", rank_name(plan, number)], className="rank"
    )
