"""Members that somebody searches for, within the scope of the account, and how they are offered."""

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread
from dashboard.context import Context, current_context
from dashboard.shared.attributes import aria
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.icons import icon
from dashboard.words import _
from graph.audit.events import length_only
from graph.reads.members import Member
from graph.reads.search import LONGEST, search, search_area
from graph.service import Service

_MOST = 12
"""How many members a search offers."""


def search_members(service: Service, context: Context, text: object, page: str) -> list[Member]:
    """Return members by any part of an id or name, or by initials; notes on which page somebody searched."""
    words = str(text or "").strip()[:LONGEST]
    if words:
        context.note_list(page, f"search={length_only(words)}")
    area = search_area(context.database, context.run, context.viewer)
    if area is None:
        return []
    names = service.directories.newest()
    hits = search(context.database, context.run, names, area, words, limit=_MOST)
    return [one.member for one in hits]


def member_label(context: Context, member: Member) -> str:
    """Return what a member is offered as: its name, id and rank."""
    standing = member.standing
    rank = rank_name(context.run.plans[-1], standing.rank)
    return " · ".join(part for part in (standing.name, standing.member_id, rank) if part)


def member_box(ident: str, label: str) -> Component:
    """Return the control in which a member is searched for; see `offer_members`."""
    box: Component = dmc.Select(
        id=ident,
        data=[],
        searchable=True,
        selectFirstOptionOnChange=True,
        filter={"function": "everything"},
        placeholder=label,
        nothingFoundMessage=_("Nobody is found by this."),
        leftSection=icon("search"),
        comboboxProps={"withinPortal": False},
        maxDropdownHeight=320,
        w={"base": "100%", "xs": 320},
        **aria(label=label),
    )
    return html.Div([box, dcc.Store(id=f"{ident}-asked", data="")])


def offer_members(board: Dash, service: Service, ident: str, page: str, *, space: str = "search") -> None:
    """Let a `member_box` search; `pick` of the space in the browser takes a choice, and empties the box.

    That of the usual space puts it into the address: of `order-member` as ?member=.
    """

    @board.callback(Output(ident, "data"), Input(f"{ident}-asked", "data"))
    @in_thread
    def _search(text: object) -> list[dict[str, str]]:
        context = current_context(service)
        return [
            {"value": one.standing.member_id, "label": member_label(context, one)}
            for one in search_members(service, context, text, page)
        ]

    in_browser(board, "ask", Input(ident, "searchValue"), State(f"{ident}-asked", "data"), space="search")
    in_browser(board, "pick", Output(ident, "value"), Input(ident, "value"), space=space)
