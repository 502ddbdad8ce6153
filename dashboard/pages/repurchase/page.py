"""Repurchase (复购): who buys again, how soon, and how many buyers there are to a seller."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, html
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.i18n.format import count, percent
from dashboard.pages.repurchase import data, figures
from dashboard.pages.repurchase.cohorts import cohort_table
from dashboard.shared import (
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
from dashboard.shared.behind import register_list
from dashboard.shared.filter_callbacks import draw_figure, fill_part, follow_filters, last_month_words
from dashboard.shared.filters import Filters, filter_bar
from dashboard.words import _
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
            html.Div(skeleton(440, 12), id="repurchase-retention"),
            _(
                "By month of the first order: the share who ordered again so many months later. A hatched "
                "month is unfinished; a line below a figure: more than 5 points below the average of the "
                "finished ones. A figure leads to who is behind it."
            ),
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
            html.Div(id="repurchase-list"),
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


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    ask = follow_filters(board, service, "repurchase", months=True)
    by_month, retention = cached_by_run(data.by_month), cached_by_run(data.retention)
    within, ratio = cached_by_run(data.within), cached_by_run(data.ratio)
    communities = cached_by_run(data.communities)

    def draw_months(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = by_month(context, filters)
        return figures.by_month(frame), last_month_words(frame)

    def fill_retention(context: Context, filters: Filters, search: str) -> Component:
        return cohort_table(retention(context, filters), search)

    def draw_within(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = within(context, filters)
        return figures.within(frame), _within_words(frame)

    def draw_ratio(context: Context, filters: Filters, _search: str) -> tuple[Any, str]:
        frame = ratio(context, filters)
        return figures.ratio(frame), _ratio_words(frame)

    def fill_communities(context: Context, filters: Filters, _search: str) -> Component:
        return _communities(communities(context, filters))

    for ident, draw in {
        "months": draw_months,
        "within": draw_within,
        "ratio": draw_ratio,
    }.items():
        draw_figure(board, ask, address, f"repurchase-{ident}", draw)
    fill_part(board, ask, address, "repurchase-retention", fill_retention)
    fill_part(board, ask, address, "repurchase-communities", fill_communities)
    register_list(board, ask, address, "repurchase")
    downloads(board, "repurchase-sellers")


def _communities(frame: pd.DataFrame) -> Component:
    if frame.empty:
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
        {**row, "ratio": figures.ratio_words(float(row["buyers"]))} for row in frame.to_dict("records")
    ]
    shown = _("{number} communities").format(number=count(len(frame)))
    if len(frame) == MOST_COMMUNITIES:
        shown = _("The {number} communities with most buyers").format(number=count(len(frame)))
    return html.Div(
        [
            grid("repurchase-sellers", columns, height=360, rowData=records),
            dmc.Group(
                [html.P(shown, className="words"), download_button("repurchase-sellers")],
                justify="space-between",
            ),
        ]
    )


def _within_words(frame: pd.DataFrame) -> str:
    again = frame[frame["kind"] == "again"] if len(frame) else frame
    parts = [
        _("{days} days: {rate} ordered again").format(days=int(row["days"]), rate=percent(row["rate"]))
        for row in again.to_dict("records")
        if not pd.isna(row["rate"])
    ]
    return "; ".join(parts)


def _ratio_words(frame: pd.DataFrame) -> str:
    row = frame.iloc[0]
    words = _("{buyers} buyers and {sellers} sellers. Healthy is 10 : 1 to 100 : 1; 1 : 10 is not.")
    return words.format(buyers=count(int(row["buyers"])), sellers=count(int(row["sellers"])))
