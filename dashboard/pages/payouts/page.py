"""Payouts (结算发放): whom to pay how much, in batches that one account prepares and another approves."""

from collections.abc import Callable
from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.pages.payouts import files
from dashboard.pages.payouts.acting import PREPARE, act
from dashboard.pages.payouts.batches import APPROVE, CANCEL, batch_list, line_list
from dashboard.pages.payouts.due import due_now
from dashboard.shared import error_state, page_head, section, skeleton
from dashboard.shared.commands import answer_commands, command_form, command_places, require_payer
from dashboard.words import _
from graph.access import Role
from graph.service import Service

ROLES = (Role.FINANCE,)
"""Who has the page beside admins: whoever pays (`Viewer.pays`, which every callback asks)."""
_FIELDS = ("minimum", "note")


def layout(_search: str) -> Component:
    """Lay the page out."""
    labels = (_("Minimum (empty: as set)"), _("Note, which payees read"))
    fields = zip(_FIELDS, labels, (200, 360), strict=True)
    form = command_form("payouts", fields, PREPARE, _("Prepare a batch"))
    about = _(
        "Of what is payable as of the published run. Nothing is paid before another account approves it."
    )
    lead = _("What is to be paid to whom, and what was. One account prepares a batch, another approves it.")
    return html.Div(
        [
            page_head(_("Payouts"), lead),
            *command_places("payouts"),
            html.Div(id="payouts-lines", className="part"),
            html.Div(skeleton(400, 6), id="payouts-due", className="part"),
            html.Div(section(_("Prepare a batch"), form, about), className="part"),
            html.Div(skeleton(200, 4), id="payouts-batches", className="part"),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks, and the addresses of its files."""
    form = PREPARE, _FIELDS
    answer_commands(board, "payouts", form, (APPROVE, CANCEL), partial(act, service, address))
    for ident, part in (
        ("payouts-due", due_now),
        ("payouts-batches", batch_list),
        ("payouts-lines", line_list),
    ):
        _show(board, service, address, ident, part)
    files.add(board.server, service)


def _show(
    board: Dash,
    service: Service,
    address: str,
    ident: str,
    part: Callable[[Context, Service, str], Component | None],
) -> None:
    """Let a place show a part of the page, whenever its address or a batch changes."""

    @board.callback(
        Output(ident, "children"),
        Input("url", "search"),
        Input("payouts-changed", "data"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _part(search: object, _changed: object, pathname: object) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        require_payer()
        return part(current_context(service), service, str(search or ""))
