"""The search of every page (Ctrl-K): members, orders by id, runs by number, as the account may see."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard.callbacks import error_text, in_browser, in_thread, note
from dashboard.context import Context, context_of
from dashboard.i18n.format import day
from dashboard.page import PREFIX
from dashboard.shared import aria, icon
from dashboard.shared.member_search import member_label, search_members
from dashboard.words import _
from graph.access import Role, viewer
from graph.errors import NothingPublishedError
from graph.numbers import MOST, whole_number
from graph.reads.orders import orders_beginning
from graph.reads.runs import runs
from graph.reads.search import LONGEST
from graph.service import Service

_ORDERS = 5
Choice = dict[str, Any]
"""What a control offers: value, the address that it leads to, and label; or a group of them."""


def search_button() -> Component:
    """Return the button of the header that opens the search."""
    words = _("Search (Ctrl K)")
    button: Component = dmc.ActionIcon(
        icon("search"), id="search-open", variant="subtle", color="gray", **aria(label=words)
    )
    return button


def search_box() -> Component:
    """Return the search, which is closed until somebody asks for it (assets/search.js)."""
    hint = _("Any part of a member's id or name, or initials (wxm); the id of an order; the number of a run.")
    box = dmc.Select(
        id="search-text",
        data=[],
        searchable=True,
        selectFirstOptionOnChange=True,
        filter={"function": "everything"},
        label=_("Members, orders, runs"),
        description=hint,
        leftSection=icon("search"),
        comboboxProps={"withinPortal": False},
        withScrollArea=False,
        styles={"dropdown": {"position": "static"}},  # the search scrolls with it, not it alone
        **{"data-autofocus": True},
    )
    whole: Component = dmc.Modal(
        [box, html.P(id="search-none", role="status", className="words")],
        id="search",
        opened=False,
        title=_("Search"),
        closeButtonProps=aria(label=_("Close")),
        size="lg",
        withinPortal=False,
        yOffset="8vh",
        transitionProps={"duration": 0},
    )
    return whole


def choices(service: Service, text: str) -> list[Choice]:
    """Return what a text finds for who is asking, in groups; nothing for an empty one."""
    context = context_of(service, viewer())
    if not text:
        service.directories.newest()  # so that it is there when somebody has typed
        return []
    groups = [
        (_("Runs"), _runs(context, text)),
        (_("Members"), _members(service, context, text)),
        (_("Orders"), _orders(context, text)),
    ]
    return [{"group": name, "items": items} for name, some in groups if (items := list(some))]


def _members(service: Service, context: Context, text: str) -> Iterator[Choice]:
    for one in search_members(service, context, text, "search"):
        path = "me" if context.viewer.role is Role.MEMBER else "team"
        search = {} if path == "me" else {"member": one.standing.member_id}
        yield _choice(path, search, member_label(context, one))


def _reads_others(context: Context) -> bool:
    """Return whether the account has the pages of orders and runs."""
    who = context.viewer
    return who.sees_all or (who.role is Role.MANAGER and bool(who.member_id))


def _orders(context: Context, text: str) -> Iterator[Choice]:
    if not _reads_others(context):
        return
    for order in orders_beginning(context.database, context.run, context.viewer, text, _ORDERS):
        yield _choice("order", {"order": order}, _("Order {order}").format(order=order))


def _runs(context: Context, text: str) -> Iterator[Choice]:
    number = whole_number(text, range(1, MOST))
    if number is None or not _reads_others(context):
        return
    for run in runs(context.database):
        if run.number == number <= context.run.number:
            label = _("Run {number}, {as_of}").format(number=number, as_of=day(run.as_of_time.date()))
            yield _choice("runs", {"run": str(number)}, label)


def _choice(path: str, search: dict[str, str], label: str) -> Choice:
    return {"value": f"{PREFIX}{path}?{urlencode(search)}".rstrip("?"), "label": label}


def register(board: Dash, service: Service) -> None:
    """Add the callbacks of the search."""

    def failed(error: Exception) -> tuple[list[Choice], str]:
        if isinstance(error, NothingPublishedError):
            return [], ""
        note(error)
        return [], error_text(error)

    @board.callback(
        Output("search-text", "data"),
        Output("search-none", "children"),
        Input("search-text-asked", "data"),
        prevent_initial_call=True,
        on_error=failed,
    )
    @in_thread
    def _search(text: object) -> tuple[list[Choice], str]:
        words = str(text or "").strip()[:LONGEST]
        found = choices(service, words)
        return found, _("No match.") if words and not found else ""

    in_browser(board, "open", Output("search", "opened"), Input("search-open", "n_clicks"), space="search")
    in_browser(board, "opened", Input("search", "opened"), space="search")
    in_browser(
        board, "ask", Input("search-text", "searchValue"), State("search-text-asked", "data"), space="search"
    )
    of = Input("search-text", "data"), State("search-text-asked", "data")
    in_browser(board, "arrived", *of, space="search")
    in_browser(board, "choose", Output("search-text", "value"), Input("search-text", "value"), space="search")
