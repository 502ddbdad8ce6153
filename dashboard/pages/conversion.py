"""Conversion (转化): from an invitation to a buyer who stays, by channel and month, and what it costs."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard.asking import Asked
from dashboard.components import aria, figure, page_head, section, skeleton, stat_card
from dashboard.components.filters import Filters, asked_in, filter_bar
from dashboard.figures import conversion as figures
from dashboard.frames import conversion as frames
from dashboard.pages.filtered import draws, fills, filters, told_last_month
from dashboard.pages.page import Page
from dashboard.remembering import remembered
from dashboard.scripts import in_browser
from dashboard.words import N_, _
from dashboard.words.said import NONE, count, money, month, percent
from graph.service import Service

_MODELS = {"last": N_("Last touch"), "first": N_("First touch"), "linear": N_("Linear")}
_HALF = {"base": 12, "lg": 6}


def layout(search: str) -> Component:
    """Lay the page out; the filters are in its address."""
    parts = [
        section(
            _("From an invitation to a buyer who stays"),
            figure("conversion-funnel", 300),
            _(
                "Visitors who were invited in these days; each stage is inside the one before. Who still "
                "has time for the next stage is waiting (light); the arrow leads to the step rate, the share "
                "of the others who reached it."
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
    return html.Div(
        [
            page_head(_("Conversion"), html.Span(id="conversion-scope"), filter_bar("conversion", search)),
            dmc.Grid([dmc.GridCol(part, span=_HALF) for part in parts]),
        ]
    )


def register(board: Dash, service: Service) -> None:
    """Add the page's callbacks."""
    filters(board, service, "conversion", months=True)
    funnel, by_channel = remembered(frames.funnel), remembered(frames.by_channel)
    by_month, cost = remembered(frames.by_month), remembered(frames.cost)
    k_factor, attribution = remembered(frames.k_factor), remembered(frames.attribution)

    def draw_funnel(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = funnel(question, wanted)
        return figures.funnel(found), _told_funnel(found)

    def draw_channels(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = by_channel(question, wanted)
        return figures.by_channel(found), _told_channels(found)

    def draw_months(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = by_month(question, wanted)
        return figures.by_month(found), told_last_month(found)

    def draw_growth(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = k_factor(question, wanted)
        return figures.k_factor(found), _told_growth(found)

    def draw_orders(question: Asked, wanted: Filters, search: str) -> tuple[Any, str]:
        asked_for = asked_in(search, "model")
        model = asked_for if asked_for in _MODELS else next(iter(_MODELS))
        found = attribution(question, wanted)
        return figures.attribution(found, model), _told_orders(found, model)

    def fill_cost(question: Asked, wanted: Filters, _search: str) -> Component:
        return _cost_cards(cost(question, wanted), question.run.plans[-1].currency, team=bool(question.team))

    for ident, draw in {
        "funnel": draw_funnel,
        "channels": draw_channels,
        "months": draw_months,
        "growth": draw_growth,
        "orders": draw_orders,
    }.items():
        draws(board, service, page.address, f"conversion-{ident}", draw, months=True)
    fills(board, service, page.address, "conversion-cost", fill_cost, months=True)
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
    asked_for = asked_in(search, "model")
    choice: Component = dmc.SegmentedControl(
        id="conversion-model",
        data=[{"value": value, "label": _(label)} for value, label in _MODELS.items()],
        value=asked_for if asked_for in _MODELS else next(iter(_MODELS)),
        size="xs",
        mt="xs",
        **aria(label=_("Attribution model")),
    )
    return choice


def _cost_cards(found: pd.DataFrame, currency: str, *, team: bool) -> Component:
    names = {"blended": _("All new members"), "paid-only": _("Members of paid channels")}
    cards = [_cost_card(names[row["kind"]], row, currency) for row in found.to_dict("records")]
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


def _told_funnel(found: pd.DataFrame) -> str:
    return "; ".join(_told_stage(row) for row in found.to_dict("records") if not pd.isna(row["rate"]))


def _told_stage(row: dict[Any, Any]) -> str:
    words = f"{figures.stage_name(row['stage'])}: {count(int(row['visitors']))} ({percent(row['rate'])})"
    if row["waiting"]:
        words += ", " + _("{number} waiting").format(number=count(int(row["waiting"])))
    if not pd.isna(row["step_rate"]):
        words += ", " + _("step rate {rate}").format(rate=percent(row["step_rate"]))
    return words


def _told_channels(found: pd.DataFrame) -> str:
    total = found.iloc[0]
    if not total["visitors"]:
        return ""
    return _("{converted} of {visitors} visitors converted: {rate}.").format(
        converted=count(int(total["converted"])),
        visitors=count(int(total["visitors"])),
        rate=percent(total["rate"]),
    )


def _told_growth(found: pd.DataFrame) -> str:
    over = found[~found["unfinished"]] if len(found) else found
    if over.empty or pd.isna(over.iloc[-1]["k"]):
        return ""
    last = over.iloc[-1]
    days = NONE if pd.isna(last["median_days"]) else f"{last['median_days']:.1f}"
    return _(
        "{month}: {k}; half of the recruits ordered within {days} days of their inviter. "
        "Hatched bars are unfinished months."
    ).format(month=month(int(last["month"])), k=f"{last['k']:.3f}", days=days)


def _told_orders(found: pd.DataFrame, model: str) -> str:
    shown = found[found["model"] == model] if len(found) else found
    if shown.empty:
        return ""
    return _("{orders} first orders in all.").format(orders=count(round(float(shown["orders"].sum()))))


page = Page("conversion", "conversion", N_("Conversion"), "filter", layout, register)
