"""Adjustments (人工调整): a bonus or deduction that one account decides and another approves."""

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.pages.adjustments.parts import APPROVE, TAKE_BACK, proposals
from dashboard.shared import error_state, page_head, section, skeleton
from dashboard.shared.commands import carry_out, read_command, require_payer
from dashboard.words import _
from graph.access import Role, viewer
from graph.pay.proposals import approve, newest, propose, take_back
from graph.service import Service

ROLES = (Role.FINANCE,)
"""Who has the page beside admins: whoever pays (`Viewer.pays`, which every callback asks)."""
_FIELDS = ("member", "day", "amount", "reason")
_ENTER = "adjustments-enter"
_KEPT = (no_update,) * len(_FIELDS)


def layout(_search: str) -> Component:
    """Lay the page out."""
    labels = (_("Member"), _("Day (2026-01-31)"), _("Amount (-20.00 takes off)"), _("Reason"))
    fields = [
        dmc.TextInput(id=f"adjustments-{name}", label=label, value="", w=width)
        for name, label, width in zip(_FIELDS, labels, (180, 160, 200, 360), strict=True)
    ]
    enter = dmc.Button(_("Decide"), id=_ENTER, variant="default", mt="auto")
    lead = _(
        "A bonus or deduction by hand. It counts from the next run on, once another account approved it."
    )
    about = _("Your account is noted as the one who decided. Write no names into the reason.")
    form = dmc.Group([*fields, enter], gap="sm", align="flex-end")
    return html.Div(
        [
            dcc.Store(id="adjustments-asked", data=""),
            dcc.Store(id="adjustments-changed", data=""),
            page_head(_("Adjustments"), lead),
            html.Div(section(_("Decide an adjustment"), form, about), className="part"),
            html.Div(id="adjustments-said", role="status", className="part"),
            html.Div(
                section(_("Decided here"), html.Div(skeleton(300, 6), id="adjustments-list")),
                className="part",
            ),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    asked = Output("adjustments-asked", "data")
    cells = [State(f"adjustments-{name}", "value") for name in _FIELDS]
    in_browser(board, "send", asked, Input(_ENTER, "n_clicks"), *cells, space="commands")
    buttons = [Input({"type": name, "of": ALL}, "n_clicks") for name in (APPROVE, TAKE_BACK)]
    again = Output("adjustments-asked", "data", allow_duplicate=True)
    in_browser(board, "press", again, *buttons, space="commands")

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

    @board.callback(
        Output("adjustments-said", "children"),
        Output("adjustments-changed", "data"),
        *(Output(f"adjustments-{name}", "value") for name in _FIELDS),
        Input("adjustments-asked", "data"),
        prevent_initial_call=True,
        on_error=instead(lambda words: (error_state(words), no_update, *_KEPT)),
    )
    @in_thread
    def _act(text: object) -> tuple[Any, ...]:
        what, cells = read_command(text)
        if what == _ENTER and len(cells) == len(_FIELDS):
            said, changed = carry_out(
                lambda: propose(service, *cells), _("Kept. Another account approves it below.")
            )
            emptied = changed.startswith("done")
            return said, f"{text} {changed}", *(("",) * len(_FIELDS) if emptied else _KEPT)
        if what == APPROVE and len(cells) == 1:
            words = _("Approved and loaded. The next run counts it.")
            said, changed = carry_out(lambda: approve(service, cells[0]), words)
            return said, f"{text} {changed}", *_KEPT
        if what == TAKE_BACK and len(cells) == 1:
            said, changed = carry_out(lambda: take_back(service, cells[0]), _("Taken back."))
            return said, f"{text} {changed}", *_KEPT
        return no_update, no_update, *_KEPT
