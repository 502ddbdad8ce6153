"""The parts of the rewards page: top earners, and its figures in words."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import download_button, empty_state, grid, money_column, number_column
from dashboard.figures.style import rank_name
from dashboard.words import _
from dashboard.words.said import count, money, month, percent
from graph.plan.model import Plan


def earners(found: pd.DataFrame, plan: Plan) -> Component:
    """Return the grid of those who earned most: the columns of frames.rewards.earners."""
    if found.empty:
        return empty_state(_("Nobody earned anything in these days."))
    columns: list[dict[str, Any]] = [
        {"field": "member_id", "headerName": _("Member"), "filter": "agTextColumnFilter"},
        {"field": "name", "headerName": _("Full name"), "filter": "agTextColumnFilter"},
        {"field": "rank", "headerName": _("Rank"), "refData": _ranks(plan)},
        number_column("entries", _("Entries")),
        money_column("amount", _("Earned ({currency})").format(currency=plan.currency)),
    ]
    records = [{**row, "rank": str(row["rank"])} for row in found.to_dict("records")]
    shown = _("The {number} members who earned most").format(number=count(len(found)))
    foot = dmc.Group(
        [html.P(shown, className="words"), download_button("rewards-top")], justify="space-between"
    )
    return html.Div([grid("rewards-top", columns, height=320, rowData=records), foot])


def told_months(found: pd.DataFrame, currency: str) -> str:
    """Return the sums of all months in words."""
    rewards = int(found.drop(columns=["month", "revenue"]).to_numpy().sum())
    return _("{first} to {last}: revenue {revenue}, rewards {rewards}.").format(
        first=month(int(found["month"].iloc[0])),
        last=month(int(found["month"].iloc[-1])),
        revenue=money(int(found["revenue"].sum()), currency),
        rewards=money(rewards, currency),
    )


def told_payout(found: pd.DataFrame, ceiling: float) -> str:
    """Return the ratio of all months in words, and the plan's ceiling."""
    sold = int(found["revenue"].sum()) if len(found) else 0
    if sold <= 0:
        return ""
    return _(
        "{rate} in all; a package pays out {ceiling} at most. Hollow points are unfinished months."
    ).format(rate=percent(float(found["rewards"].sum()) / sold), ceiling=percent(ceiling))


def told_sum(found: pd.DataFrame, currency: str) -> str:
    """Return the sum of a column of amounts in words."""
    return _("{amount} in all.").format(amount=money(int(found["amount"].sum()), currency))


def told_pools(*, team: bool) -> str:
    """Return what the amounts of pools are."""
    if team:
        return _("What the members of the team got of each pool together.")
    return _("What each holder of the rank got.")


def _ranks(plan: Plan) -> dict[str, str]:
    return {str(number): rank_name(plan, number) for number in range(len(plan.ranks))}
