"""An order explained: a waterfall from what was paid to what the company keeps, and why for every step."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go
from dash.development.base_component import Component

from dashboard.i18n.format import money
from dashboard.shared.explanations import order_report
from dashboard.shared.figures.ranks import pool_name
from dashboard.shared.figures.style import BLUE, GREEN, GREY, ORANGE, source_name, styled
from dashboard.shared.graphs import figure
from dashboard.words import _
from graph.explain.model import OrderExplanation
from graph.explain.visibility import Shown
from graph.plan.model import Plan


def order_explanation(shown: Shown, plan: Plan, ident: str) -> Component:
    """Return an order's waterfall, whose id is `ident`, and the report; without packages only that."""
    explanation = shown.told
    if not explanation.sums.package_lines:
        return order_report(shown, plan)
    frame = steps(shown)
    first, last = (money(int(frame["amount"].iloc[at]), explanation.currency) for at in (0, -1))
    caption = _("{order}: of {first} for packages {last} is left for the company.")
    if not shown.complete:
        caption = _("{order}: of {first} for packages {last} is for others and the company.")
    said = caption.format(order=explanation.order.id, first=first, last=last)
    drawn = waterfall(frame, partial(step_name, plan))
    return order_report(shown, plan, figure(ident, 40 + 34 * len(frame), said, drawn))


def steps(shown: Shown) -> pd.DataFrame:
    """Return the steps: step (packages, paid, breakage, pool, kept or rest), kind, who, amount (minor units).

    The first is what was paid for packages, the last what is left of it: what the company keeps, or for who
    may not see all of it the rest, whoever got that. Those between are negative and add up to the difference.
    kind: of reward, or the pool's name; who: member id of a payee.
    """
    explanation = shown.told
    rows = [("packages", "", "", explanation.sums.package_lines), *_payment_steps(explanation)]
    if shown.complete:
        rows += [("breakage", one.kind, "", -one.breakage) for one in explanation.kinds if one.breakage]
    rows += [("pool", one.pool, "", -one.amount) for one in explanation.pools if one.amount]
    rows.append(("kept" if shown.complete else "rest", "", "", sum(row[3] for row in rows)))
    return pd.DataFrame(rows, columns=["step", "kind", "who", "amount"])


def _payment_steps(explanation: OrderExplanation) -> list[tuple[str, str, str, int]]:
    return [
        ("paid", f"{one.kind} {payment.source}".strip(), payment.payee_id, -payment.amount)
        for one in explanation.kinds
        for payment in one.payments
        if payment.amount
    ]


def step_name(plan: Plan, step: str, kind: str) -> str:
    """Return a step of the waterfall in words; `kind` is a kind ("peer direct", "level 2" too) or a pool."""
    said = pool_name(plan, kind) if step == "pool" else " · ".join(map(source_name, kind.split()))
    names = {
        "packages": _("packages"),
        "paid": "{kind}",
        "breakage": _("breakage, {kind}"),
        "pool": _("pool, {kind}"),
        "kept": _("the company keeps"),
        "rest": _("others and the company"),
    }
    return names[step].format(kind=said)


def waterfall(frame: pd.DataFrame, step_words: Callable[[str, str], str]) -> go.Figure:
    """Draw where an order's money went: the rows of steps.

    `step_words` gives the words of a step and a kind; who is paid stands beside them.
    """
    names = [
        step_words(row["step"], row["kind"]) + (f" · {row['who']}" if row["who"] else "")
        for row in frame.to_dict("records")
    ]
    ends = {"packages": "absolute", "kept": "total", "rest": "total"}
    # Two steps may have the same words: the place makes them two.
    places = list(range(len(frame)))
    drawn = go.Figure(
        go.Waterfall(
            orientation="h",
            x=frame["amount"] / 100,
            y=places,
            measure=[ends.get(step, "relative") for step in frame["step"]],
            text=[f"{amount / 100:,.2f}" for amount in frame["amount"]],
            textposition="outside",
            cliponaxis=False,
            customdata=names,
            hovertemplate="%{customdata}: %{text}<extra></extra>",
            connector={"line": {"color": GREY, "width": 1}},
            decreasing={"marker": {"color": ORANGE}},
            increasing={"marker": {"color": GREEN}},
            totals={"marker": {"color": BLUE}},
        )
    )
    return styled(
        drawn,
        hovermode="closest",
        showlegend=False,
        margin={"l": 8, "r": 64, "t": 8, "b": 8},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={
            "tickvals": places,
            "ticktext": names,
            "autorange": "reversed",
            "showgrid": False,
            "ticksuffix": " ",
        },
    )
