"""What an order brought one member, or why nothing, in words."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money
from dashboard.shared.addresses import member_link
from dashboard.shared.explanations import payment_report, share_report, words_for
from dashboard.shared.figures.ranks import pool_name
from dashboard.shared.figures.style import kind_name
from dashboard.words import _
from graph.explain.about import About, OfKind
from graph.plan.model import Plan
from graph.words import Words


def about_report(about: About, name: str, plan: Plan) -> Component:
    """Return where the member stands, and what it got of each kind and of each pool or why not."""
    names = {about.member_id: name} if name else {}
    words = words_for(names, plan)
    got = sum(one.amount for kind in about.kinds for one in kind.payments)
    parts: list[Component] = [
        html.P([html.Strong(member_link(about.member_id, name)), " · ", _place(about)]),
        html.P(
            _("It got {amount} of this order.").format(amount=money(got, plan.currency))
            if got
            else _("It got nothing of this order."),
            className="told-head",
        ),
    ]
    parts += [_kind(one, about, plan, words) for one in about.kinds]
    for share in about.pools:
        parts += [
            _title(_("Pool of {rank}").format(rank=pool_name(plan, share.pool))),
            share_report(share, names, plan),
        ]
    return html.Div(parts, className="told")


def _place(about: About) -> str:
    if about.place is None:
        return _("It does not stand above the buyer in the tree of this run.")
    if about.place == 0:
        return _("It is the buyer, or owns the buyer's community.")
    return _("It stands {number} above the buyer.").format(number=count(about.place))


def _kind(kind: OfKind, about: About, plan: Plan, words: Words) -> Component:
    parts: list[Component] = [_title(f"{kind_name(kind.kind)} ({kind.rule})")]
    parts += [payment_report(one, plan.currency, words) for one in kind.payments]
    lines = [words.sentence(one) for one in kind.reasons]
    if kind.hidden:
        lines.append(_("A part of the reason names somebody outside of your team, and is not told."))
    if not lines and not kind.payments:
        lines.append(_nothing(about))
    if lines:
        parts.append(html.Ul([html.Li(one) for one in lines]))
    return html.Section(parts)


def _nothing(about: About) -> str:
    if about.place is None:
        return _("Nothing: it goes to members above the buyer only.")
    if about.place == 0:
        return _("Nothing: nobody is paid this kind for an order of its own.")
    return _("Nothing: of this order this kind goes to others.")


def _title(words: str) -> Component:
    title: Component = dmc.Title(words, order=3, size="h5", mt="sm")
    return title
