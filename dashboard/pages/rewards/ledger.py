"""The ledger of the rewards page: a grid that asks for its rows as it is scrolled, and all of them as CSV."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from fastapi import FastAPI, Query
from fastapi.responses import StreamingResponse

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context
from dashboard.downloads import Form
from dashboard.i18n.format import count, day, money
from dashboard.incoming import LONGEST
from dashboard.page import PREFIX
from dashboard.pages.rewards import ledger_data as data
from dashboard.pages.rewards.ledger_parts import CHIPS, chips, columns, grid_row
from dashboard.shared import (
    aria,
    error_state,
    file_links,
    grid,
    link_workbook,
    section,
)
from dashboard.shared.figures.style import KINDS, kind_name
from dashboard.shared.filter_callbacks import Ask
from dashboard.shared.filters import Filters, changed_search, search_value
from dashboard.words import _
from graph.earnings.entries import EntryTotal

FILE = f"{PREFIX}downloads/ledger.csv"
Earned = Callable[[Context, Filters], pd.DataFrame]
_GRID, _KIND = "rewards-ledger", "rewards-kind"
_ROWS = 200
"""In a block: what is printed of the ledger (assets/paper.js)."""


def layout(search: str) -> Component:
    """Lay the ledger out; its filters and its order are in the address."""
    choice = dmc.Select(
        id=_KIND,
        value=search_value(search, "kind") or None,
        data=[{"value": one, "label": kind_name(one)} for one in KINDS],
        placeholder=_("all kinds"),
        clearable=True,
        clearButtonProps=aria(label=_("all kinds")),
        comboboxProps={"withinPortal": False},
        w=180,
        **aria(label=_("Kind of reward")),
    )
    rows = grid(
        _GRID,
        columns(search_value(search, "sort")),
        height=460,
        kept=False,
        filterModel=data.filter_model(search),
        rowModelType="infinite",
        getRowId="params.data.key + '\\n' + params.data.order_id",
        eventListeners={"cellKeyDown": ["explained(params)"]},
        dashGridOptions={
            "cacheBlockSize": _ROWS,
            "blockLoadDebounceMillis": 60,
            "maxConcurrentDatasourceRequests": 1,
            "maxBlocksInCache": 20,
        },
    )
    file = file_links("rewards", FILE, _("Download CSV"), _("Download Excel"))
    return section(
        _("Ledger"),
        [
            dmc.Group(
                [dmc.Group([choice, *chips(search)], gap="xs"), file], justify="space-between", mt="sm"
            ),
            html.P(id="rewards-ledger-words", className="words", role="status"),
            html.Div(id="rewards-ledger-problem"),
            dcc.Store(id="rewards-ledger-refreshed", data=search),
            rows,
        ],
        _("Every entry of the days chosen above. Choose one to see its order explained below."),
    )


def register(board: Dash, ask: Ask, earned: Earned) -> None:
    """Add the callbacks of the ledger, and the address of its file; earned: data.earned, remembered."""
    total = cached_by_run(data.total)

    def ask_recent(search: str | None) -> tuple[Context, Filters]:
        context, filters = ask(search)
        return context, data.recent(context, filters, earned(context, filters))

    @board.callback(
        Output(_GRID, "getRowsResponse"),
        Output("rewards-ledger-words", "children"),
        Output("rewards-csv", "href"),
        Output("rewards-ledger-problem", "children"),
        Input(_GRID, "getRowsRequest"),
        State("url", "search"),
        on_error=instead(lambda words: ({"rowData": [], "rowCount": 0}, "", FILE, error_state(words))),
    )
    @in_thread
    def _rows(request: object, search: str | None) -> tuple[Any, ...]:
        if not isinstance(request, Mapping):
            return (no_update,) * 4
        context, asked_for = ask(search)
        months = earned(context, asked_for)
        filters = data.recent(context, asked_for, months)
        block = data.block_of(request, search)
        counted = total(context, filters, block.entry_filter.unsorted())
        rows = [grid_row(row, context.run.plans[-1]) for row in data.page(context, filters, block)]
        rest = _rest(data.beginning(context, asked_for, months), search)
        words = [_summary(context, filters, counted), *rest]
        context.note_list("rewards", _filter_text(search, _models(request)))
        return {"rowData": rows, "rowCount": counted.entries}, words, _file_of(request, search), None

    in_browser(board, "to_address", Input(_KIND, "value"))
    in_browser(board, "from_address", Output(_KIND, "value"), Input("url", "search"), State(_KIND, "value"))
    refreshed = Output("rewards-ledger-refreshed", "data")
    known = State("rewards-ledger-refreshed", "data")
    in_browser(
        board, "refresh", refreshed, Input("url", "search"), State(_GRID, "id"), known, space="filters"
    )
    in_browser(board, "open", Input(_GRID, "cellClicked"), space="filters")
    in_browser(board, "press", *(Input(f"rewards-{name}", "checked") for name in CHIPS), space="ledger")
    shown = [Output(f"rewards-{name}", "checked") for name in CHIPS]
    in_browser(
        board, "pressed", *shown, Output("rewards-entry", "style"), Input("url", "search"), space="ledger"
    )
    # With an input of its own: two callbacks without an output and with the same inputs are one to Dash.
    in_browser(board, "keep", Input(_GRID, "getRowsRequest"), Input(_GRID, "id"), space="ledger")
    in_browser(board, "asked", Input(_GRID, "getRowsRequest"), space="rows")
    link_workbook(board, "rewards")
    _add_file(board.server, ask_recent)


def _add_file(app: FastAPI, ask: Ask) -> None:
    @app.get(FILE, include_in_schema=False)
    def ledger_file(
        search: Annotated[str, Query(max_length=LONGEST)] = "",
        grid: Annotated[str, Query(max_length=LONGEST)] = "{}",
        form: Form = "csv",
    ) -> StreamingResponse:
        """All entries that the filters of the page and of its grid leave, as CSV or an Excel workbook."""
        context, filters = ask(search)
        entry_filter = data.entry_filter_of(*data.models_of(grid), search)
        file = data.as_file(context, filters, entry_filter, form)
        context.note_download("ledger.csv", _filter_text(search, grid), form=form)
        return file


def _summary(context: Context, filters: Filters, counted: EntryTotal) -> str:
    first, last = data.days(context, filters)
    return _("{number} entries from {first} to {last}, {amount} in all").format(
        number=count(counted.entries),
        first=day(first),
        last=day(last),
        amount=money(counted.amount, context.run.plans[-1].currency),
    )


def _rest(beginning: date | None, search: str | None) -> list[Component | str]:
    """Return the link to all entries, where the ledger does not begin with the first of them."""
    if beginning is None:
        return []
    everything = changed_search(search, **{"from": beginning.isoformat()})
    words = _("Show all from {day}").format(day=day(beginning))
    return [". ", dcc.Link(words, href=f"{PREFIX}rewards{everything}", className="all-entries")]


def _file_of(request: Mapping[str, Any], search: str | None) -> str:
    return f"{FILE}?{urlencode({'search': search or '', 'grid': _models(request)})}"


def _models(request: Mapping[str, Any]) -> str:
    return json.dumps({"sort": request.get("sortModel"), "filter": request.get("filterModel")})


def _filter_text(search: str | None, models: str) -> str:
    """Return the filters of the page and of its grid, as the audit trail keeps them."""
    return f"{search or ''} {models}".strip()
