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
from dashboard.pages.team.worklist import choice, shown_with_legs
from dashboard.shared import aria, figure, link_workbook, page_head, section
from dashboard.shared.filters import search_value
from dashboard.shared.member_search import member_box, offer_members
from dashboard.words import _
from graph.service import Service

_MOST_OPENED = 100
_NAMES = ("member", "open", "why", "month", "view", "show", "run")
"""What is in the address, in the order of assets/team/team.js."""
_OFTEN = re.compile("[0-9]{1,2}", re.ASCII)


def layout(search: str) -> Component:
    """Lay the page out; which member, what is opened and what is explained is in its address."""
    box = member_box("team-search", _("Search a member by name or id"))
    stores = [dcc.Store(id=f"team-{name}", data=search_value(search, name)) for name in _NAMES]
    month = _choice("month", search, _("Month"), _("Last month with orders"))
    run = _choice("run", search, _("Run"), _("Newest run"))
    drawn = section(_("Tree"), [html.Div(id="team-status", role="status", className="words"), drawing()])
    volumes = section(
        _("Group volume by leg in the month"),
        figure("team-shares", 340),
        _("Each leg with the largest of its own; a click looks into one."),
    )
    lists = section(
        _("Whom to look after"),
        [
            choice(search_value(search, "view")),
            html.Div(table(), id="team-legs-place", style=shown_with_legs(search_value(search, "view"))),
            html.Div(id="team-worklist"),
        ],
        _("Direct recruits with everybody below, or a view over the whole team."),
    )
    parts = (lists, drawn, volumes, what_if.place())
    left = [html.Div(part, className="part") for part in parts if part is not None]
    return html.Div(
        [
            page_head(_("Team"), html.Div(id="team-upline"), [box, month, run]),
            html.Div(id="team-told-month"),
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
            *stores,
        ]
    )


def _choice(name: str, search: str, label: str, usual: str) -> Component:
    """Return a control of the page's head for what is in its address; `usual` says what holds without."""
    control: Component = dmc.Select(
        id=f"team-pick-{name}",
        value=search_value(search, name) or None,
        data=[],
        placeholder=usual,
        clearable=True,
        clearButtonProps=aria(label=usual),
        comboboxProps={"withinPortal": False},
        w={"base": "100%", "xs": 170},
        **aria(label=label),
    )
    return control


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
    stores = [Output(f"team-{name}", "data") for name in _NAMES]
    kept = [State(f"team-{name}", "data") for name in _NAMES]
    in_browser(board, "state", *stores, Input("url", "search"), *kept, space="team")
    offer_members(board, service, "team-search", "team", space="team")
    in_browser(board, "tap", Input("team-graph", "tapNodeData"), space="tree")
    in_browser(board, "grow", Input("team-graph", "elements"), space="tree")
    in_browser(board, "colours", Input("team-colours", "value"), space="tree")
    in_browser(
        board,
        "look",
        Input("team-nearer", "n_clicks"),
        Input("team-farther", "n_clicks"),
        Input("team-whole", "n_clicks"),
        space="tree",
    )
    for control, name in (
        ("team-pick-month", "month"),
        ("team-pick-run", "run"),
        ("team-list", "view"),
    ):
        in_browser(board, f"pick_{name}", Input(control, "value"), space="team")
        in_browser(
            board,
            f"picked_{name}",
            Output(control, "value"),
            Input(f"team-{name}", "data"),
            State(control, "value"),
            space="team",
        )
    in_browser(board, "closed", Input("team-drawer", "opened"), space="team")
    in_browser(
        board,
        "csv",
        Output("team-csv", "href"),
        Input("team-legs", "getRowsRequest"),
        Input("team-member", "data"),
        Input("team-month", "data"),
        Input("team-run", "data"),
        space="team",
    )
    link_workbook(board, "team")
    about = [Input(f"team-{name}", "data") for name in ("member", "month", "run")]
    in_browser(board, "purge", *about, space="team")
    in_browser(board, "asked", Input("team-legs", "getRowsRequest"), space="rows")
