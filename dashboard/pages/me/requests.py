"""A member asks for a payout on its own page: an amount up to what is payable."""

from hashlib import sha256

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.context import own_context
from dashboard.i18n.format import day, money
from dashboard.shared import section
from dashboard.shared.commands import carry_out, command_form, read_command
from dashboard.shared.tables import plain_table
from dashboard.words import N_, _
from graph.audit import Event, EventName
from graph.clock import from_micros
from graph.errors import UserError
from graph.money import to_decimal, to_minor
from graph.payouts.batches import State
from graph.payouts.payable import payable_of
from graph.payouts.requests import Request, ask, requests_of, require_requests
from graph.payouts.settings import payout_settings
from graph.service import Service

ASK = "me-ask"
FIELDS = ("amount",)
_STATES = {
    "": N_("waits for the next batch"),
    State.PREPARED.value: N_("is being checked"),
    State.APPROVED.value: N_("on its way"),
    State.PAID.value: N_("paid out"),
    State.FAILED.value: N_("failed, comes again with the next payout"),
}


def requests_section(service: Service) -> Component | None:
    """Return what can be asked for, and what was; None where members cannot ask."""
    context = own_context(service)
    terms = payout_settings(service.settings)
    if terms.requests.allowed == "no":
        return None
    own, currency = context.viewer.member_id, context.run.plans[-1].currency
    due = payable_of(context.database, context.run, terms.minimum, own).due
    rows = requests_of(context.database, own)
    waiting = any(not row.state for row in rows)
    parts: list[Component] = [
        html.P(_("{amount} can be asked for now.").format(amount=money(max(due, 0), currency)))
    ]
    if waiting:
        parts = [html.P(_("A request waits for the next batch; another one is possible after it."))]
    elif due > 0:
        label = _("Amount ({all} if empty)").format(all=to_decimal(due))
        parts.append(command_form("me", [("amount", label, 220)], ASK, _("Ask for a payout")))
    if rows:
        body = [_row(row, currency, day(from_micros(row.at, context.run.zone).date())) for row in rows]
        parts.append(plain_table([_("Day"), _("Amount"), _("State")], body, {1}))
    return section(_("Ask for a payout"), dmc.Stack(parts, gap="sm"))


def _row(row: Request, currency: str, at: str) -> list[Component | str]:
    return [at, money(row.amount, currency), _(_STATES[row.state])]


def act(service: Service, address: str, text: object) -> tuple[Component | None, str]:
    """Keep what the viewer asks for; return what is said, and "done" where it is, "" for no such button."""
    what, cells = read_command(text)
    if what != ASK or len(cells) != len(FIELDS):
        return None, ""
    key = sha256(str(text).encode()).hexdigest()  # the same press again asks once
    words = _("Kept: the next batch takes it.")
    return carry_out(lambda: _ask(service, address, cells[0], key), words, lambda: own_context(service))


def _ask(service: Service, address: str, text: str, key: str) -> None:
    context = own_context(service)
    who, terms = context.viewer, payout_settings(service.settings)
    require_requests(terms)
    if wait := service.payout_requests.wait(who.account):
        raise UserError(_("Too many requests: wait {seconds} seconds.").format(seconds=wait))
    own = who.member_id
    due = payable_of(context.database, context.run, terms.minimum, own).due
    amount = to_minor(text) if text else due
    if ask(context.database, context.run, own, amount, key=key, by=who.account):
        detail = {"amount": to_decimal(amount)}
        service.audit.record_now(Event(EventName.PAYOUT_REQUESTED, member=own, route=address, detail=detail))
