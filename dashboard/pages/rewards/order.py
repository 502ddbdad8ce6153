"""An order explained: a waterfall from what was paid to what the company keeps, and why for every step."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import current_context
from dashboard.shared import empty_state, error_state, section
from dashboard.shared.addresses import order_page_link
from dashboard.shared.filters import search_value
from dashboard.shared.order_explained import order_explanation
from dashboard.shared.run_choice import as_of_run
from dashboard.words import _
from graph.errors import NotFoundError
from graph.explain.visibility import explain_to
from graph.service import Service

_PLACE, _ORDER = "rewards-explained", "rewards-order"


def layout(order: str) -> Component:
    """Lay the part out; the order is in the address."""
    box = dmc.TextInput(
        id=_ORDER,
        value=order,
        label=_("Order"),
        placeholder=_("id of an order"),
        debounce=600,
        w=260,
        mt="sm",
    )
    note = _("Where every cent of an order went, and why nobody else got it.")
    return section(_("An order explained"), [box, html.Div(id=_PLACE, tabIndex=-1)], note)


def register(board: Dash, service: Service, address: str) -> None:
    """Add the callbacks of the explanation."""

    @board.callback(
        Output(_PLACE, "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _explain(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context = as_of_run(current_context(service), search_value(search, "run"))
        order = search_value(search, "order").strip()
        if not order:
            return empty_state(_("Choose an entry of the ledger above, or write the id of an order."))
        try:
            shown = explain_to(context.database, context.run, context.viewer, order)
        except NotFoundError:
            words = _("There is no such order in run {number}, or it is not of your team.")
            return empty_state(
                _("No order {order}").format(order=order), words.format(number=context.run.number)
            )
        context.note_order(order, "rewards")
        return [order_explanation(shown, context.run.plans[-1], "rewards-waterfall"), order_page_link(order)]

    in_browser(board, "to_address", Input(_ORDER, "value"))
    in_browser(
        board,
        "text",
        Output(_ORDER, "value"),
        Input("url", "search"),
        State(_ORDER, "value"),
        space="filters",
    )
    in_browser(board, "show", Input(_PLACE, "children"), State("url", "search"), space="filters")
