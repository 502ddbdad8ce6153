"""Order (订单): its facts, what it paid to whom and why, what runs corrected, and why not a member."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context, current_context
from dashboard.pages.order.about import about_report
from dashboard.pages.order.caused import caused_report, read_caused
from dashboard.pages.order.parts import facts, lines, postings, refunds
from dashboard.shared import empty_state, error_state, page_head, section, skeleton
from dashboard.shared.filters import search_value
from dashboard.shared.member_search import member_box, offer_members
from dashboard.shared.order_explained import order_explanation
from dashboard.shared.run_choice import as_of_run, follow_run, run_choice
from dashboard.words import _
from graph.errors import NotFoundError
from graph.explain.about import explain_about
from graph.explain.visibility import explain_to
from graph.reads.members import members
from graph.reads.products import product_names
from graph.reads.runs import runs
from graph.service import Service

_LONGEST = 256
_HALF = {"base": 12, "lg": 6}


def layout(search: str) -> Component:
    """Lay the page out; the order, the run and the member asked about are in its address."""
    box = dmc.TextInput(
        id="order-order",
        value=search_value(search, "order"),
        label=_("Order"),
        placeholder=_("id of an order"),
        debounce=600,
        w=220,
    )
    about = section(
        _("Why not this member?"),
        [
            member_box("order-member", _("Search a member by name or id")),
            html.Div(id="order-about", tabIndex=-1, role="status"),
        ],
        _("What the order brought a member, or why nothing."),
    )
    return html.Div(
        [
            page_head(
                _("Order"),
                _("What it is, what it paid to whom, and why."),
                [box, run_choice("order", search)],
            ),
            html.Div(skeleton(300, 6), id="order-facts"),
            html.Div(about, id="order-asks", className="part"),
            html.Div(id="order-explained", className="part"),
            html.Div(id="order-postings", className="part"),
            html.Div(id="order-caused", className="part"),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""

    @board.callback(
        Output("order-facts", "children"),
        Output("order-explained", "children"),
        Output("order-postings", "children"),
        Output("order-asks", "style"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda words: (error_state(words), None, None, {"display": "none"})),
    )
    @in_thread
    def _order(search: str | None, pathname: str | None) -> tuple[Any, ...]:
        if pathname != address:
            return (no_update,) * 4
        context, order = _asked_for(service, search)
        if not order:
            return (
                empty_state(_("Write the id of an order, or search for one.")),
                None,
                None,
                {"display": "none"},
            )
        try:
            shown = explain_to(context.database, context.run, context.viewer, order)
        except NotFoundError:
            words = _("There is no such order in run {number}, or it is not of your team.")
            title = _("No order {order}").format(order=order)
            missing = empty_state(title, words.format(number=context.run.number))
            return missing, None, None, {"display": "none"}
        context.note_order(order, "order")
        plan, products = context.run.plans[-1], product_names(context.database, shown.told.order.lines)
        buyer = members(context.database, context.run, [shown.told.order.buyer_id])
        name = buyer[0].standing.name if buyer else ""
        head = dmc.Grid(
            [
                dmc.GridCol(facts(shown, plan, name), span=_HALF),
                dmc.GridCol(html.Div([lines(shown, plan, products), refunds(shown, plan)]), span=_HALF),
            ],
            mb="md",
        )
        explained = section(_("An order explained"), order_explanation(shown, plan, "order-waterfall"))
        return head, explained, postings(shown, plan), {}

    _register_more(board, service, address)
    in_browser(board, "to_address", Input("order-order", "value"))
    in_browser(
        board, "text", Output("order-order", "value"), Input("url", "search"), State("order-order", "value"),
        space="filters",
    )  # fmt: skip
    follow_run(board, service, "order")
    offer_members(board, service, "order-member", "order")


def _register_more(board: Dash, service: Service, address: str) -> None:
    """Add what takes longer or is asked for: the corrections that it caused, and what a member got."""

    @board.callback(
        Output("order-caused", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _caused(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context, order = _asked_for(service, search)
        try:
            shown = explain_to(context.database, context.run, context.viewer, order)
        except NotFoundError:
            return None
        kept = [run for run in runs(context.database) if run.dropped is None]
        return caused_report(read_caused(context, shown.told.order, kept), context.run.plans[-1].currency)

    @board.callback(
        Output("order-about", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _about(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context, order = _asked_for(service, search)
        member_id = search_value(search, "member").strip()[:_LONGEST]
        if not order or not member_id:
            return None
        try:
            about = explain_about(context.database, context.run, context.viewer, order, member_id)
        except NotFoundError:
            context.note_member(member_id, visible=False, page="order")
            return empty_state(_("There is no such member here. Search for one by name or id."))
        context.note_member(member_id, visible=True, page="order")
        one = members(context.database, context.run, [member_id])[0].standing
        return about_report(about, one.name, context.run.plans[-1])


def _asked_for(service: Service, search: str | None) -> tuple[Context, str]:
    context = as_of_run(current_context(service), search_value(search, "run"))
    return context, search_value(search, "order").strip()[:_LONGEST]
