"""The batches with what can be done about each, and the lines of the one that the address names."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.i18n.format import count, moment, money
from dashboard.page import PREFIX
from dashboard.pages.payouts.parts import PAGE, ROWS, address, choices, taken_back, taken_back_words
from dashboard.shared import aria, empty_state, file_links, section
from dashboard.shared.addresses import member_link
from dashboard.shared.commands import command_button
from dashboard.shared.filters import search_value
from dashboard.shared.statements import statement_link
from dashboard.shared.tables import plain_table
from dashboard.words import N_, _
from graph.clock import from_micros
from graph.numbers import MOST, whole_number
from graph.payouts.batches import Batch, Line, LineState, State, batch_numbered, batches, lines_page
from graph.payouts.payable import Clawback, clawbacks_of_lines
from graph.reads.runs import Run
from graph.service import Service

APPROVE, CANCEL = "payouts-approve", "payouts-cancel"
FILE = "payout-lines.csv"
_NEWEST = 100
_STATES = {
    State.PREPARED: N_("waits for approval"),
    State.APPROVED: N_("approved, being paid"),
    State.PAID: N_("paid"),
    State.FAILED: N_("payment failed"),
    State.CANCELLED: N_("cancelled"),
}
_LINES = {"": N_("all"), "open": N_("open"), "paid": N_("paid"), "failed": N_("payment failed")}
"""The lines that an address can ask for; "open" are those without a state."""


def batch_list(context: Context, _service: Service, _search: str) -> Component:
    """Return the newest batches, with the buttons that the viewer has for each."""
    rows = batches(context.database, limit=_NEWEST)
    if not rows:
        return section(_("Batches"), empty_state(_("No batch was prepared yet.")))
    head = [
        _("Batch"), _("State"), _("Day"), _("Run"), _("Lines"), _("Gross"), _("Withheld"), _("Net"),
        _("Who and when"), "",
    ]  # fmt: skip
    body = [
        [
            dcc.Link(_("Batch {number}").format(number=batch.number), href=address(batch=str(batch.number))),
            _(_STATES[batch.state]),
            batch.day,
            str(batch.run),
            count(batch.lines),
            *(money(part, batch.currency) for part in (batch.gross, batch.withheld, batch.net)),
            _history(batch, context.run),
            dmc.Group(_buttons(batch, context.viewer.account), gap="xs"),
        ]
        for batch in rows
    ]
    about = _("Files for a bank or wallet, and what it answers: `upline payout export` and `confirm`.")
    return section(_("Batches"), plain_table(head, body, range(4, 8)), about)


def _buttons(batch: Batch, account: str) -> list[Component]:
    if batch.state is not State.PREPARED:
        return []
    number, net = str(batch.number), money(batch.net, batch.currency)
    approve = _("Approve batch {number}: {net} to {lines} members? It can never be changed again.")
    cancel = _("Cancel batch {number}? Say why, if you like.")
    buttons = [command_button(_("Cancel"), CANCEL, number, reason=cancel.format(number=number))]
    if batch.prepared_by != account:
        question = approve.format(number=number, net=net, lines=count(batch.lines))
        buttons.insert(0, command_button(_("Approve"), APPROVE, number, question=question))
    return buttons


def _history(batch: Batch, run: Run) -> Component:
    steps = (
        (_("prepared by {account}, {time}"), batch.prepared_by, batch.prepared_at),
        (_("approved by {account}, {time}"), batch.approved_by, batch.approved_at),
        (_("cancelled by {account}, {time}"), batch.cancelled_by, batch.cancelled_at),
    )
    lines = [
        html.Li(words.format(account=account, time=moment(from_micros(at, run.zone))))
        for words, account, at in steps
        if at
    ]
    lines += [html.Li(words) for words in (batch.note, batch.reason) if words]
    return html.Ul(lines)


def batch_in(search: str) -> int:
    """Return the number of the batch that an address names; 0 for none."""
    return whole_number(search_value(search, "batch"), range(1, MOST)) or 0


def state_in(search: str) -> str:
    """Return which lines an address asks for; "" for all."""
    text = search_value(search, "state")
    return text if text in _LINES else ""


def line_list(context: Context, _service: Service, search: str) -> Component | None:
    """Return a page of lines of the batch that the address names, and why each is what it is."""
    number, state, member = batch_in(search), state_in(search), search_value(search, "member")
    if not number:
        return None
    batch = batch_numbered(context.database, number)
    rows = lines_page(
        context.database,
        number,
        state=state,
        member=member,
        begin=search_value(search, "after"),
        limit=ROWS + 1,
    )
    context.note_list(PAGE, search)
    lowered = taken_back(clawbacks_of_lines(context.database, rows[:ROWS]))
    head = [
        _("Member"), _("Due"), _("Gross"), _("Withheld"), _("Net"), _("State"), _("Taken back since"), "",
    ]  # fmt: skip
    counts = batch.state in {State.APPROVED, State.PAID, State.FAILED}
    body = [
        [
            member_link(line.member_id, line.name),
            *(money(part, batch.currency) for part in (line.due, line.gross, line.withheld, line.net)),
            _outcome(line),
            taken_back_words(_of_line(line, lowered.get(line.member_id, ())), batch.currency),
            statement_link(line.member_id, f"batch-{number}", _("Statement")) if counts else "",
        ]
        for line in rows[:ROWS]
    ]
    filters = {"batch": str(number), "state": state, "member": member}
    files = file_links("payouts-lines", address(FILE, **filters), _("Download CSV"), _("Download Excel"))
    return section(
        _("Lines of batch {number}").format(number=number),
        [
            dmc.Group([_choices(filters), files], justify="space-between"),
            plain_table(head, body, range(1, 5)) if body else empty_state(_("No line is like that.")),
            *(
                [dcc.Link(_("More"), href=address(**filters, after=rows[ROWS - 1].member_id))]
                if len(rows) > ROWS
                else []
            ),
        ],
        _("What failed is payable again, in the next batch."),
    )


def _of_line(line: Line, entries: Sequence[Clawback]) -> list[Clawback]:
    return [entry for entry in entries if line.after < entry.run <= line.run]


def _outcome(line: Line) -> str:
    words = _(_LINES[line.state.value if line.state is not LineState.OPEN else "open"])
    return " · ".join(part for part in (words, line.reference, line.reason) if part)


def _choices(filters: dict[str, str]) -> Component:
    """Return the states as links, and a field for a member: the address holds what is chosen."""
    options = [
        (_(words), address(**filters | {"state": state}), state == filters["state"])
        for state, words in _LINES.items()
    ]
    hidden = [
        dcc.Input(type="hidden", name=name, value=filters[name], id=f"payouts-lines-{name}")
        for name in ("batch", "state")
    ]
    field = dmc.TextInput(
        id="payouts-lines-member",
        name="member",
        value=filters["member"],
        placeholder=_("Member id"),
        size="xs",
        **aria(label=_("Member id")),
    )
    form = html.Form([*hidden, field], action=f"{PREFIX}{PAGE}", method="GET", className="inline-form")
    group: Component = dmc.Group([choices(_("State"), options), form], gap="xs")
    return group
