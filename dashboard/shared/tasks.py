"""Conditions as tasks: what to do, how much of it is done, and what that is made of."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count
from dashboard.shared.attributes import aria
from dashboard.words import _
from graph.explain.conditions import Condition
from graph.words import Words


def tasks(
    conditions: Sequence[Condition], words: Words, more: Mapping[int, Component] | None = None
) -> list[Component]:
    """Return conditions as tasks: those that miss least first, what is met last.

    more: what is said below one, by its place.
    """
    places = sorted(
        range(len(conditions)), key=lambda at: (conditions[at].met, conditions[at].need - conditions[at].have)
    )
    return [_task(conditions[at], words, (more or {}).get(at)) for at in places]


def _task(condition: Condition, words: Words, more: Component | None) -> Component:
    sentence = words.sentence(condition.task or condition.reason)
    share = 100 * min(condition.have / condition.need, 1) if condition.need else 100
    number = words.money if condition.money else count
    progress = _("{have} of {need}").format(have=number(condition.have), need=number(condition.need))
    bar = dmc.ProgressRoot(
        dmc.ProgressSection(value=share, color="teal" if condition.met else "blue", **aria(label=sentence)),
        size="lg",
    )
    parts: list[Component] = [
        html.Div([html.Span(sentence), html.Span(progress, className="number")], className="have-need"),
        bar,
    ]
    if more is not None:
        parts.append(more)
    if condition.details:
        lines = [html.Li(words.sentence(why)) for why in condition.details]
        if condition.more:
            lines.append(html.Li(_("and {number} more").format(number=count(condition.more))))
        parts.append(html.Details([html.Summary(_("One by one")), html.Ul(lines)]))
    return html.Div(parts, className="condition")
