"""What is payable now: sums, and the members by what becomes of it."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.i18n.format import count, money
from dashboard.pages.payouts.parts import ROWS, address, choices, taken_back, taken_back_words
from dashboard.shared import empty_state, file_links, section, stat_card
from dashboard.shared.addresses import member_link
from dashboard.shared.filters import search_value
from dashboard.shared.tables import plain_table
from dashboard.words import N_, _
from graph.payouts.payable import Payable, Status, Totals, clawbacks, payables_page, totals
from graph.payouts.restoring import blocked, in_words
from graph.payouts.settings import payout_settings
from graph.service import Service

FILE = "payables.csv"
_TABS = {
    Status.PAY: N_("Pay"),
    Status.CARRIED: N_("Below the minimum"),
    Status.OWES: N_("Owe us"),
}


def status_in(search: str) -> Status:
    """Return which members an address asks for: those to pay where it says nothing else."""
    text = search_value(search, "status")
    return Status(text) if text in {*_TABS} else Status.PAY


def due_now(context: Context, service: Service, search: str) -> Component:
    """Return the sums as of the published run, and a page of members of the address' status."""
    database, run, status = context.database, context.run, status_in(search)
    settings = payout_settings(service.settings)
    minimum, currency = settings.minimum, run.plans[-1].currency
    sums = totals(database, run, minimum)
    begin = search_value(search, "begin")
    rows = payables_page(database, run, minimum, status=status, begin=begin, limit=ROWS + 1)
    context.note_list("payouts", search)
    notes: list[Component] = []
    if why := blocked(database):
        notes.append(dmc.Alert(in_words(why).text(), color="red", mb="sm"))
    if settings.requests.only == "yes":
        only = _("A batch pays only members who asked for a payout, at most what they asked for.")
        notes.append(dmc.Alert(only, color="blue", mb="sm"))
    tabs = choices(
        _("Payable now"),
        [(_(words), address(status=one.value), one is status) for one, words in _TABS.items()],
    )
    files = file_links(
        "payouts-due", address(FILE, status=status.value), _("Download CSV"), _("Download Excel")
    )
    about = _("Earned less held, withdrawn and paid.")
    if minimum > 1:
        waits = _("Below {minimum} it waits for the next batch.")
        about += " " + waits.format(minimum=money(minimum, currency))
    return section(
        _("Payable now"),
        [
            *notes,
            dmc.SimpleGrid(_cards(sums, currency), cols={"base": 1, "xs": 2, "md": 4}, my="sm"),
            dmc.Group([tabs, files], justify="space-between"),
            _table(context, rows[:ROWS], currency),
            *(
                [dcc.Link(_("More"), href=address(status=status.value, begin=rows[ROWS - 1].member_id))]
                if len(rows) > ROWS
                else []
            ),
        ],
        about,
    )


def _cards(sums: Totals, currency: str) -> list[Component]:
    cards = (
        (_("To pay"), sums.payable, sums.payable_members),
        (_("Below the minimum"), sums.carried, sums.carried_members),
        (_("Owed back to us"), sums.owing, sums.owing_members),
    )
    made = [
        stat_card(title, money(amount, currency), note=_("{number} members").format(number=count(members)))
        for title, amount, members in cards
    ]
    all_time = _("earned {earned} − held {held} − withdrawn {withdrawn} − paid {paid}").format(
        earned=money(sums.earned, currency),
        held=money(sums.held, currency),
        withdrawn=money(sums.withdrawn, currency),
        paid=money(sums.paid, currency),
    )
    return [*made, stat_card(_("Held"), money(sums.held, currency), note=all_time)]


def _table(context: Context, rows: Sequence[Payable], currency: str) -> Component:
    if not rows:
        return empty_state(_("Nobody."))
    lowered = taken_back(clawbacks(context.database, context.run, rows))
    head = [
        _("Member"), _("Earned"), _("Held"), _("Withdrawn"), _("Paid so far"), _("Due"),
        _("Taken back since"),
    ]  # fmt: skip
    body = [
        [
            member_link(row.member_id, row.name),
            *(money(part, currency) for part in (row.earned, row.held, row.withdrawn, row.paid, row.due)),
            taken_back_words(lowered.get(row.member_id, ()), currency),
        ]
        for row in rows
    ]
    return plain_table(head, body, range(1, 6))
