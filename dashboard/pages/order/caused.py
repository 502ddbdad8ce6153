"""What an order corrected, itself or elsewhere: the causes of the runs in which something happened to it."""

from collections.abc import Sequence
from dataclasses import replace

from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.i18n.format import count, money
from dashboard.shared import empty_state, section
from dashboard.shared.addresses import member_link, order_link, run_link, with_commas
from dashboard.shared.causes import cause_words
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import _
from graph.corrections import CauseSum, read_corrections
from graph.corrections.visibility import visible_corrections
from graph.earnings.scope import Scope
from graph.explain.order_facts import OrderFacts
from graph.reads.runs import Run

_MOST_RUNS = 5
_MOST_CAUSES = 10_000
Caused = Sequence[tuple[Run, CauseSum]]


@cached_by_run
def _causes_of(context: Context) -> tuple[CauseSum, ...]:
    """Return why the run corrected entries in the viewer's scope, as far as the viewer may see it."""
    scope = Scope(team=context.team)
    read = read_corrections(context.database, context.run, scope, of_run=True, limit=_MOST_CAUSES)
    return visible_corrections(context.database, context.run, context.viewer, read).rows


def read_caused(context: Context, order: OrderFacts, kept: Sequence[Run]) -> Caused:
    """Return what runs corrected since something happened to the order; kept: the runs to look through."""
    happened = {order.run, order.version, order.withdrawn, *(one.run for one in order.refunds)}
    looked = [run for run in kept if run.number in happened and 1 < run.number <= context.run.number]
    return [
        (run, row)
        for run in looked[-_MOST_RUNS:]
        for row in _causes_of(replace(context, run=run))
        if row.cause.order_id == order.id
    ]


def caused_report(caused: Caused, currency: str) -> Component:
    """Return it as a table, with the orders and members concerned."""
    title = _("Corrections that it caused")
    if not caused:
        return section(title, empty_state(_("No run corrected anything because of this order.")))
    head = [
        _("Run"), _("Cause"), _("Entries"), _("In all"), _("Orders corrected"), _("Members concerned"),
    ]  # fmt: skip
    body: list[list[Cell]] = [
        [
            run_link(run.number),
            cause_words(row.cause),
            count(row.entries),
            money(row.amount, currency),
            with_commas(map(order_link, row.first_orders)),
            with_commas(map(member_link, row.first_members)),
        ]
        for run, row in caused
    ]
    return section(title, plain_table(head, body, {2, 3}), _("Of this order and of others."))
