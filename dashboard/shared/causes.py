"""Corrections by root cause: a table of the kinds, and a grid of the causes with what they led to."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money, reason_words
from dashboard.page import PREFIX
from dashboard.shared.grids import download_button, grid, money_column, number_column
from dashboard.shared.sections import empty_state
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import _
from graph.corrections import Cause, CauseSum, Corrections
from graph.words.reasons import Reason

MOST = 200
"""How many causes are listed; all of them are in `upline runs --causes`."""
_HEAD, _LINE, _HIGHEST = 70, 43, 360


def cause_words(cause: Cause) -> str:
    """Return a cause in words: what it is called, its order, and the member whose rank or place changed."""
    name = _word(cause.kind.name_reason)
    return " · ".join(part for part in (name, cause.order_id, cause.member_id) if part)


def causes_report(ident: str, corrections: Corrections, currency: str) -> Component:
    """Return corrections by kind of cause, and the grid `ident` of the causes; see `downloads`."""
    if not corrections.kinds:
        return empty_state(_("Nothing was corrected."))
    head = [_("Cause"), _("Entries"), _("Orders"), _("Members"), _("Added"), _("Taken back"), _("In all")]
    body = [_kind_row(each, currency) for each in corrections.kinds]
    shown = _("{number} causes").format(number=count(corrections.total))
    if corrections.total > len(corrections.rows):
        shown = _("The first {number}; all of them: upline runs --causes").format(
            number=count(len(corrections.rows))
        )
    foot: Component = dmc.Group(
        [html.P(shown, className="words"), download_button(ident)], justify="space-between"
    )
    rows = [_row(each) for each in corrections.rows]
    listed = grid(ident, _columns(), height=min(_HEAD + _LINE * len(rows), _HIGHEST), rowData=rows)
    return html.Div([plain_table(head, body, set(range(1, len(head)))), listed, foot])


def _kind_row(each: CauseSum, currency: str) -> list[Cell]:
    kind = each.cause.kind
    amounts = (each.added, each.taken, each.amount)
    return [
        html.Span(_word(kind.name_reason), title=_word(kind.meaning)),
        *(count(number) for number in (each.entries, each.orders, each.members)),
        *(money(amount, currency) for amount in amounts),
    ]


def _columns() -> list[dict[str, Any]]:
    order, member = (_links(f"{PREFIX}{page}=") for page in ("order?order", "team?member"))
    return [
        {"field": "cause", "headerName": _("Cause"), "minWidth": 120},
        {"field": "order", "headerName": _("Order"), "minWidth": 120, **order},
        {"field": "member", "headerName": _("Member"), "minWidth": 120, **member},
        number_column("entries", _("Entries"), maxWidth=100),
        money_column("added", _("Added"), minWidth=120),
        money_column("taken", _("Taken back"), minWidth=120),
        money_column("amount", _("In all"), minWidth=120),
        {"field": "orders", "headerName": _("Orders corrected"), "minWidth": 220, **order},
        {"field": "members", "headerName": _("Members concerned"), "minWidth": 220, **member},
    ]


def _links(address: str) -> dict[str, Any]:
    """Return the properties of a column of ids, each a link to the page of an address."""
    return {
        "cellRenderer": "PageLinks",
        "cellRendererParams": {"address": address},
        "valueFormatter": {"function": "listed(params.value)"},
    }


def _row(each: CauseSum) -> dict[str, Any]:
    cause = each.cause
    return {
        "cause": _word(cause.kind.name_reason),
        "order": [cause.order_id] if cause.order_id else [],
        "member": [cause.member_id] if cause.member_id else [],
        "entries": each.entries,
        "added": each.added,
        "taken": each.taken,
        "amount": each.amount,
        "orders": list(each.first_orders),
        "members": list(each.first_members),
    }


def _word(why: Reason) -> str:
    return reason_words().sentence(why)
