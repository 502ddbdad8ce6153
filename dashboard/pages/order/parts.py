"""The parts of an order's page: facts, lines, refunds, and what runs posted for it."""

import json
from collections import defaultdict
from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, moment, money
from dashboard.shared import empty_state, section
from dashboard.shared.addresses import address, member_link, run_link
from dashboard.shared.explanations import words_for
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import _
from graph.clock import from_micros
from graph.explain.model import Posting
from graph.explain.visibility import Shown
from graph.plan.model import Plan

Row = tuple[str, Component | str]


def facts(shown: Shown, plan: Plan, buyer: str) -> Component:
    """Return who paid how much and when, and since which run it counts; buyer: the name, "" for none."""
    order, currency = shown.told.order, plan.currency
    rows: list[Row] = [(_("Order"), order.id), (_("Buyer"), _buyer(shown, buyer))]
    if order.owner_id:
        owner = member_link(order.owner_id, shown.told.names.get(order.owner_id, ""))
        rows.append((_("Owner of its community"), owner))
    rows.append((_("Paid on"), moment(from_micros(order.paid_at, plan.zone))))
    if order.at != order.paid_at:
        rows.append((_("Counts since"), moment(from_micros(order.at, plan.zone))))
    rows.append((_("Amount"), money(order.amount, currency)))
    if order.refunded:
        rows += [
            (_("Refunded"), money(order.refunded, currency)),
            (_("Net of refunds"), money(order.net, currency)),
        ]
    if order.packages:
        rows.append(
            (_("Packages"), ", ".join(f"{number} × {name}" for name, number in order.packages.items()))
        )
    if order.group:
        rows.append((_("Buying group"), _group(order.group.id)))
    rows.append((_("First counted by"), run_link(order.run)))
    if order.revised_at is not None:
        rows.append((_("Revised on"), moment(from_micros(order.revised_at, plan.zone))))
    if order.version > order.run:
        rows.append((_("Counted as it is here since"), run_link(order.version)))
    if order.withdrawn:
        rows.append((_("Withdrawn in"), run_link(order.withdrawn)))
    listed = [part for name, value in rows for part in (html.Dt(name), html.Dd(value))]
    return section(_("Facts"), html.Dl(listed, className="listed"))


def _group(group_id: str) -> Component:
    """Return a group as a link to its row: the filter of a grid is in the address under the grid's id."""
    filters = {"filter": {"group_id": {"filterType": "text", "type": "equals", "filter": group_id}}}
    return dcc.Link(group_id, href=address("groups", **{"groups-single": json.dumps(filters)}))


def _buyer(shown: Shown, name: str) -> Component | str:
    order = shown.told.order
    if order.by_member:
        return member_link(order.buyer_id, name or shown.told.names.get(order.buyer_id, ""))
    return _("{customer}, a customer").format(customer=order.buyer_id)


def lines(shown: Shown, plan: Plan, products: Mapping[str, str]) -> Component:
    """Return what was bought; products: their names by id."""
    if not shown.told.order.lines:
        return section(_("Lines of the order"), empty_state(_("The order has no lines.")))
    body: list[list[Cell]] = [
        [
            " ".join(part for part in (products.get(one.product_id, ""), one.product_id) if part),
            count(one.quantity),
            money(one.amount, plan.currency),
        ]
        for one in shown.told.order.lines
    ]
    table = plain_table([_("Product"), _("Quantity"), _("Amount")], body, {1, 2})
    return html.Div(section(_("Lines of the order"), table), className="part")


def refunds(shown: Shown, plan: Plan) -> Component | None:
    """Return its refunds, each with the run that first counted it; None without any."""
    if not shown.told.order.refunds:
        return None
    body: list[list[Cell]] = [
        [one.id, moment(from_micros(one.at, plan.zone)), money(one.amount, plan.currency), run_link(one.run)]
        for one in shown.told.order.refunds
    ]
    return section(
        _("Refunds"), plain_table([_("Refund"), _("Time"), _("Amount"), _("Counted by")], body, {2})
    )


def postings(shown: Shown, plan: Plan) -> Component:
    """Return what each run posted for the order, and what had changed where it corrected."""
    by_run: dict[tuple[int, str], list[Posting]] = defaultdict(list)
    for kind in shown.told.kinds:
        for payment in (*kind.payments, *kind.reversed):
            for one in payment.postings:
                by_run[one.run, one.posted_on].append(one)
    title = _("Posted and corrected, run by run")
    if not by_run:
        return section(title, empty_state(_("The order paid nobody anything.")))
    words = words_for(shown.told.names, plan)
    body: list[list[Cell]] = []
    for (number, posted_on), some in sorted(by_run.items()):
        reasons = list(dict.fromkeys(why for one in some for why in one.reasons))
        told = words.sentences_of(reasons) if reasons else _("first posting")
        amount = money(sum(one.amount for one in some), plan.currency)
        body.append([run_link(number), posted_on, count(len(some)), amount, told])
    head = [_("Run"), _("Posted on"), _("Entries"), _("Amount"), _("What had changed")]
    filters = {"order_id": {"filterType": "text", "type": "startsWith", "filter": shown.told.order.id}}
    of_order = {"from": shown.told.order.day, "filter": json.dumps(filters), "order": shown.told.order.id}
    ledger = dcc.Link(_("These entries in the ledger"), href=address("rewards", **of_order))
    note = "" if shown.complete else _("Only what concerns your team is told.")
    return section(title, [plain_table(head, body, {2, 3}), html.P(ledger)], note)
