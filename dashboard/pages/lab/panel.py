"""The panel of the plan lab: a slider for each quantity of a plan, a switch for each choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.shared.attributes import aria
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import kind_name
from dashboard.words import N_, _
from graph.i18n import language_name
from graph.plan import Plan
from graph.plan.knobs import Knob, knobs
from graph.words.reasons import texts

KNOB, VALUE = "lab-knob", "lab-value"
"""The types of ids: of a slider or switch, and of the text of its value; `knob` is its number."""
_GROUPS = {
    "rewards": N_("Rewards"),
    "readings": N_("Readings"),
    "ranks": N_("Ranks"),
    "fund": N_("Support fund"),
}
_OPEN = {"rewards"}


@dataclass(frozen=True)
class Scale:
    """What a slider goes over: yuan, percent, or a number."""

    lowest: float
    highest: float
    step: float


def panel(first: Plan, changed: Plan) -> tuple[list[Component], list[dict[str, Any]]]:
    """Return the sliders and switches of a plan, as changed, and what the browser needs to know of each.

    That is path, unit, the value of the plan that is started from, and that of now: what differs from the
    first is written into the address.
    """
    now = {knob.path: knob for knob in knobs(changed)}
    turned = [(knob, now.get(knob.path, knob)) for knob in knobs(first)]
    known = [
        {"path": knob.path, "unit": knob.unit, "first": _shown(knob), "now": _shown(current)}
        for knob, current in turned
    ]
    groups: dict[str, list[Component]] = {}
    for number, (knob, current) in enumerate(turned):
        groups.setdefault(str(knob.place[0]), []).append(_knob(number, knob, current, first))
    order = [*_GROUPS, *(name for name in groups if name not in _GROUPS)]
    parts: list[Component] = [
        html.Details(
            [html.Summary(_(_GROUPS.get(name, name))), html.Div(groups[name], className="knobs")],
            open=name in _OPEN,
        )
        for name in order
        if name in groups
    ]
    return parts, known


def _knob(number: int, first: Knob, current: Knob, plan: Plan) -> Component:
    label, ident = label_of(first, plan), {"type": KNOB, "knob": number}
    if first.choices:
        names = texts(language_name())["choices"]
        options = [
            {"value": choice, "label": names.get(f"{first.field} {choice}", choice)}
            for choice in first.choices
        ]
        switch = dmc.SegmentedControl(
            id=ident, value=str(current.value), data=options, fullWidth=True, size="xs", **aria(label=label)
        )
        return html.Div([html.Div(label, className="knob-name"), switch], className="knob")
    scale = _scale(first, current)
    slider = dmc.Slider(
        id=ident,
        value=_shown(current),
        min=scale.lowest,
        max=scale.highest,
        step=scale.step,
        label=None,
        updatemode="drag",
        thumbLabel=label,
        size="sm",
    )
    value = html.Output(_text(current), id={"type": VALUE, "knob": number})
    return html.Div([html.Div([label, value], className="knob-name"), slider], className="knob")


def label_of(knob: Knob, plan: Plan) -> str:
    """Return what a knob is called: whose field it is, the field, and which of several."""
    fields = texts(language_name())["fields"]
    words = [fields.get(knob.field, knob.field.replace("_", " "))]
    ranks = {rank.id: rank_name(plan, number) for number, rank in enumerate(plan.ranks)}
    if knob.place[0] == "rewards":
        words.insert(0, kind_name(plan.rewards[int(knob.place[1])].kind))
    elif knob.place[0] == "ranks":
        words.insert(0, rank_name(plan, int(knob.place[1])))
    words += [ranks.get(name, name) for name in _which(knob, plan)]
    return " · ".join(words)


def _which(knob: Knob, plan: Plan) -> Iterator[str]:
    """Yield what tells a knob from others of its kind: a rank or package in its path, or its number."""
    if knob.place[0] != "rewards":
        return
    fields = {*type(knob.within).model_fields, *type(plan.rewards[int(knob.place[1])]).model_fields}
    for part in knob.path.split(".")[2:]:
        if part not in fields:
            yield str(int(part) + 1) if part.isdecimal() else part


def _scale(first: Knob, current: Knob) -> Scale:
    """Return what a slider goes over: up to twice of what the plan has, and what the address has, too."""
    most = max(2 * _number(first), _number(current))
    match first.unit:
        case "amount":
            return Scale(0, max(most, 10), 1 if most >= 40 else 0.5)  # noqa: PLR2004
        case "rate":
            return Scale(0, min(100, max(most, 20)), 0.5)
        case "days":
            return Scale(0, max(most, 60), 1)
    return Scale(1, max(most, 10), 1)


def _number(knob: Knob) -> float:
    if isinstance(knob.value, Fraction):
        return round(float(knob.value) * 100, 3)
    if knob.unit == "amount":
        return int(knob.value) / 100
    return int(knob.value)


def _shown(knob: Knob) -> float | str:
    """Return the value as the slider or switch has it: yuan, percent, a number or a choice."""
    return str(knob.value) if knob.choices else _number(knob)


def _text(knob: Knob) -> str:
    """Return the value as text, as the browser writes it while it is dragged."""
    if knob.choices:
        return str(knob.value)
    number = _number(knob)
    match knob.unit:
        case "amount":
            return f"{number:.2f}"
        case "rate":
            return f"{number:g} %"
    return f"{number:g}"
