"""Icons, drawn by assets/icons.css in the colour of the text around them."""

import re
from functools import cache
from importlib import resources

from dash import html
from dash.development.base_component import Component

from dashboard.shared.attributes import aria
from dashboard.shared.figures.ranks import rank_colour, rank_icon, rank_name
from graph.plan.model import Plan


def icon(name: str, colour: str = "") -> Component:
    """Return an icon of assets/icons.css; a reader's aid passes it by, so that words must stand beside it."""
    style = {"color": colour} if colour else {}
    return html.Span(className=f"icon icon-{name}", style=style, **aria(hidden="true"))


def rank_badge(plan: Plan, number: int) -> Component:
    """Return a rank as icon, colour and name: no two of them are alike, whoever looks."""
    sign = icon(rank_icon(plan, number), rank_colour(plan, number))
    return html.Span([sign, " ", rank_name(plan, number)], className="rank")


def icon_image(name: str, colour: str) -> str:
    """Return an icon of assets/icons.css in a colour (#fff) as the address of a picture, for canvases."""
    sized = _icons()[name].replace("viewBox", "width='24' height='24' viewBox", 1)
    # Cytoscape divides a list of addresses at spaces.
    return sized.replace("currentColor", colour.replace("#", "%23")).replace(" ", "%20")


@cache
def _icons() -> dict[str, str]:
    text = resources.files("dashboard").joinpath("assets", "icons.css").read_text(encoding="utf-8")
    return dict(re.findall(r'\.icon-([a-z-]+) \{ --icon: url\("([^"]+)"\)', text))
