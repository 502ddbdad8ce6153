"""Adjustments (人工调整): a bonus or deduction that one account decides and another approves."""

from collections.abc import Callable
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import error_text, in_thread, instead, note
from dashboard.pages.adjustments.parts import APPROVE, TAKE_BACK, proposals
from dashboard.shared import error_state, page_head, section, skeleton
from dashboard.words import _
from graph.access import NotSignedInError, Role, viewer
from graph.errors import DatabaseBusyError, NotFoundError, UserError
from graph.pay.proposals import approve, newest, propose, take_back
from graph.service import Service

ROLES: tuple[Role, ...] = (Role.ADMIN,)
"""Who decides and approves adjustments, here and in every callback."""
_FIELDS = ("member", "day", "amount", "reason")


def layout(_search: str) -> Component:
    """Lay the page out."""
    labels = (_("Member"), _("Day (2026-01-31)"), _("Amount (-20.00 takes off)"), _("Reason"))
    fields = [
        dmc.TextInput(id=f"adjustments-{name}", label=label, value="", required=True, w=w)
        for name, label, w in zip(_FIELDS, labels, (180, 160, 200, 360), strict=True)
    ]
    enter = dmc.Button(_("Decide"), id="adjustments-enter", mt="auto")
    lead = _(
        "A bonus or deduction by hand. It counts from the next run on, once another account has approved it."
    )
    note_words = _("Your account is noted as the one who decided. Write no names into the reason.")
    return html.Div(
        [
            dcc.Store(id="adjustments-changed"),
            page_head(_("Adjustments"), lead),
            section(_("Decide an adjustment"), dmc.Group([*fields, enter], gap="sm"), note_words),
            html.Div(id="adjustments-said", role="status", className="part"),
            section(_("Decided here"), html.Div(skeleton(300, 6), id="adjustments-list")),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""

    @board.callback(
        Output("adjustments-list", "children"),
        Input("url", "search"),
        Input("adjustments-changed", "data"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _list(_search: object, _changed: object, pathname: object) -> Any:  # noqa: ANN401 - a part, or nothing new
        if pathname != address:
            return no_update
        _require_role()
        return proposals(newest(service.database), viewer().account)

    @board.callback(
        Output("adjustments-said", "children"),
        Output("adjustments-changed", "data"),
        *(Output(f"adjustments-{name}", "value") for name in _FIELDS),
        Input("adjustments-enter", "n_clicks"),
        *(State(f"adjustments-{name}", "value") for name in _FIELDS),
        prevent_initial_call=True,
    )
    @in_thread
    def _enter(clicks: object, *cells: object) -> tuple[Any, ...]:
        if not clicks:
            return (no_update,) * (2 + len(_FIELDS))
        texts = [str(cell or "").strip() for cell in cells]
        words, made = _done(lambda: propose(service, *texts), _("Kept. Another account approves it below."))
        return words, made or no_update, *([""] * len(_FIELDS) if made else [no_update] * len(_FIELDS))

    @board.callback(
        Output("adjustments-said", "children", allow_duplicate=True),
        Output("adjustments-changed", "data", allow_duplicate=True),
        Input({"type": APPROVE, "adjustment": ALL}, "n_clicks"),
        Input({"type": TAKE_BACK, "adjustment": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    @in_thread
    def _settle(approved: object, taken: object) -> tuple[Any, Any]:
        pressed = ctx.triggered_id
        if not isinstance(pressed, dict) or not any([*_listed(approved), *_listed(taken)]):
            return no_update, no_update
        one = str(pressed.get("adjustment", ""))
        if pressed.get("type") == APPROVE:
            return _done(
                lambda: approve(service, one), _("Approved and loaded. The next run counts it."), one
            )
        return _done(lambda: take_back(service, one), _("Taken back."), one)


def _listed(clicks: object) -> list[Any]:
    return clicks if isinstance(clicks, list) else []


def _done(action: Callable[[], str | None], words: str, adjustment: str = "") -> tuple[Component, Any]:
    """Do something for a viewer who may; return what is said of it, and what changed, None for nothing."""
    try:
        _require_role()
        made = action() or adjustment
    except NotSignedInError:
        raise
    except DatabaseBusyError as error:
        note(error)
        busy = _("A load or a nightly calculation is writing. Press the button again when it has ended.")
        return error_state(busy), f"{adjustment} {busy}"
    except UserError as error:
        note(error)
        return error_state(error_text(error)), None
    return dmc.Alert(words, color="teal"), f"{made} {words}"


def _require_role() -> None:
    role = viewer().role
    if role is not Role.ADMIN and role not in ROLES:
        raise NotFoundError(_("There is no such page"))
