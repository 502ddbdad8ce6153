"""A member's own page (我的): rank and the next one, team by level, rewards and why, what was paid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, own_context
from dashboard.page import PREFIX
from dashboard.pages.me.parts import paid, rewards, standing, statements, why
from dashboard.pages.me.requests import ASK, FIELDS, act, requests_section
from dashboard.shared import error_state, page_head, skeleton
from dashboard.shared.commands import answer_commands, command_places
from dashboard.words import _
from graph.access import Role
from graph.service import Service

ROLES = (Role.MEMBER,)
"""Who has the page: accounts of members, and no admin, as it is of the account's own member."""


def layout(_search: str) -> Component:
    """Lay the page out, for a phone first."""
    return html.Div(
        [
            page_head(_("Mine"), _("Your rank, your team, your rewards. All of it is as of the last run.")),
            html.Div(id="me-why", role="status", className="part"),
            *command_places("me"),
            html.Div(skeleton(500, 8), id="me-standing"),
            html.Div(id="me-requests", className="part"),
            html.Div(id="me-rewards", className="part"),
            html.Div(id="me-paid", className="part"),
            html.Div(id="me-statements", className="part"),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    for ident, part in (
        ("me-why", why),
        ("me-standing", standing),
        ("me-rewards", rewards),
        ("me-paid", paid),
        ("me-statements", statements),
    ):
        _show(board, service, address, ident, part)
    answer_commands(board, "me", (ASK, FIELDS), (), partial(act, service, address))

    @board.callback(
        Output("me-requests", "children"),
        Input("me-changed", "data"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _requests(_changed: object, pathname: object) -> Any:  # noqa: ANN401 - children
        return requests_section(service) if pathname in {address, PREFIX} else no_update


def _show(
    board: Dash,
    service: Service,
    address: str,
    ident: str,
    part: Callable[[Context, str], Any],
) -> None:
    """Let a place show a part of the page; a member has it at home too."""

    @board.callback(
        Output(ident, "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _part(search: object, pathname: object) -> Any:  # noqa: ANN401 - children
        if pathname not in {address, PREFIX}:
            return no_update
        return part(own_context(service), str(search or ""))
