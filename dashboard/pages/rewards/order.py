"""An order explained: a waterfall from what was paid to what the company keeps, and why for every step."""

from functools import partial
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import current_context
from dashboard.i18n.format import money
from dashboard.pages.rewards.data import steps
from dashboard.pages.rewards.figures import pool_name, waterfall
from dashboard.shared import empty_state, error_state, figure, section
from dashboard.shared.explanations import order_report
from dashboard.shared.figures.style import source_name
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.errors import NotFoundError
from graph.explain.visibility import Shown, explain_to
from graph.plan.model import Plan
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
        context, order = current_context(service), search_value(search, "order").strip()
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
        return _explanation(shown, context.run.plans[-1])

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


def step_name(plan: Plan, step: str, kind: str) -> str:
    """Return a step of the waterfall in words; `kind` is a kind ("peer direct", "level 2" too) or a pool."""
    said = pool_name(plan, kind) if step == "pool" else " · ".join(map(source_name, kind.split()))
    names = {
        "packages": _("packages"),
        "paid": "{kind}",
        "breakage": _("breakage, {kind}"),
        "pool": _("pool, {kind}"),
        "kept": _("the company keeps"),
        "rest": _("others and the company"),
    }
    return names[step].format(kind=said)


def _explanation(shown: Shown, plan: Plan) -> Component:
    explanation = shown.told
    if not explanation.sums.package_lines:
        return order_report(shown, plan)
    frame = steps(shown)
    first, last = (money(int(frame["amount"].iloc[at]), explanation.currency) for at in (0, -1))
    caption = _("{order}: of {first} for packages {last} is left for the company.")
    if not shown.complete:
        caption = _("{order}: of {first} for packages {last} is for others and the company.")
    said = caption.format(order=explanation.order.id, first=first, last=last)
    drawn = waterfall(frame, partial(step_name, plan))
    return html.Div(
        [figure("rewards-waterfall", 40 + 34 * len(frame), said, drawn), order_report(shown, plan)]
    )
