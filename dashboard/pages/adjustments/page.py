"""Adjustments (人工调整): a bonus or deduction that one account decides and another approves."""

from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_thread, instead
from dashboard.pages.adjustments.parts import APPROVE, TAKE_BACK, proposals
from dashboard.shared import error_state, page_head, section, skeleton
from dashboard.shared.commands import (
    answer_commands,
    carry_out,
    command_form,
    command_places,
    read_command,
    require_payer,
)
from dashboard.words import _
from graph.access import Role, viewer
from graph.pay.proposals import Decision, approve, newest, propose, take_back
from graph.service import Service

ROLES = (Role.FINANCE,)
"""Who has the page beside admins: whoever pays (`Viewer.pays`, which every callback asks)."""
_FIELDS = ("member", "day", "amount", "reason")
_ENTER = "adjustments-enter"


def layout(_search: str) -> Component:
    """Lay the page out."""
    labels = (_("Member"), _("Day (2026-01-31)"), _("Amount (-20.00 takes off)"), _("Reason"))
    fields = zip(_FIELDS, labels, (180, 160, 200, 360), strict=True)
    form = command_form("adjustments", fields, _ENTER, _("Decide"))
    lead = _(
        "A bonus or deduction by hand. It counts from the next run on, once another account approved it."
    )
    about = _("Your account is noted as the one who decided. Write no names into the reason.")
    return html.Div(
        [
            page_head(_("Adjustments"), lead),
            html.Div(section(_("Decide an adjustment"), form, about), className="part"),
            *command_places("adjustments"),
            html.Div(
                section(_("Decided here"), html.Div(skeleton(300, 6), id="adjustments-list")),
                className="part",
            ),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    form = _ENTER, _FIELDS
    answer_commands(board, "adjustments", form, (APPROVE, TAKE_BACK), partial(_act, service, address))

    @board.callback(
        Output("adjustments-list", "children"),
        Input("url", "search"),
        Input("adjustments-changed", "data"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _list(_search: object, _changed: object, pathname: object) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        require_payer()
        return proposals(newest(service.database), viewer().account)


def _act(service: Service, address: str, text: object) -> tuple[Component | None, str]:
    """Do what a button asks for; return what is said of it and what became of it, "" for no such button."""
    what, cells = read_command(text)
    if what == _ENTER and len(cells) == len(_FIELDS):
        return carry_out(
            lambda: propose(service, Decision(*cells), address), _("Kept. Another account approves it below.")
        )
    if what == APPROVE and len(cells) == 1:
        words = _("Approved and loaded. The next run counts it.")
        return carry_out(lambda: approve(service, cells[0], address), words)
    if what == TAKE_BACK and len(cells) == 1:
        return carry_out(lambda: take_back(service, cells[0], address), _("Taken back."))
    return None, ""
