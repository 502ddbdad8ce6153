"""The overview (总览): the company or the own team in a dozen figures, each beside the month before."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from dashboard.asking import asked, in_thread, instead
from dashboard.components import error_state, figure, page_head, section, skeleton, stat_card
from dashboard.figures import overview as figures
from dashboard.figures.style import wordy_figure
from dashboard.frames import overview as frames
from dashboard.pages.page import Page
from dashboard.words import N_, _
from dashboard.words.said import count
from graph.service import Service


def layout(_search: str) -> Component:
    """Lay the page out."""
    return html.Div(
        [
            page_head(
                _("Overview"), _("Your team, or the whole company, as of the last nightly calculation")
            ),
            html.Div(skeleton(260, 2), id="overview-cards"),
            section(_("Members by rank"), figure("overview-ranks", 320)),
        ]
    )


def register(board: Dash, service: Service) -> None:
    """Add the page's callbacks."""

    @board.callback(
        Output("overview-cards", "children"),
        Output("overview-ranks", "figure"),
        Input("url", "search"),
        on_error=instead(lambda words: (error_state(words), wordy_figure(words))),
    )
    @in_thread
    def _people(_search: str | None) -> tuple[Any, Any]:
        question = asked(service)
        found = frames.ranks(question)
        cards = dmc.SimpleGrid([stat_card(_("Members"), count(int(found["members"].sum())))], cols=2)
        return cards, figures.ranks(found, question.run.plans[-1])


page = Page("overview", "", N_("Overview"), "layout-dashboard", layout, register)
