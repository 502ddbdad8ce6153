"""What pages with filters share: figures that follow the address, and the choices of the filters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, no_update

from dashboard.asking import Asked, asked, in_thread, instead
from dashboard.components.filters import NO_SUCH_CHANNEL, Filters, filters_in
from dashboard.components.states import error_state
from dashboard.figures.style import wordy_figure
from dashboard.frames.channels import channels
from dashboard.remembering import remembered
from dashboard.scripts import in_browser
from dashboard.words import _
from dashboard.words.said import month, percent
from graph.errors import UserError
from graph.metrics.aggregates import by_months, covering
from graph.service import Service

Draw = Callable[[Asked, Filters, str], Any]
"""What a figure or a part shows: the question, the filters, and the address for filters of its own."""
Ask = Callable[[str | None], tuple[Asked, Filters]]
"""Who asks, of which run, with which filters of an address; a UserError says which of them cannot be."""


def by_whole_months(question: Asked, wanted: Filters) -> Filters:
    """Return the filters, in a large scope with the whole months that cover their days."""
    if not by_months(question.database, question.run, question.team):
        return wanted
    first, end = covering(wanted.from_day, wanted.to_day)
    return replace(wanted, from_day=first, to_day=end)


def filters(board: Dash, service: Service, key: str, *, months: bool = False) -> Ask:
    """Let the filters of `filter_bar` live in the address, and fill in the channels; return what reads them.

    months: whether the page shows whole months where its scope is large.
    """
    known = remembered(channels)

    def ask(search: str | None) -> tuple[Asked, Filters]:
        question, wanted = asked(service), filters_in(search)
        # Answers are remembered by their filters: of a channel that there is not, none comes to be.
        if wanted.channel and wanted.channel not in known(question):
            raise UserError(_(NO_SUCH_CHANNEL))
        return question, by_whole_months(question, wanted) if months else wanted

    @board.callback(
        Output(f"{key}-channel", "data"),
        Output(f"{key}-scope", "children"),
        Input(f"{key}-channel", "id"),
        on_error=instead(lambda _words: ([], "")),
    )
    @in_thread
    def _channels(_ident: str) -> tuple[Any, str]:
        question = asked(service)
        scope = _("The whole company")
        if question.team:
            scope = _("The team of {member}, itself included").format(member=question.team)
        if months and by_months(question.database, question.run, question.team):
            words = _("It is so large that the whole months of the chosen days are shown.")
            return known(question), f"{scope}. {words}"
        return known(question), scope

    names = [(f"{key}-{name}", "value") for name in ("from", "until", "channel")]
    in_browser(board, "to_address", *(Input(*name) for name in names))
    for name in names:
        in_browser(board, "from_address", Output(*name), Input("url", "search"), State(*name))
    return ask


def draws(board: Dash, ask: Ask, address: str, ident: str, draw: Draw) -> None:
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
        question, wanted = ask(search)
        return draw(question, wanted, search or "")


def fills(board: Dash, ask: Ask, address: str, ident: str, fill: Draw) -> None:
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
        question, wanted = ask(search)
        return fill(question, wanted, search or "")


def told_last_month(found: pd.DataFrame) -> str:
    """Return the rate of the last finished month in words; columns month, rate (NaN), unfinished."""
    over = found[~found["unfinished"]] if len(found) else found
    if over.empty or pd.isna(over.iloc[-1]["rate"]):
        return ""
    last = over.iloc[-1]
    return _("{month}: {rate}. Hollow points are unfinished months.").format(
        month=month(int(last["month"])), rate=percent(last["rate"])
    )
