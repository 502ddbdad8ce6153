"""What the parts of the payouts page share: addresses, names, and what was taken back of a member."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money
from dashboard.page import PREFIX
from dashboard.shared import aria
from dashboard.shared.figures.style import kind_name
from dashboard.words import _
from graph.payouts.payable import Clawback

PAGE = "payouts"
ROWS = 20
"""How many members a page of a list has."""
_SHOWN = 5


def address(file: str = "", /, **parts: str) -> str:
    """Return the address of the page, or of one of its files, with what is asked of it."""
    path = f"{PREFIX}downloads/{file}" if file else f"{PREFIX}{PAGE}"
    return f"{path}?{urlencode({name: value for name, value in parts.items() if value})}"


def taken_back(entries: Iterable[Clawback]) -> Mapping[str, Sequence[Clawback]]:
    """Return what was taken back, by member."""
    by_member: dict[str, list[Clawback]] = defaultdict(list)
    for entry in entries:
        by_member[entry.member_id].append(entry)
    return by_member


def taken_back_words(entries: Sequence[Clawback], currency: str) -> Component | str:
    """Return what was taken back of a member, each with the refund that did it."""
    if not entries:
        return ""
    lines: list[Component] = [html.Li(_sentence(entry, currency)) for entry in entries[:_SHOWN]]
    if rest := len(entries) - len(lines):
        lines.append(html.Li(_("and {number} more").format(number=count(rest))))
    return html.Ul(lines)


def _sentence(entry: Clawback, currency: str) -> str:
    words = _("{amount}, {kind} of {source}, {day}").format(
        amount=money(entry.amount, currency),
        kind=kind_name(entry.kind),
        source=entry.order_id or entry.target or "–",
        day=entry.day,
    )
    if not entry.refunds:
        return words
    return words + _(": refund {refunds}").format(refunds=", ".join(entry.refunds))


def choices(label: str, options: Iterable[tuple[str, str, bool]]) -> Component:
    """Return choices, each with its words, address, and whether it is the one that is shown."""
    links: list[Component] = [
        html.Span(words, className="quiet-button", **aria(current="true"))
        if chosen
        else dcc.Link(words, href=href, className="quiet-button")
        for words, href, chosen in options
    ]
    return html.Nav(links, **aria(label=label))
