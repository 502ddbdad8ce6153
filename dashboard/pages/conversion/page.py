"""Conversion (转化): from an invitation to a buyer who stays, by channel and month, and what it costs."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser
from dashboard.context import Context
from dashboard.i18n.format import NONE, count, money, month, percent
from dashboard.pages.conversion import data, figures, growth
from dashboard.pages.conversion.tables import register_tables
from dashboard.shared import aria, figure, page_head, section, skeleton, stat_card
from dashboard.shared.behind import register_list
from dashboard.shared.figures.funnel import stage_name
from dashboard.shared.filter_callbacks import draw_figure, fill_part, follow_filters, last_month_words
from dashboard.shared.filters import Filters, filter_bar, search_value
from dashboard.words import N_, _
from graph.service import Service

_MODELS = {"last": N_("Last touch"), "first": N_("First touch"), "linear": N_("Linear")}
_HALF = {"base": 12, "lg": 6}


def layout(search: str) -> Component:
    """Lay the page out; the filters are in its address."""
    parts = [
        section(
            _("From an invitation to a buyer who stays"),
            [figure("conversion-funnel", 300), html.Div(id="conversion-steps")],
            _(
                "Visitors who were invited in these days; each stage is inside the one before. Who still "
                "has time for the next stage is waiting (light); the arrow leads to the step rate, the share "
                "of the others who reached it. Median days: to the next stage, of those who reached it."
            ),
        ),
        section(
            _("What a new member costs"),
            html.Div(skeleton(240, 2), id="conversion-cost"),
            _("Spend, and the rewards on first orders, over the members who first ordered in these days."),
        ),
        section(
            _("Conversion by channel"),
            figure("conversion-channels", 340),
            _("Visitors whose first order came within 7 days of their first touch, by its channel."),
        ),
        section(
            _("Conversion by month"),
            figure("conversion-months", 340),
            _("By the month of the first touch; a month is finished when 7 more days have passed."),
        ),
        section(
            _("K-factor by month"),
            figure("conversion-growth", 320),
            _("Recruits who first ordered in the month, over the members who had bought before it."),
        ),
        section(
            _("Which channel brought the first orders"),
            [_models(search), figure("conversion-orders", 300)],
            _("A first order is given to the touches of the 7 days before it."),
        ),
    ]
    tables = [
        section(
            _("Channels: what they cost and bring"),
            html.Div(skeleton(240, 6), id="conversion-table"),
            _(
                "Touches and visitors by the channel of the touch, the rest by the person's own. Cost per "
                "first order: spend and the rewards on first orders, over the members who first ordered. "
                "Repurchase: of buyers whose first order is 60 days old, who ordered again on a later day "
                "within them."
            ),
        ),
        section(
            _("Who invites"),
            html.Div(skeleton(240, 6), id="conversion-inviters"),
            _(
                "Direct recruits who joined in these days, who of them bought since, and the repurchase of "
                "those whose first order is 60 days old; most buyers first."
            ),
        ),
    ]
    return html.Div(
        [
            page_head(_("Conversion"), html.Span(id="conversion-scope"), filter_bar("conversion", search)),
            html.Div(id="conversion-list"),
            dmc.Grid([dmc.GridCol(part, span=_HALF) for part in parts], mb="md"),
            *(html.Div(part, className="part") for part in tables),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    ask = follow_filters(board, service, "conversion", months=True)
    funnel, by_channel = cached_by_run(data.funnel), cached_by_run(data.by_channel)
    by_month, cost = cached_by_run(data.by_month), cached_by_run(data.cost)
    k_factor, attribution = cached_by_run(data.k_factor), cached_by_run(data.attribution)
    register_list(board, ask, address, "conversion")

    def draw_funnel(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = funnel(context, filters)
        return figures.funnel(frame), _funnel_words(frame)

    def draw_channels(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = by_channel(context, filters)
        return figures.by_channel(frame), _channel_words(frame)

    def draw_months(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = by_month(context, filters)
        return figures.by_month(frame), last_month_words(frame)

    def draw_growth(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = k_factor(context, filters)
        return figures.k_factor(frame), _growth_words(frame)

    def draw_orders(context: Context, filters: Filters, search: str) -> tuple[Any, str]:
        model_in_address = search_value(search, "model")
        model = model_in_address if model_in_address in _MODELS else next(iter(_MODELS))
        frame = attribution(context, filters)
        return figures.attribution(frame, model), _order_words(frame, model)

    def fill_cost(context: Context, filters: Filters, _search: str) -> Component:
        return _cost_cards(cost(context, filters), context.run.plans[-1].currency, team=bool(context.team))

    for ident, draw in {
        "funnel": draw_funnel,
        "channels": draw_channels,
        "months": draw_months,
        "growth": draw_growth,
        "orders": draw_orders,
    }.items():
        draw_figure(board, ask, address, f"conversion-{ident}", draw)

    def fill_steps(context: Context, filters: Filters, search: str) -> Component:
        return growth.steps(funnel(context, filters), search)

    fill_part(board, ask, address, "conversion-cost", fill_cost)
    fill_part(board, ask, address, "conversion-steps", fill_steps)
    register_tables(board, ask, address)
    model = "conversion-model"
    in_browser(board, "to_address", Input(model, "value"))
    in_browser(
        board,
        "choice",
        Output(model, "value"),
        Input("url", "search"),
        State(model, "value"),
        State(model, "data"),
        space="filters",
    )


def _models(search: str) -> Component:
    model_in_address = search_value(search, "model")
    choice: Component = dmc.SegmentedControl(
        id="conversion-model",
        data=[{"value": value, "label": _(label)} for value, label in _MODELS.items()],
        value=model_in_address if model_in_address in _MODELS else next(iter(_MODELS)),
        size="xs",
        mt="xs",
        **aria(label=_("Attribution model")),
    )
    return choice


def _cost_cards(frame: pd.DataFrame, currency: str, *, team: bool) -> Component:
    names = {"blended": _("All new members"), "paid-only": _("Members of paid channels")}
    cards = [_cost_card(names[row["kind"]], row, currency) for row in frame.to_dict("records")]
    words = _("For comparison: the source's articles tell of a rise from 17.38 to 142.86 in the trade.")
    if team:
        words = _("Spend belongs to the whole company, so that a team has no cost of its own.")
    return html.Div(
        [dmc.SimpleGrid(cards, cols={"base": 1, "sm": 2}, mt="sm"), html.P(words, className="words")]
    )


def _cost_card(name: str, row: dict[Any, Any], currency: str) -> Component:
    rewards = _("{number} new members, {rewards} rewards on their first orders").format(
        number=count(int(row["new_members"])), rewards=money(int(row["rewards"]), currency)
    )
    if pd.isna(row["spend"]):
        return stat_card(name, count(int(row["new_members"])), note=rewards)
    spend = _("{spend} spend").format(spend=money(int(row["spend"]), currency))
    cost = NONE if pd.isna(row["cost"]) else money(int(row["cost"]), currency)
    return stat_card(name, cost, note=f"{spend}; {rewards}")


def _funnel_words(frame: pd.DataFrame) -> str:
    return "; ".join(_stage_words(row) for row in frame.to_dict("records") if not pd.isna(row["rate"]))


def _stage_words(row: dict[Any, Any]) -> str:
    words = f"{stage_name(row['stage'])}: {count(int(row['visitors']))} ({percent(row['rate'])})"
    if row["waiting"]:
        words += ", " + _("{number} waiting").format(number=count(int(row["waiting"])))
    if not pd.isna(row["step_rate"]):
        words += ", " + _("step rate {rate}").format(rate=percent(row["step_rate"]))
    return words


def _channel_words(frame: pd.DataFrame) -> str:
    total = frame.iloc[0]
    if not total["visitors"]:
        return ""
    return _("{converted} of {visitors} visitors converted: {rate}.").format(
        converted=count(int(total["converted"])),
        visitors=count(int(total["visitors"])),
        rate=percent(total["rate"]),
    )


def _growth_words(frame: pd.DataFrame) -> str:
    over = frame[~frame["unfinished"]] if len(frame) else frame
    if over.empty or pd.isna(over.iloc[-1]["k"]):
        return ""
    last = over.iloc[-1]
    days = NONE if pd.isna(last["median_days"]) else f"{last['median_days']:.1f}"
    return _(
        "{month}: {k}; half of the recruits ordered within {days} days of their inviter. "
        "Hatched bars are unfinished months."
    ).format(month=month(int(last["month"])), k=f"{last['k']:.3f}", days=days)


def _order_words(frame: pd.DataFrame, model: str) -> str:
    shown = frame[frame["model"] == model] if len(frame) else frame
    if shown.empty:
        return ""
    return _("{orders} first orders in all.").format(orders=count(round(float(shown["orders"].sum()))))
