"""Repurchase (复购): who buys again, how soon, and how many buyers there are to a seller."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, html
from dash.development.base_component import Component

from dashboard.asking import Asked
from dashboard.components import (
    download_button,
    downloads,
    empty_state,
    figure,
    grid,
    number_column,
    page_head,
    section,
    skeleton,
)
from dashboard.components.filters import Filters, filter_bar
from dashboard.figures import repurchase as figures
from dashboard.frames import repurchase as frames
from dashboard.pages.filtered import draws, fills, filters, told_last_month
from dashboard.pages.page import Page
from dashboard.remembering import remembered
from dashboard.words import N_, _
from dashboard.words.said import count, percent
from graph.metrics.cohorts import MOST_COMMUNITIES
from graph.service import Service

_HALF = {"base": 12, "lg": 6}


def layout(search: str) -> Component:
    """Lay the page out; the filters are in its address."""
    parts = [
        section(
            _("Repurchase by month"),
            figure("repurchase-months", 340),
            _("Buyers of the month who had bought in an earlier month, over all its buyers."),
        ),
        section(
            _("How soon"),
            figure("repurchase-within", 340),
            _("Those who ordered within so many days, of those who joined, or first ordered, as long ago."),
        ),
        section(
            _("Who stays: cohorts"),
            figure("repurchase-retention", 440),
            _("By month of the first order: the share who ordered again so many months later."),
        ),
        section(
            _("Buyers to a seller"),
            figure("repurchase-ratio", 200),
            _(
                "In the last 30 days: buyers without rank, over members who sold to a direct recruit or a "
                "customer of their community."
            ),
        ),
    ]
    return html.Div(
        [
            page_head(_("Repurchase"), html.Span(id="repurchase-scope"), filter_bar("repurchase", search)),
            dmc.Grid([dmc.GridCol(part, span=_HALF) for part in parts]),
            html.Div(
                section(
                    _("Communities"),
                    html.Div(skeleton(360, 6), id="repurchase-communities"),
                    _(
                        "Buyers of each community in these days; repeat buyers had first ordered on an "
                        "earlier day. The seller of a community is its owner."
                    ),
                ),
                className="part",
                style={"marginTop": 16},
            ),
        ]
    )


def register(board: Dash, service: Service) -> None:
    """Add the page's callbacks."""
    ask = filters(board, service, "repurchase", months=True)
    by_month, retention = remembered(frames.by_month), remembered(frames.retention)
    within, ratio = remembered(frames.within), remembered(frames.ratio)
    communities = remembered(frames.communities)

    def draw_months(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = by_month(question, wanted)
        return figures.by_month(found), told_last_month(found)

    def draw_retention(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = retention(question, wanted)
        return figures.retention(found), _("* the month is unfinished") if len(found) else ""

    def draw_within(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = within(question, wanted)
        return figures.within(found), _told_within(found)

    def draw_ratio(question: Asked, wanted: Filters, _search: str) -> tuple[Any, str]:
        found = ratio(question, wanted)
        return figures.ratio(found), _told_ratio(found)

    def fill_communities(question: Asked, wanted: Filters, _search: str) -> Component:
        return _communities(communities(question, wanted))

    for ident, draw in {
        "months": draw_months,
        "retention": draw_retention,
        "within": draw_within,
        "ratio": draw_ratio,
    }.items():
        draws(board, ask, page.address, f"repurchase-{ident}", draw)
    fills(board, ask, page.address, "repurchase-communities", fill_communities)
    downloads(board, "repurchase-sellers")


def _communities(found: pd.DataFrame) -> Component:
    if found.empty:
        return empty_state(_("No community had a buyer in these days."))
    columns = [
        {"field": "community_id", "headerName": _("Community"), "filter": "agTextColumnFilter"},
        {"field": "name", "headerName": _("Community name"), "filter": "agTextColumnFilter"},
        {"field": "owner_id", "headerName": _("Owner"), "filter": "agTextColumnFilter"},
        number_column("buyers", _("Buyers")),
        number_column("repeat_buyers", _("Repeat buyers")),
        number_column(
            "rate", _("Repurchase"), valueFormatter={"function": "percent(params.value)"}, minWidth=120
        ),
        {"field": "ratio", "headerName": _("Buyers : seller"), "sortable": False, "minWidth": 130},
    ]
    records = [
        {**row, "ratio": figures.ratio_words(float(row["buyers"]))} for row in found.to_dict("records")
    ]
    shown = _("{number} communities").format(number=count(len(found)))
    if len(found) == MOST_COMMUNITIES:
        shown = _("The {number} communities with most buyers").format(number=count(len(found)))
    return html.Div(
        [
            grid("repurchase-sellers", columns, height=360, rowData=records),
            dmc.Group(
                [html.P(shown, className="words"), download_button("repurchase-sellers")],
                justify="space-between",
            ),
        ]
    )


def _told_within(found: pd.DataFrame) -> str:
    again = found[found["kind"] == "again"] if len(found) else found
    parts = [
        _("{days} days: {rate} ordered again").format(days=int(row["days"]), rate=percent(row["rate"]))
        for row in again.to_dict("records")
        if not pd.isna(row["rate"])
    ]
    return "; ".join(parts)


def _told_ratio(found: pd.DataFrame) -> str:
    row = found.iloc[0]
    words = _("{buyers} buyers and {sellers} sellers. Healthy is 10 : 1 to 100 : 1; 1 : 10 is not.")
    return words.format(buyers=count(int(row["buyers"])), sellers=count(int(row["sellers"])))


page = Page("repurchase", "repurchase", N_("Repurchase"), "repeat", layout, register)
