"""Rewards (奖励): by kind, month and rank, the payout ratio, pools, the ledger, and an order explained."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, html
from dash.development.base_component import Component

from dashboard.asking import Asked
from dashboard.components import downloads, figure, page_head, section, skeleton
from dashboard.components.filters import Filters, asked_in, filter_bar
from dashboard.figures import rewards as figures
from dashboard.figures.months import axis_of_months
from dashboard.figures.overview import months as drawn_months
from dashboard.figures.style import wordy_figure
from dashboard.frames import rewards as frames
from dashboard.frames.overview import ceiling
from dashboard.pages import rewards_ledger, rewards_order
from dashboard.pages.filtered import draws, fills, filters
from dashboard.pages.page import Page
from dashboard.pages.rewards_parts import earners, told_months, told_payout, told_pools, told_sum
from dashboard.remembering import remembered
from dashboard.words import N_, _
from graph.service import Service

_HALF = {"base": 12, "lg": 6}
_THIRD = {"base": 12, "lg": 4}


def layout(search: str) -> Component:
    """Lay the page out; the filters and the order to explain are in its address."""
    months = section(
        _("Revenue and rewards by month"),
        figure("rewards-months", 340),
        _("Rewards belong to the month of their order or pool day."),
    )
    payout = section(
        _("Payout ratio by month"),
        figure("rewards-payout", 340),
        _("Rewards of the month, pool shares included, over its revenue net of refunds."),
    )
    kinds = section(_("By kind"), figure("rewards-kinds", 260), _("All of these days."))
    ranks = section(_("By rank"), figure("rewards-ranks", 260), _("By the rank as of the run."))
    pools = section(_("Pools by day"), figure("rewards-pools", 260), _("Of all channels."))
    parts = [(months, _HALF), (payout, _HALF), (kinds, _THIRD), (ranks, _THIRD), (pools, _THIRD)]
    return html.Div(
        [
            page_head(_("Rewards"), html.Span(id="rewards-scope"), filter_bar("rewards", search)),
            dmc.Grid([dmc.GridCol(part, span=span) for part, span in parts], mb="md"),
            html.Div(
                section(_("Top earners"), html.Div(skeleton(320, 6), id="rewards-earners")), className="part"
            ),
            html.Div(rewards_ledger.layout(search), className="part"),
            html.Div(rewards_order.layout(asked_in(search, "order")), className="part"),
        ]
    )


def register(board: Dash, service: Service) -> None:
    """Add the page's callbacks."""
    ask = filters(board, service, "rewards")
    rewards_ledger.register(board, ask)
    rewards_order.register(board, service, page.address)
    earned, revenue = remembered(frames.earned), remembered(frames.revenue)
    pool_days, top = remembered(frames.pool_days), remembered(frames.earners)

    def draw_months(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = frames.by_month(earned(question, wanted), revenue(question, wanted))
        if found.empty:
            return wordy_figure(_("Nothing was sold or earned in these days.")), ""
        drawn = drawn_months(found).update_layout(xaxis=axis_of_months(found))
        return drawn, told_months(found, question.run.plans[-1].currency)

    def draw_payout(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        months = frames.by_month(earned(question, wanted), revenue(question, wanted))
        found = frames.payout(question, wanted, months)
        most = ceiling(question.run.plans[-1])
        return figures.payout(found, most), told_payout(found, most)

    def draw_kinds(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = earned(question, wanted)
        return figures.by_kind(frames.by(found, "kind")), told_sum(found, question.run.plans[-1].currency)

    def draw_ranks(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = frames.by(earned(question, wanted), "rank")
        return figures.by_rank(found, question.run.plans[-1]), told_sum(
            found, question.run.plans[-1].currency
        )

    def draw_pools(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = pool_days(question, wanted)
        return figures.pools(found, question.run.plans[-1]), told_pools(team=bool(question.team))

    def fill_earners(question: Asked, wanted: Filters, _search: str) -> Component:
        return earners(top(question, wanted), question.run.plans[-1])

    for ident, draw in {
        "months": draw_months,
        "payout": draw_payout,
        "kinds": draw_kinds,
        "ranks": draw_ranks,
        "pools": draw_pools,
    }.items():
        draws(board, ask, page.address, f"rewards-{ident}", draw)
    fills(board, ask, page.address, "rewards-earners", fill_earners)
    downloads(board, "rewards-top")


page = Page("rewards", "rewards", N_("Rewards"), "coins", layout, register)
