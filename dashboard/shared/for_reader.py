"""What an order paid its reader, or why nothing: the sentences that an explanation begins with."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.shared.figures.style import kind_name, source_name
from dashboard.words import _
from graph.access import viewer
from graph.explain.model import Kind, OrderExplanation, Payment
from graph.words import Words
from graph.words.reasons import Reason


def for_reader(explanation: OrderExplanation, words: Words) -> list[Component]:
    """Return the sentences for the member whose account asks, and what changed its pay; none for others."""
    reader = viewer().member_id
    if not reader:
        return []
    paid: list[Component] = [
        html.P(html.Strong(sentence))
        for kind in explanation.kinds
        for payment in (*kind.payments, *kind.reversed)
        if payment.payee_id == reader
        for sentence in _paid(kind, payment, words)
    ]
    return paid or _nothing(explanation, reader, words)


def _paid(kind: Kind, payment: Payment, words: Words) -> Iterator[str]:
    name = kind_name(kind.kind)
    if payment.source:
        name = f"{name} · {source_name(payment.source)}"
    if payment.amount:
        yield _("You get {amount}, {kind}: {why}").format(
            amount=words.money(payment.amount), kind=name, why=words.sentences_of(_telling(payment.reasons))
        )
    else:
        yield _("You get nothing any more, {kind}.").format(kind=name)
    for posting in payment.postings[::-1]:
        if posting.reasons:  # the root comes last in them
            yield _("Changed by {amount} on {day}: {why}").format(
                amount=words.money(posting.amount),
                day=posting.posted_on,
                why=words.sentences_of(posting.reasons[::-1]),
            )
            return


def _telling(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reason that calculates the amount from others' (R6), else the first, which says as whom."""
    rises = tuple(one for one in reasons if one.id == "rise")
    return rises or reasons[:1]


def _nothing(explanation: OrderExplanation, reader: str, words: Words) -> list[Component]:
    """Return why the reader got nothing of each kind, where it is told."""
    lines = [
        _("{kind}: {why}").format(kind=kind_name(kind.kind), why=words.sentence(refusal.reason))
        for kind in explanation.kinds
        for refusal in kind.not_paid
        if reader in refusal.members
    ]
    if not lines:
        return []
    return [
        html.P(html.Strong(_("You get nothing of this order."))),
        html.Ul([html.Li(line) for line in dict.fromkeys(lines)]),
    ]
