"""Explanations in the language of the request: who was paid what for an order, and why nobody else was."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money
from dashboard.shared.addresses import member_address, with_commas
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import KINDS, kind_name, source_name
from dashboard.shared.for_reader import for_reader
from dashboard.words import _, language
from graph.access import Role, viewer
from graph.explain.member import Share as TotalShare
from graph.explain.model import Kind, OrderExplanation, Payment
from graph.explain.visibility import Share, Shown
from graph.plan.model import Plan
from graph.words import Words, spoken
from graph.words.reasons import Reason

_MOST = 40
"""How many members who got nothing are listed one by one for each kind."""


def words_for(names: Mapping[str, str], plan: Plan, packages: Mapping[str, str] | None = None) -> Words:
    """Return what makes sentences of reasons in the language of the request, money with its currency.

    packages: what to call packages, by their name in the plan.
    """
    ranks = {rank.id: rank_name(plan, number) for number, rank in enumerate(plan.ranks)}
    words = spoken("chinese" if language() == "zh" else "english", names, plan.time_zone, ranks)
    return replace(words, packages=packages or {}, money=lambda minor: money(minor, plan.currency))


def order_report(shown: Shown, plan: Plan, drawn: Component | None = None) -> Component:
    """Return an order's explanation, as far as it is shown: what the reader got, `drawn`, then the rest."""
    explanation, words = shown.told, words_for(shown.told.names, plan)
    parts: list[Component] = [_head(explanation, words)]
    if not shown.complete:
        parts.append(html.P(_("Only what concerns your team is told."), className="words"))
    parts += [_reasons(explanation.notes, words)] if explanation.notes else []
    first = for_reader(explanation, words)
    steps = [_kind(kind, explanation.currency, words, complete=shown.complete) for kind in explanation.kinds]
    for contribution in explanation.pools:
        rank = rank_name(plan, plan.rank_number(contribution.pool))
        title = _("Pool of {rank}: {amount}").format(
            rank=rank, amount=money(contribution.amount, explanation.currency)
        )
        steps += [_title(title), _reasons(contribution.reasons, words)]
    if first:  # the answer, and all the rest for who wants it
        steps = [html.Details([html.Summary(_("All of it, step by step")), *steps])]
    parts = [*first, *([drawn] if drawn else []), *parts, *steps]
    if shown.complete:
        kept = _("{kept} of {lines} stays with the company.").format(
            kept=money(explanation.sums.kept, explanation.currency),
            lines=money(explanation.sums.package_lines, explanation.currency),
        )
        parts.append(html.P(kept))
    return html.Div(parts, className="told")


def own_report(
    paid: Iterable[tuple[Kind, Iterable[Payment]]], names: Mapping[str, str], plan: Plan
) -> Component:
    """Return what an order paid one member, by kind, and why."""
    words, parts = words_for(names, plan), list[Component]()
    for kind, payments in paid:
        parts.append(_title(f"{kind_name(kind.kind)} ({kind.rule})"))
        parts += [payment_report(one, plan.currency, words) for one in payments]
    return html.Div(parts, className="told")


def share_report(share: Share, names: Mapping[str, str], plan: Plan) -> Component:
    """Return why a member shared a pool on a day, or not."""
    words = words_for(names, plan)
    if share.each is None:
        each = _("{day}: it paid nobody of your team").format(day=share.day)
    else:
        each = _("{day}: {amount} for each holder").format(
            day=share.day, amount=money(share.each, plan.currency)
        )
    return html.Div([html.P(each), _reasons([share.reason], words)], className="told")


def total_report(share: TotalShare, names: Mapping[str, str], plan: Plan) -> Component:
    """Return what a member got of a total, and why."""
    amount = _("{day}: {amount}").format(day=share.day, amount=money(share.amount, plan.currency))
    return html.Div([html.P(amount), _reasons(share.reasons, words_for(names, plan))], className="told")


def _head(explanation: OrderExplanation, words: Words) -> Component:
    order = explanation.order
    head = _("{buyer} paid {amount} on {time}").format(
        buyer=words.member(order.buyer_id),
        amount=money(order.amount, explanation.currency),
        time=words.time(order.at),
    )
    return html.P(head, className="told-head")


def _kind(kind: Kind, currency: str, words: Words, *, complete: bool) -> Component:
    title = kind_name(kind.kind)
    if complete:
        title = _("{kind}: {paid} of {set_aside}").format(
            kind=title, paid=money(kind.paid, currency), set_aside=money(kind.set_aside, currency)
        )
    parts: list[Component] = [_title(f"{title} ({kind.rule})")]
    parts += [_reasons(kind.working, words)] if kind.working else []
    parts += [payment_report(one, currency, words) for one in kind.payments]
    parts += [payment_report(one, currency, words) for one in kind.reversed]
    if kind.breakage_reasons:
        breakage = _("Breakage {amount}").format(amount=money(kind.breakage, currency))
        parts += [html.P(breakage), _reasons(kind.breakage_reasons, words)]
    if kind.not_paid:
        lines = [
            html.Li(
                [
                    *with_commas(_member(each, words) for each in one.members),
                    _(": "),
                    words.sentence(one.reason),
                ]
            )
            for one in kind.not_paid[:_MOST]
        ]
        if rest := len(kind.not_paid) - len(lines):
            lines.append(html.Li(_("and {number} more").format(number=count(rest))))
        parts.append(html.Details([html.Summary(_("Who got nothing, and why")), html.Ul(lines)]))
    return html.Section(parts)


def payment_report(payment: Payment, currency: str, words: Words) -> Component:
    """Return what a member was paid, why, and when it was posted."""
    head = f" · {money(payment.amount, currency)}"
    if payment.source:
        matches = _("matches {kind}") if payment.source in KINDS else _("generation {kind}")
        head += " · " + matches.format(kind=source_name(payment.source))
    posted = [
        _("{amount} posted on {day}, run {run}").format(
            amount=money(one.amount, currency), day=one.posted_on, run=one.run
        )
        + "".join(f"; {words.sentence(why)}" for why in one.reasons)
        for one in payment.postings
    ]
    lines = [*map(words.sentence, payment.reasons), *posted]
    return html.Div(
        [html.Strong([_member(payment.payee_id, words), head]), html.Ul([html.Li(line) for line in lines])]
    )


def _reasons(reasons: Iterable[Reason], words: Words) -> Component:
    return html.Ul([html.Li(words.sentence(one)) for one in reasons])


def _title(words: str) -> Component:
    title: Component = dmc.Title(words, order=3, size="h5", mt="sm")
    return title


def _members(members: Iterable[str], words: Words) -> list[Component | str]:
    return with_commas(_member(one, words) for one in members)


def _member(member_id: str, words: Words) -> Component | str:
    """Return a member as a link; in words alone for accounts of members, who have no page of others."""
    if viewer().role is Role.MEMBER:
        return words.member(member_id)
    return dcc.Link(words.member(member_id), href=member_address(member_id))
