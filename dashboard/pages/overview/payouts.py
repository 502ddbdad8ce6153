"""What the company owes its members, what it paid, and what it carries: for who sees the whole company."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import count, money, short_money
from dashboard.shared import error_state, section, stat_card
from dashboard.words import _
from graph.payouts.payable import Totals, settled_state, totals
from graph.payouts.settings import payout_settings
from graph.service import Service


def register_payouts(board: Dash, service: Service, address: str) -> None:
    """Add the callback of the place `overview-payouts`."""
    kept = cached_by_run(_totals)

    @board.callback(
        Output("overview-payouts", "children"),
        Input("overview-payouts", "id"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _payouts(_ident: object, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context = current_context(service)
        if not context.viewer.sees_all:
            return None
        minimum = payout_settings(service.settings).minimum
        sums = kept(context, minimum, settled_state(context.database))
        return payouts_section(sums, minimum, context.run.plans[-1].currency)


def _totals(context: Context, minimum: int, _state: tuple[object, ...]) -> Totals:
    return totals(context.database, context.run, minimum)


def payouts_section(sums: Totals, minimum: int, currency: str) -> Component:
    """Return what is owed, what was paid, and what is carried, as of the run and the batches until now."""
    cards = (
        (
            _("Owed to members"),
            sums.payable + sums.carried,
            _("{amount} of it can be paid now, to {number} members").format(
                amount=money(sums.payable, currency), number=count(sums.payable_members)
            ),
        ),
        (
            _("Paid to members"),
            sums.paid + sums.withdrawn,
            _("{amount} of it by the wallet").format(amount=money(sums.withdrawn, currency)),
        ),
        (
            _("Carried"),
            sums.carried,
            _("below {minimum}, of {number} members").format(
                minimum=money(minimum, currency), number=count(sums.carried_members)
            ),
        ),
        (
            _("Owed back"),
            sums.owing,
            _("paid before and no longer due, of {number} members").format(number=count(sums.owing_members)),
        ),
    )
    drawn = [
        stat_card(title, short_money(amount, currency), note=note, title=money(amount, currency))
        for title, amount, note in cards
    ]
    grid = dmc.SimpleGrid(drawn, cols={"base": 1, "xs": 2, "md": 4}, mt="sm")
    return section(_("Payouts"), grid, _("As of the run, less what batches paid until now."))
