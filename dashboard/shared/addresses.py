"""Where ids lead to: members to their team, orders and runs to their pages."""

from collections.abc import Iterable
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.page import PREFIX
from dashboard.words import _


def address(page: str, **parts: str) -> str:
    """Return the address of a page by its path; `parts` are those of its search, without the empty ones."""
    search = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items() if value)
    return f"{PREFIX}{page}?{search}".rstrip("?")


def member_address(member_id: str, **more: str) -> str:
    """Return the address of a member on the team page."""
    return address("team", member=member_id, **more)


def order_address(order_id: str, **more: str) -> str:
    """Return the address of an order's own page."""
    return address("order", order=order_id, **more)


def member_link(member_id: str, name: str = "") -> Component:
    """Return a member as a link: its name, if it has one, and its id."""
    return dcc.Link(f"{name} ({member_id})" if name else member_id, href=member_address(member_id))


def order_link(order_id: str) -> Component:
    """Return an order as a link to its page."""
    return dcc.Link(order_id, href=order_address(order_id))


def with_commas(links: Iterable[Component | str]) -> list[Component | str]:
    """Return links with commas between."""
    parts: list[Component | str] = []
    for one in links:
        parts += [", "] * bool(parts) + [one]
    return parts


def order_page_link(order_id: str) -> Component:
    """Return the line that leads from an order's explanation to its page."""
    words = _("All about order {order}").format(order=order_id)
    return html.P(dcc.Link(words, href=order_address(order_id)))


def run_link(number: int) -> Component:
    """Return a run as a link to what it changed."""
    return dcc.Link(_("Run {number}").format(number=number), href=address("runs", run=str(number)))
