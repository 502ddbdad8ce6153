"""The parts of the rewards page: top earners, and its figures in words."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import count, money, month, percent, short_money
from dashboard.shared import (
    download_button,
    empty_state,
    grid,
    member_column,
    money_column,
    number_column,
    stat_card,
)
from dashboard.shared.cards import points_trend, relative_trend
from dashboard.shared.figures.ranks import rank_name
from dashboard.words import _
from graph.plan.model import Plan


def earners(frame: pd.DataFrame, plan: Plan) -> Component:
    """Return the grid of those who earned most: the columns of data.earners."""
    if frame.empty:
        return empty_state(_("Nobody earned anything in these days."))
    columns: list[dict[str, Any]] = [
        member_column("member_id", _("Member")),
        {"field": "name", "headerName": _("Full name"), "filter": "agTextColumnFilter"},
        {"field": "rank", "headerName": _("Rank"), "refData": _ranks(plan)},
        number_column("entries", _("Entries")),
        money_column("amount", _("Earned ({currency})").format(currency=plan.currency)),
    ]
    records = [{**row, "rank": str(row["rank"])} for row in frame.to_dict("records")]
    shown = _("The {number} members who earned most").format(number=count(len(frame)))
    foot = dmc.Group(
        [html.P(shown, className="words"), download_button("rewards-top")], justify="space-between"
    )
    return html.Div([grid("rewards-top", columns, height=320, rowData=records), foot])


def period_cards(frame: pd.DataFrame, before: pd.DataFrame | None, currency: str, days: str) -> Component:
    """Return revenue, rewards and payout ratio of the chosen days, each beside the days before them.

    The columns of data.payout; before: None where the days have no beginning. days: those before, in words.
    """
    (sold, paid), then = _sums(frame), _sums(before) if before is not None else (0, 0)
    share, was = (None if not of else part / of for of, part in ((sold, paid), then))
    cards = [
        stat_card(
            _("Revenue"), short_money(sold, currency), trend=relative_trend(sold, then[0], days),
            note=_("orders that stand, net of refunds"), title=money(sold, currency),
        ),
        stat_card(
            _("Rewards"), short_money(paid, currency), trend=relative_trend(paid, then[1], days, good=None),
            note=_("earned by members, pool shares included"), title=money(paid, currency),
        ),
        stat_card(
            _("Payout ratio"), percent(share), trend=points_trend(share, was, days, good=None),
            note=_("rewards over revenue"),
        ),
    ]  # fmt: skip
    row: Component = dmc.SimpleGrid(cards, cols={"base": 1, "xs": 3})
    return row


def _sums(frame: pd.DataFrame) -> tuple[int, int]:
    return (int(frame["revenue"].sum()), int(frame["rewards"].sum())) if len(frame) else (0, 0)


def month_words(frame: pd.DataFrame, currency: str) -> str:
    """Return the sums of all months in words."""
    rewards = int(frame.drop(columns=["month", "revenue"]).to_numpy().sum())
    return _("{first} to {last}: revenue {revenue}, rewards {rewards}.").format(
        first=month(int(frame["month"].iloc[0])),
        last=month(int(frame["month"].iloc[-1])),
        revenue=money(int(frame["revenue"].sum()), currency),
        rewards=money(rewards, currency),
    )


def payout_words(frame: pd.DataFrame, ceiling: float) -> str:
    """Return the ratio of all months in words, and the plan's ceiling."""
    sold = int(frame["revenue"].sum()) if len(frame) else 0
    if sold <= 0:
        return ""
    return _("{rate} in all; a package pays out {ceiling} at most.").format(
        rate=percent(float(frame["rewards"].sum()) / sold), ceiling=percent(ceiling)
    )


def sum_words(frame: pd.DataFrame, currency: str) -> str:
    """Return the sum of a column of amounts in words."""
    return _("{amount} in all.").format(amount=money(int(frame["amount"].sum()), currency))


def pool_words(frame: pd.DataFrame, currency: str, *, team: bool) -> str:
    """Return what the amounts of pools are (data.pool_days), and by how much they were adjusted."""
    if team:
        return _("What the members of the team got of each pool together.")
    words = [_("What each holder of the rank got.")]
    if adjusted := int(frame["adjusted"].sum()):
        amount = money(adjusted, currency)
        words.append(
            _("What changed about days that were closed before came to {amount}.").format(amount=amount)
        )
    return " ".join(words)


def _ranks(plan: Plan) -> dict[str, str]:
    return {str(number): rank_name(plan, number) for number in range(len(plan.ranks))}
