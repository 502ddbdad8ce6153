"""Team (团队): search a member, the tree around it, its legs and volumes, and why it earned what it did."""

import re
from urllib.parse import unquote

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser
from dashboard.pages.team import what_if
from dashboard.pages.team.callbacks import answer
from dashboard.pages.team.drawing import drawing
from dashboard.pages.team.legs import table
from dashboard.pages.team.panel import place
from dashboard.shared import aria, figure, icon, link_workbook, page_head, section
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.service import Service

_MOST_OPENED = 100
_OFTEN = re.compile("[0-9]{1,2}", re.ASCII)


def layout(search: str) -> Component:
    """Lay the page out; which member, what is opened and what is explained is in its address."""
    box = dmc.Select(
        id="team-search",
        data=[],
        searchable=True,
        filter={"function": "everything"},
        placeholder=_("Search a member by name or id"),
        nothingFoundMessage=_("Nobody is found by this."),
        leftSection=icon("search"),
        comboboxProps={"withinPortal": False},
        maxDropdownHeight=320,
        w={"base": "100%", "xs": 320},
        **aria(label=_("Search a member by name or id")),
    )
    stores = [
        dcc.Store(id=f"team-{name}", data=search_value(search, name)) for name in ("member", "open", "why")
    ]
    drawn = section(_("Tree"), [html.Div(id="team-status", role="status", className="words"), drawing()])
    volumes = section(
        _("Group volume by leg"),
        figure("team-shares", 340),
        _("Each leg with the largest of its own; a click looks into one."),
    )
    legs = section(_("Legs"), table(), _("Direct recruits, each with everybody below."))
    parts = (drawn, volumes, legs, what_if.place())
    left = [html.Div(part, className="part") for part in parts if part is not None]
    return html.Div(
        [
            page_head(_("Team"), html.Div(id="team-upline"), [box]),
            dmc.Grid(
                [
                    dmc.GridCol(left, span={"base": 12, "lg": 8}),
                    dmc.GridCol(place(), span={"base": 12, "lg": 4}, id="team-side"),
                ]
            ),
            dmc.Drawer(
                html.Div(id="team-told"),
                id="team-drawer",
                title=_("Why"),
                position="right",
                size="lg",
                withinPortal=False,
                closeButtonProps=aria(label=_("Close")),
            ),
            dcc.Store(id="team-asked", data=""),
            *stores,
        ]
    )


def parse_opened(text: object) -> dict[str, int]:
    """Return how often each member was opened, by id, from the address: `M1,M2:3`, ids percent-encoded."""
    found: dict[str, int] = {}
    for part in str(text or "").split(",")[:_MOST_OPENED]:
        ident, _colon, often = part.partition(":")
        if ident:
            found[unquote(ident)] = int(often) if _OFTEN.fullmatch(often) else 1
    return found


def register(board: Dash, service: Service, _address: str) -> None:
    """Add the page's callbacks."""
    answer(board, service, parse_opened)
    what_if.register(board, service)
    stores = [Output(f"team-{name}", "data") for name in ("member", "open", "why")]
    kept = [State(f"team-{name}", "data") for name in ("member", "open", "why")]
    in_browser(board, "state", *stores, Input("url", "search"), *kept, space="team")
    in_browser(board, "ask", Input("team-search", "searchValue"), State("team-asked", "data"), space="team")
    in_browser(board, "choose", Output("team-search", "value"), Input("team-search", "value"), space="team")
    in_browser(board, "tap", Input("team-graph", "tapNodeData"), space="team")
    in_browser(board, "grow", Input("team-graph", "elements"), space="team")
    in_browser(
        board,
        "look",
        Input("team-nearer", "n_clicks"),
        Input("team-farther", "n_clicks"),
        Input("team-whole", "n_clicks"),
        space="team",
    )
    in_browser(board, "closed", Input("team-drawer", "opened"), space="team")
    in_browser(
        board,
        "csv",
        Output("team-csv", "href"),
        Input("team-legs", "getRowsRequest"),
        Input("team-member", "data"),
        space="team",
    )
    link_workbook(board, "team")
    in_browser(board, "purge", Input("team-member", "data"), space="team")
    in_browser(board, "asked", Input("team-legs", "getRowsRequest"), space="rows")
