"""The payout ratio: of these days, by month, and what moved it: ?before=2026-05&after=2026-06."""

from collections.abc import Callable
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import month, percent
from dashboard.pages.rewards import data, figures
from dashboard.pages.rewards.parts import payout_words, period_cards
from dashboard.shared import figure, section
from dashboard.shared.attributes import aria
from dashboard.shared.day_ranges import days_in_words, period_before
from dashboard.shared.figures.leads import lead_to_months
from dashboard.shared.figures.style import kind_name
from dashboard.shared.filter_callbacks import Ask, draw_figure, fill_part
from dashboard.shared.filters import Filters, search_value, with_choice
from dashboard.shared.periods import months
from dashboard.words import _
from graph.errors import UserError
from graph.months import month_name
from graph.plan.shelf import ceiling
from graph.reads.standings import month_number
from graph.service import Service

_ENDS = ("before", "after")
Sums = Callable[[Context, Filters], pd.DataFrame]


def layout(search: str) -> Component:
    """Return the section with the choice of the two months."""
    names = {"before": _("From month"), "after": _("To month")}
    choices = [
        dmc.Select(
            id=f"rewards-{end}",
            value=search_value(search, end) or None,
            data=[],
            placeholder=_("last finished months"),
            clearable=True,
            clearButtonProps=aria(label=_("last finished months")),
            comboboxProps={"withinPortal": False},
            w=190,
            **aria(label=names[end]),
        )
        for end in _ENDS
    ]
    return section(
        _("What moved the payout ratio"),
        [dmc.Group(choices, mt="xs"), figure("rewards-bridge", 320)],
        _("From one month's ratio to another's, by kind of reward, in points of revenue; of all days."),
    )


def register(
    board: Dash,
    service: Service,
    ask: Ask,
    address: str,
    sums: tuple[Sums, Sums],
) -> None:
    """Add the callbacks of the cards and of both figures; sums: data.earned and data.revenue."""

    def payout(context: Context, filters: Filters) -> pd.DataFrame:
        return data.payout(context, filters, data.by_month(*(one(context, filters) for one in sums)))

    def fill_cards(context: Context, filters: Filters, _search: str) -> Component:
        before = period_before(filters, context.run)
        then, days = (payout(context, before), days_in_words(before)) if before else (None, "")
        return period_cards(payout(context, filters), then, context.run.plans[-1].currency, days)

    def draw_payout(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = payout(context, filters)
        words = payout_words(frame, float(ceiling(context.run.plans[-1])))
        return lead_to_months(figures.payout(frame), "rewards"), words

    def draw(context: Context, filters: Filters, search: str) -> tuple[Any, str]:
        frame = payout(context, Filters(channel=filters.channel))  # its months are its own
        before, after = two_months(frame, search)
        drawn = figures.bridge(frame, before, after)
        return drawn, _words(frame, before, after)

    fill_part(board, ask, address, "rewards-cards", fill_cards)
    draw_figure(board, ask, address, "rewards-payout", draw_payout)
    draw_figure(board, ask, address, "rewards-bridge", draw)

    @board.callback(
        Output("rewards-before", "data"),
        Output("rewards-after", "data"),
        Input("rewards-before", "id"),
        State("url", "search"),
        on_error=instead(lambda _words: ([], [])),
    )
    @in_thread
    def _choices(_ident: str, search: str | None) -> tuple[Any, Any]:
        run = current_context(service).run
        options = [{"value": month_name(one), "label": month(one)} for one in months(run)]
        before, after = (with_choice(options, search_value(search, end)) for end in _ENDS)
        return before, after

    ends = [(f"rewards-{end}", "value") for end in _ENDS]
    in_browser(board, "to_address", *(Input(*end) for end in ends))
    for end in ends:
        in_browser(board, "from_address", Output(*end), Input("url", "search"), State(*end))


def two_months(frame: pd.DataFrame, search: str) -> tuple[int, int]:
    """Return the two months of an address, the last finished ones with revenue where it names none.

    Raises:
        UserError: when the address has a month that is none.
    """
    over = frame[~frame["unfinished"] & (frame["revenue"] > 0)]["month"] if len(frame) else pd.Series()
    known = [int(one) for one in over][-2:]
    usual = dict(zip(_ENDS, known if len(known) == len(_ENDS) else (0, 0), strict=True))
    texts = {end: search_value(search, end) for end in _ENDS}
    before, after = (month_number(texts[end]) if texts[end] else usual[end] for end in _ENDS)
    if texts["after"] and not texts["before"]:
        before = after - 1
    if before and before >= after:
        raise UserError(_("The first month is not before the second one: choose other months."))
    return before, after


def _words(frame: pd.DataFrame, before: int, after: int) -> str:
    moved = figures.moves(frame, before, after)
    if moved is None:
        return ""
    rates = frame.set_index("month")["rate"]
    parts = [f"{kind_name(kind)} {points:+.2f}" for kind, points in moved.items()]
    head = _("{before} {first}, {after} {second}").format(
        before=month(before), first=percent(rates[before]), after=month(after), second=percent(rates[after])
    )
    return f"{head}: {', '.join(parts)}" if parts else head
