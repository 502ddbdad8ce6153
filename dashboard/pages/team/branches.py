"""The tree without a canvas: the legend of its ranks, and the same members as an indented list for phones."""

from collections import Counter

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money
from dashboard.pages.team.drawing import opening_words
from dashboard.pages.team.tree import Branch, branches
from dashboard.shared import aria, data, rank_badge
from dashboard.shared.addresses import member_address
from dashboard.words import _
from graph.plan.model import Plan


def legend(top: Branch, plan: Plan) -> Component:
    """Return a button for each rank that is drawn, with how many: it puts them out and in."""
    numbers = Counter(one.node.rank for one in branches(top))
    buttons = [
        html.Button(
            [rank_badge(plan, rank), " ", count(numbers[rank])],
            type="button",
            **aria(pressed="true"),
            **data(rank=str(rank)),
        )
        for rank in sorted(numbers)
    ]
    return html.Div(buttons, role="group", **aria(label=_("Ranks that are drawn")))


def branch_list(top: Branch, plan: Plan) -> Component:
    """Return the drawn members as a list, each below its sponsor."""
    return html.Ul(_item(top, plan))


def _item(branch: Branch, plan: Plan) -> Component:
    node = branch.node
    line: list[Component | str] = [
        dcc.Link(node.name or node.member_id, href=member_address(node.member_id)),
        " ",
        rank_badge(plan, node.rank),
        html.Span(money(node.now, plan.currency), className="number"),
    ]
    if branch.parent and node.recruits:
        line.insert(0, _toggle(branch, "−" if branch.opened else "+", opening_words(branch)))
    below: list[Component] = [_item(child, plan) for child in branch.children]
    if branch.more:
        words = _("+{number} more").format(number=count(branch.more))
        below.append(html.Li(_toggle(branch, words, words, more=branch.more)))
    return html.Li([html.Div(line), *([html.Ul(below)] if below else [])])


def _toggle(branch: Branch, text: str, words: str, more: int = 0) -> Component:
    about = data(member=branch.node.member_id, opened=str(int(branch.opened)), more=str(more))
    return html.Button(text, type="button", **about, **aria(label=words))
