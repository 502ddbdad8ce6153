"""What pages with filters share: figures that follow the address, and the choices of the filters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, no_update

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import month, percent
from dashboard.shared.day_ranges import day_ranges, last_day
from dashboard.shared.figures.style import wordy_figure
from dashboard.shared.filters import NO_SUCH_CHANNEL, Filters, filters_in, search_value
from dashboard.shared.metrics import channels
from dashboard.shared.run_choice import as_of_run, follow_run
from dashboard.shared.sections import error_state
from dashboard.words import _
from graph.errors import UserError
from graph.metrics.aggregates import by_months, covering
from graph.service import Service

Draw = Callable[[Context, Filters, str], Any]
"""What a figure or a part shows: the context, the filters, and the address for filters of its own."""
Ask = Callable[[str | None], tuple[Context, Filters]]
"""Who asks, of which run, with which filters of an address; a UserError says which of them cannot be."""


def by_whole_months(context: Context, filters: Filters) -> Filters:
    """Return the filters, in a large scope with the whole months that cover their days."""
    if not by_months(context.database, context.run, context.team):
        return filters
    first, end = covering(filters.from_day, filters.to_day)
    return replace(filters, from_day=first, to_day=end)


def follow_filters(
    board: Dash, service: Service, key: str, *, months: bool = False, by_run: bool = False
) -> Ask:
    """Let the filters of `filter_bar` live in the address, and fill in the channels; return what reads them.

    months: whether the page shows whole months where its scope is large. by_run: whether it shows any kept
    run, which `run_choice` lets choose.
    """
    known = cached_by_run(channels)

    def ask(search: str | None) -> tuple[Context, Filters]:
        context, filters = current_context(service), filters_in(search)
        if by_run:
            context = as_of_run(context, search_value(search, "run"))
        # Answers are remembered by their filters: of a channel that there is not, none comes to be.
        if filters.channel and filters.channel not in known(context):
            raise UserError(_(NO_SUCH_CHANNEL))
        return context, by_whole_months(context, filters) if months else filters

    @board.callback(
        Output(f"{key}-channel", "data"),
        Output(f"{key}-period", "data"),
        Output(f"{key}-from", "defaultDate"),
        Output(f"{key}-until", "defaultDate"),
        Output(f"{key}-scope", "children"),
        Input(f"{key}-channel", "id"),
        on_error=instead(lambda _words: ([], [], None, None, "")),
    )
    @in_thread
    def _choices(_ident: str) -> tuple[Any, ...]:
        context = current_context(service)
        last = last_day(context.run)
        opens_at = last.isoformat()
        scope = _("The whole company")
        if context.team:
            scope = _("The team of {member}, itself included").format(member=context.team)
        if months and by_months(context.database, context.run, context.team):
            words = _("It is so large that the whole months of the chosen days are shown.")
            scope = f"{scope}. {words}"
        return known(context), day_ranges(last), opens_at, opens_at, scope

    if by_run:
        follow_run(board, service, key)
    names = [(f"{key}-{name}", "value") for name in ("from", "until", "channel")]
    in_browser(board, "to_address", *(Input(*name) for name in names))
    for name in names:
        in_browser(board, "from_address", Output(*name), Input("url", "search"), State(*name))
    period = f"{key}-period"
    in_browser(board, "choose_period", Input(period, "value"), space="filters")
    in_browser(
        board,
        "period",
        Output(period, "value"),
        Input("url", "search"),
        Input(period, "data"),
        State(period, "value"),
        space="filters",
    )
    return ask


def draw_figure(board: Dash, ask: Ask, address: str, ident: str, draw: Draw) -> None:
    """Let the figure of `ident` follow the address: `draw` gives it and the same in words."""

    @board.callback(
        Output(ident, "figure"),
        Output(f"{ident}-words", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda words: (wordy_figure(words), "")),
    )
    @in_thread
    def _draw(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - figure and words
        if pathname != address:
            return no_update, no_update
        context, filters = ask(search)
        return draw(context, filters, search or "")


def fill_part(board: Dash, ask: Ask, address: str, ident: str, fill: Draw) -> None:
    """Let the children of `ident` follow the address."""

    @board.callback(
        Output(ident, "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _fill(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context, filters = ask(search)
        return fill(context, filters, search or "")


def last_month_words(frame: pd.DataFrame) -> str:
    """Return the rate of the last finished month in words; columns month, rate (NaN), unfinished."""
    over = frame[~frame["unfinished"]] if len(frame) else frame
    if over.empty or pd.isna(over.iloc[-1]["rate"]):
        return ""
    last = over.iloc[-1]
    return _("{month}: {rate}. Hollow points are unfinished months.").format(
        month=month(int(last["month"])), rate=percent(last["rate"])
    )
