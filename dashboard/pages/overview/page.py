"""The overview (总览): the company or the own team in a dozen figures, each beside the month before."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import count, day, money, month
from dashboard.pages.overview import data, figures
from dashboard.pages.overview.cards import night_card, people_cards, rate_cards, reward_cards
from dashboard.pages.overview.me import register_me
from dashboard.pages.overview.payouts import register_payouts
from dashboard.shared import empty_state, error_state, figure, lead_on, notices, page_head, section, skeleton
from dashboard.shared.attributes import aria
from dashboard.shared.figures.leads import lead_to_months
from dashboard.shared.figures.revenue import months
from dashboard.shared.figures.style import wordy_figure
from dashboard.shared.filters import search_value, with_choice
from dashboard.shared.periods import is_over
from dashboard.shared.periods import months as months_of
from dashboard.words import _
from graph.months import month_name
from graph.service import Service

_CARDS = {"base": 1, "xs": 2, "md": 3}


def layout(search: str) -> Component:
    """Lay the page out; the month is in its address."""
    choice = dmc.Select(
        id="overview-month",
        value=search_value(search, "month") or None,
        data=[],
        placeholder=_("Last month with orders"),
        clearable=True,
        clearButtonProps=aria(label=_("Last month with orders")),
        comboboxProps={"withinPortal": False},
        w=230,
        **aria(label=_("Month")),
    )
    return html.Div(
        [
            page_head(_("Overview"), html.Span(id="overview-scope"), [choice]),
            html.Div(id="overview-told"),
            html.Div(id="overview-me", className="part"),
            html.Div(skeleton(240, 2), id="overview-cards", className="part"),
            html.Div(id="overview-payouts", className="part"),
            html.Div(skeleton(120), id="overview-rates", className="part"),
            dmc.Grid(
                [
                    dmc.GridCol(
                        section(
                            _("Revenue and rewards by month"),
                            figure("overview-months", 340),
                            _("Rewards belong to the month of their order or pool day."),
                        ),
                        span={"base": 12, "lg": 7},
                    ),
                    dmc.GridCol(
                        section(_("Members by rank"), figure("overview-ranks", 340), _("As of the run.")),
                        span={"base": 12, "lg": 5},
                    ),
                ]
            ),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    ranks, rate = cached_by_run(data.ranks), cached_by_run(data.rate)
    by_month = cached_by_run(data.by_month)

    @board.callback(
        Output("overview-month", "data"),
        Output("overview-scope", "children"),
        Input("overview-month", "id"),
        State("url", "search"),
        on_error=instead(lambda _words: ([], "")),
    )
    @in_thread
    def _months(_ident: str, search: str | None) -> tuple[Any, str]:
        context = current_context(service)
        options = [{"value": month_name(one), "label": month(one)} for one in months_of(context.run)]
        options = with_choice(options, search_value(search, "month"))
        if context.team:
            return options, _("The team of {member}, itself included").format(member=context.team)
        return options, _("The whole company")

    @board.callback(
        Output("overview-cards", "children"),
        Output("overview-ranks", "figure"),
        Output("overview-ranks-words", "children"),
        Output("overview-months", "figure"),
        Output("overview-months-words", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(
            lambda words: (error_state(words), wordy_figure(words), "", wordy_figure(words), "")
        ),
    )
    @in_thread
    def _figures(search: str | None, pathname: str | None) -> tuple[Any, ...]:
        if pathname != address:
            return (no_update,) * 5
        context = current_context(service)
        run, chosen = context.run, data.chosen_month(context, search_value(search, "month"))
        people, money_by_month = ranks(context, chosen), by_month(context)
        cards = [
            *people_cards(people, chosen, run),
            *reward_cards(money_by_month, chosen, run, of_team=bool(context.team)),
        ]
        if people.empty:
            words = _("No member is in this team yet.")
            return empty_state(words), wordy_figure(words), "", wordy_figure(words), ""
        over = data.without_unfinished(money_by_month, run)
        return (
            [_heading(context, chosen), dmc.SimpleGrid(cards, cols=_CARDS)],
            figures.ranks(people, run.plans[-1]),
            _rank_words(people),
            lead_to_months(months(over), "rewards"),
            _month_words(over, run.plans[-1].currency),
        )

    @board.callback(
        Output("overview-told", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda _words: None),
    )
    @in_thread
    def _notices(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        return notices(data.month_notes(current_context(service), search_value(search, "month")))

    register_me(board, service, address)
    register_payouts(board, service, address)

    @board.callback(
        Output("overview-rates", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _rates(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context = current_context(service)
        chosen = data.chosen_month(context, search_value(search, "month"))
        cards = [*rate_cards(context, chosen, rate), night_card(data.last_night(context))]
        return dmc.SimpleGrid(cards, cols=_CARDS)

    lead_on(board, "overview-months")
    chosen = "overview-month", "value"
    in_browser(board, "to_address", Input(*chosen))
    in_browser(board, "from_address", Output(*chosen), Input("url", "search"), State(*chosen))


def _heading(context: Context, chosen: int) -> Component:
    words = month(chosen)
    if not is_over(context.run, chosen):
        until = day(context.run.as_of_time.date())
        words = _("{month}, unfinished: until {day}").format(month=words, day=until)
    heading: Component = dmc.Title(words, order=2, size="h4", mb="sm")
    return heading


def _rank_words(people: pd.DataFrame) -> str:
    return _("{members} members in all.").format(members=count(int(people["members"].sum())))


def _month_words(frame: pd.DataFrame, currency: str) -> str:
    last = frame.iloc[-1]
    rewards = int(last.drop(["month", "revenue"]).sum())
    return _("{month}: revenue {revenue}, rewards {rewards}.").format(
        month=month(int(last["month"])),
        revenue=money(int(last["revenue"]), currency),
        rewards=money(rewards, currency),
    )
