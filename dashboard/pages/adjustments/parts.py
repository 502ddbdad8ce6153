"""The list of adjustments that were decided here, with what can be done about each."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.shared import empty_state
from dashboard.shared.addresses import member_link
from dashboard.shared.commands import command_button
from dashboard.shared.tables import plain_table
from dashboard.words import N_, _
from graph.pay.proposals import Proposal

APPROVE, TAKE_BACK = "adjustments-approve", "adjustments-take-back"
_STATES = {
    "open": N_("waits for approval"),
    "approved": N_("approved, not loaded yet"),
    "loaded": N_("loaded"),
    "waits": N_("waits in the quarantine"),
    "taken back": N_("retracted"),
}


def proposals(rows: list[Proposal], account: str) -> Component:
    """Return the adjustments as a table; who decided proposal cannot approve it."""
    if not rows:
        return empty_state(_("Nothing was decided here yet."))
    head = [
        _("Member"), _("Day"), _("Amount"), _("Reason"), _("Decided by"), _("Approved by"), _("State"), "",
    ]  # fmt: skip
    body = [
        [
            member_link(proposal.member_id),
            html.Span(proposal.day, className="rank"),
            proposal.amount,
            proposal.reason,
            proposal.decided_by,
            proposal.approved_by,
            _(_STATES[proposal.state]),
            dmc.Group(_buttons(proposal, account), gap="xs"),
        ]
        for proposal in rows
    ]
    return plain_table(head, body, {2})


def _buttons(proposal: Proposal, account: str) -> list[Component]:
    found: list[Component] = []
    if (
        proposal.state == "open" and proposal.reason and proposal.decided_by != account
    ) or proposal.state == "approved":
        words = _("Approve") if proposal.state == "open" else _("Load")
        found.append(command_button(words, APPROVE, proposal.adjustment_id))
    if proposal.state == "open":
        found.append(command_button(_("Take back"), TAKE_BACK, proposal.adjustment_id))
    return found
