"""Compliance (合规): is it a pyramid, by the tests of the law; for who sees the whole company."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import current_context
from dashboard.i18n.format import month
from dashboard.pages.compliance import data, figures, parts
from dashboard.shared import downloads, error_state, figure, page_head, section, skeleton
from dashboard.shared.figures.style import wordy_figure
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.compliance import FLAGS, Flag, flag_name
from graph.compliance.flags import NO_ADVICE, sentence
from graph.service import Service

_BY_ID = {flag.id: flag for flag in FLAGS}
_FIRST = FLAGS[0]


def layout(search: str) -> Component:
    """Lay the page out; which test is shown by month is in its address."""
    chosen = dmc.Select(
        id="compliance-flag",
        label=_("Test"),
        value=_flag(search).id,
        data=[{"value": flag.id, "label": flag_name(flag)} for flag in FLAGS],
        allowDeselect=False,
        comboboxProps={"withinPortal": False},
        w={"base": "100%", "xs": 380},
    )
    note = _("People and levels are those at the end of a month, all others what happened in it.")
    return html.Div(
        [
            page_head(_("Compliance"), sentence(NO_ADVICE)),
            html.Div(skeleton(420, 6), id="compliance-cards", className="part"),
            html.Div(
                section(_("By month"), [chosen, figure("compliance-trend", 320)], note), className="part"
            ),
            html.Div(skeleton(320, 5), id="compliance-lists"),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    panel = cached_by_run(data.panel)

    @board.callback(
        Output("compliance-cards", "children"),
        Output("compliance-lists", "children"),
        Input("compliance-cards", "id"),
        on_error=instead(lambda words: (error_state(words), None)),
    )
    @in_thread
    def _panel(_ident: str) -> tuple[Any, Any]:
        context = current_context(service)
        whole = panel(context)
        context.note_list("compliance", "")
        cards = [parts.card(one) for one in whole.figures]
        return dmc.SimpleGrid(cards, cols={"base": 1, "sm": 2, "xl": 4}, spacing="md"), parts.lists(whole)

    @board.callback(
        Output("compliance-trend", "figure"),
        Output("compliance-trend-words", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda words: (wordy_figure(words), "")),
    )
    @in_thread
    def _trend(search: str | None, pathname: str | None) -> tuple[Any, Any]:
        if pathname != address:
            return no_update, no_update
        flag = _flag(search)
        frame = data.by_month(panel(current_context(service)), flag.id)
        return figures.by_month(frame, flag), _words(frame, flag)

    for name in parts.TITLES:
        downloads(board, f"compliance-{name}-rows")
    chosen = "compliance-flag", "value"
    in_browser(board, "to_address", Input(*chosen))
    in_browser(board, "from_address", Output(*chosen), Input("url", "search"), State(*chosen))


def _flag(search: str | None) -> Flag:
    return _BY_ID.get(search_value(search, "flag"), _FIRST)


def _words(frame: pd.DataFrame, flag: Flag) -> str:
    """Return the last month that has a figure in words."""
    there = frame.dropna(subset=["value"])
    if there.empty:
        return ""
    last = there.iloc[-1]
    words = _("{test}, {month}: {value}")
    if last["unfinished"]:
        words = _("{test}, {month}, which is not over yet: {value}")
    return words.format(
        test=flag_name(flag),
        month=month(int(last["month"])),
        value=figures.number(flag, float(last["value"])),
    )
