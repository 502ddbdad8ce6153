"""The overview (总览): the company or the own team in a dozen figures, each beside the month before."""

from typing import Any
from urllib.parse import parse_qs

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.asking import Asked, asked, in_thread, instead
from dashboard.components import empty_state, error_state, figure, page_head, section, skeleton
from dashboard.components.attributes import aria
from dashboard.figures import overview as figures
from dashboard.figures.style import wordy_figure
from dashboard.frames import overview as frames
from dashboard.pages.overview_cards import night_card, people_cards, rate_cards, reward_cards
from dashboard.pages.page import Page
from dashboard.remembering import remembered
from dashboard.scripts import in_browser
from dashboard.words import N_, _
from dashboard.words.said import count, day, money, month
from graph.service import Service

_CARDS = {"base": 1, "xs": 2, "md": 3}


def layout(search: str) -> Component:
    """Lay the page out; the month is in its address."""
    choice = dmc.Select(
        id="overview-month",
        value=_month_of(search) or None,
        data=[],
        placeholder=_("Last finished month"),
        clearable=True,
        clearButtonProps=aria(label=_("Last finished month")),
        comboboxProps={"withinPortal": False},
        w=200,
        **aria(label=_("Month")),
    )
    return html.Div(
        [
            page_head(_("Overview"), html.Span(id="overview-scope"), [choice]),
            html.Div(skeleton(240, 2), id="overview-cards", className="part"),
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


def register(board: Dash, service: Service) -> None:
    """Add the page's callbacks."""
    ranks, rate = remembered(frames.ranks), remembered(frames.rate)
    by_month = remembered(frames.by_month)

    @board.callback(
        Output("overview-month", "data"),
        Output("overview-scope", "children"),
        Input("overview-month", "id"),
        State("url", "search"),
        on_error=instead(lambda _words: ([], "")),
    )
    @in_thread
    def _months(_ident: str, _search: str | None) -> tuple[Any, str]:
        question = asked(service)
        options = [{"value": _written(one), "label": month(one)} for one in frames.months(question.run)]
        if question.team:
            return options, _("The team of {member}, itself included").format(member=question.team)
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
        if pathname != page.address:
            return (no_update,) * 5
        question = asked(service)
        run, chosen = question.run, frames.chosen_month(question.run, _month_of(search or ""))
        people, money_by_month = ranks(question, chosen), by_month(question)
        cards = [
            *people_cards(people, chosen, run),
            *reward_cards(money_by_month, chosen, run),
        ]
        if people.empty:
            words = _("No member is in this team yet.")
            return empty_state(words), wordy_figure(words), "", wordy_figure(words), ""
        over = frames.finished_only(money_by_month, run)
        return (
            [_heading(question, chosen), dmc.SimpleGrid(cards, cols=_CARDS)],
            figures.ranks(people, run.plans[-1]),
            _told_ranks(people),
            figures.months(over),
            _told_months(over, run.plans[-1].currency),
        )

    @board.callback(
        Output("overview-rates", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _rates(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != page.address:
            return no_update
        question = asked(service)
        chosen = frames.chosen_month(question.run, _month_of(search or ""))
        cards = [*rate_cards(question, chosen, rate), night_card(frames.last_night(question))]
        return dmc.SimpleGrid(cards, cols=_CARDS)

    chosen = "overview-month", "value"
    in_browser(board, "to_address", Input(*chosen))
    in_browser(board, "from_address", Output(*chosen), Input("url", "search"), State(*chosen))


def _month_of(search: str) -> str:
    return parse_qs(search.removeprefix("?")).get("month", [""])[0]


def _written(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def _heading(question: Asked, chosen: int) -> Component:
    words = month(chosen)
    if not frames.finished(question.run, chosen):
        until = day(question.run.as_of_time.date())
        words = _("{month}, unfinished: until {day}").format(month=words, day=until)
    heading: Component = dmc.Title(words, order=2, size="h4", mb="sm")
    return heading


def _told_ranks(people: pd.DataFrame) -> str:
    return _("{members} members in all.").format(members=count(int(people["members"].sum())))


def _told_months(found: pd.DataFrame, currency: str) -> str:
    last = found.iloc[-1]
    rewards = int(last.drop(["month", "revenue"]).sum())
    return _("{month}: revenue {revenue}, rewards {rewards}.").format(
        month=month(int(last["month"])),
        revenue=money(int(last["revenue"]), currency),
        rewards=money(rewards, currency),
    )


page = Page("overview", "", N_("Overview"), "layout-dashboard", layout, register)
