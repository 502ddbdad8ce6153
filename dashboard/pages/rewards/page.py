"""Rewards (奖励): by kind, month and rank, the payout ratio, pools, the ledger, and an order explained."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, html
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.pages.rewards import data, figures, ledger, order, ratio
from dashboard.pages.rewards.parts import earners, month_words, pool_words, sum_words
from dashboard.shared import downloads, figure, lead_on, page_head, section, skeleton
from dashboard.shared.causes import causes_report
from dashboard.shared.day_ranges import is_short
from dashboard.shared.figures.leads import lead_to_months
from dashboard.shared.figures.revenue import months as drawn_months
from dashboard.shared.figures.style import wordy_figure
from dashboard.shared.filter_callbacks import draw_figure, fill_part, follow_filters
from dashboard.shared.filters import Filters, filter_bar, search_value
from dashboard.shared.metrics import with_unfinished
from dashboard.shared.run_choice import run_choice
from dashboard.words import _
from graph.service import Service

_HALF = {"base": 12, "lg": 6}
_THIRD = {"base": 12, "lg": 4}
_WHOLE = {"base": 12}


def layout(search: str) -> Component:
    """Lay the page out; the filters and the order to explain are in its address."""
    months = section(
        _("Revenue and rewards by month or day"),
        figure("rewards-months", 340),
        _("Rewards belong to the month of their order or pool day. Up to 62 days are drawn one by one."),
    )
    payout = section(
        _("Payout ratio by month"),
        figure("rewards-payout", 340),
        _(
            "Rewards of the month, pool shares included, over its revenue net of refunds; by kind of reward. "
            "A hatched month is unfinished."
        ),
    )
    kinds = section(_("By kind"), figure("rewards-kinds", 260), _("All of these days."))
    ranks = section(_("By rank"), figure("rewards-ranks", 260), _("By the rank as of the run."))
    pools = section(_("Pools by day"), figure("rewards-pools", 260), _("Of all channels."))
    parts = [
        (months, _HALF),
        (payout, _HALF),
        (ratio.layout(search), _WHOLE),
        (kinds, _THIRD),
        (ranks, _THIRD),
        (pools, _THIRD),
    ]
    return html.Div(
        [
            page_head(
                _("Rewards"),
                html.Span(id="rewards-scope"),
                [*filter_bar("rewards", search), run_choice("rewards", search)],
            ),
            html.Div(skeleton(110), id="rewards-cards", className="part"),
            dmc.Grid([dmc.GridCol(part, span=span) for part, span in parts], mb="md"),
            html.Div(
                section(_("Top earners"), html.Div(skeleton(320, 6), id="rewards-earners")), className="part"
            ),
            html.Div(
                section(
                    _("Corrections by cause"),
                    html.Div(skeleton(220, 4), id="rewards-causes"),
                    _("What was posted otherwise after all, by the fact at its root; entries of members."),
                ),
                className="part",
            ),
            html.Div(ledger.layout(search), className="part"),
            html.Div(order.layout(search_value(search, "order")), className="part"),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    ask = follow_filters(board, service, "rewards", by_run=True)
    earned, revenue = cached_by_run(data.earned), cached_by_run(data.revenue)
    ledger.register(board, ask, earned)
    order.register(board, service, address)
    causes = cached_by_run(data.causes)
    pool_days, top = cached_by_run(data.pool_days), cached_by_run(data.earners)
    days = cached_by_run(data.by_day)

    def draw_months(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = data.by_month(earned(context, filters), revenue(context, filters))
        if frame.empty:
            return wordy_figure(_("Nothing was sold or earned in these days.")), ""
        words = month_words(frame, context.run.plans[-1].currency)
        if is_short(filters, context.run):
            return drawn_months(days(context, filters)), words
        drawn = drawn_months(with_unfinished(frame, context.run, filters))
        return lead_to_months(drawn, "rewards"), words

    def draw_kinds(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = earned(context, filters)
        return figures.by_kind(data.by(frame, "kind")), sum_words(frame, context.run.plans[-1].currency)

    def draw_ranks(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = data.by(earned(context, filters), "rank")
        return figures.by_rank(frame, context.run.plans[-1]), sum_words(frame, context.run.plans[-1].currency)

    def draw_pools(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = pool_days(context, filters)
        plan = context.run.plans[-1]
        return figures.pools(frame, plan), pool_words(frame, plan.currency, team=bool(context.team))

    def fill_earners(context: Context, filters: Filters, _search: str) -> Component:
        return earners(top(context, filters), context.run.plans[-1])

    def fill_causes(context: Context, filters: Filters, _search: str) -> Component:
        return causes_report("rewards-causes-grid", causes(context, filters), context.run.plans[-1].currency)

    for ident, draw in {
        "months": draw_months,
        "kinds": draw_kinds,
        "ranks": draw_ranks,
        "pools": draw_pools,
    }.items():
        draw_figure(board, ask, address, f"rewards-{ident}", draw)
    ratio.register(board, service, ask, address, (earned, revenue))
    fill_part(board, ask, address, "rewards-earners", fill_earners)
    lead_on(board, "rewards-months")
    lead_on(board, "rewards-payout")
    fill_part(board, ask, address, "rewards-causes", fill_causes)
    downloads(board, "rewards-top")
    downloads(board, "rewards-causes-grid")
