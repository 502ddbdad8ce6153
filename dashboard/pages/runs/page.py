"""Runs (夜间结算): the nightly calculations, what each took, checked and changed, and the rows that wait."""

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import current_context
from dashboard.freshness import fresh_notice, freshness
from dashboard.pages.runs import data
from dashboard.pages.runs.causes import register_causes
from dashboard.pages.runs.comparison import compared
from dashboard.pages.runs.parts import (
    changes,
    history_columns,
    history_rows,
    kept_no_longer,
    quarantine,
    run_options,
    stopped_run,
    took,
)
from dashboard.shared import (
    aria,
    download_button,
    downloads,
    error_state,
    grid,
    lead_on,
    notices,
    page_head,
    section,
)
from dashboard.shared import skeleton as waits
from dashboard.shared.filters import search_value, with_choice
from dashboard.words import _
from graph.access import viewer
from graph.service import Service


def layout(search: str) -> Component:
    """Lay the page out; the run that is looked at is in its address."""
    tools = [
        _run_select("run", search, _("Run"), _("Newest run")),
        _run_select("since", search, _("Compared with"), _("Compare with ...")),
    ]
    return html.Div(
        [
            page_head(
                _("Runs"), _("Every night all figures are calculated, checked and published at once"), tools
            ),
            html.Div(id="runs-told"),
            html.Div(id="runs-stopped"),
            html.Div(
                section(
                    _("History"),
                    [
                        dmc.Box(
                            grid(
                                "runs-history",
                                history_columns(full=viewer().sees_all),
                                height=240,
                                rowData=[],
                            ),
                            my="sm",
                        ),
                        dmc.Group(download_button("runs-history"), justify="flex-end"),
                    ],
                ),
                className="part",
            ),
            html.Div(id="runs-comparison", className="part"),
            html.Div(waits(220, 3), id="runs-changes", className="part"),
            html.Div(id="runs-causes", className="part"),
            html.Div(id="runs-took", className="part"),
            html.Div(id="runs-quarantine", className="part"),
        ]
    )


def _run_select(name: str, search: str, label: str, nothing: str) -> Component:
    """Return what chooses a run into the address; its runs with their dates come later."""
    chosen: Component = dmc.Select(
        id=f"runs-{name}",
        value=search_value(search, name) or None,
        data=[],
        placeholder=nothing,
        clearable=True,
        searchable=True,
        clearButtonProps=aria(label=nothing),
        comboboxProps={"withinPortal": False},
        w=240,
        **aria(label=label),
    )
    return chosen


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    postings, movements = cached_by_run(data.postings), cached_by_run(data.movements)
    register_causes(board, service, address)

    @board.callback(
        Output("runs-history", "rowData"),
        Output("runs-run", "data"),
        Output("runs-since", "data"),
        Output("runs-stopped", "children"),
        Input("runs-history", "id"),
        State("url", "search"),
        on_error=instead(lambda _words: ([], [], [], None)),
    )
    @in_thread
    def _history(_ident: str, search: str | None) -> tuple[Any, Any, Any, Any]:
        context = current_context(service)
        full = context.viewer.sees_all
        stopped = data.stopped(context) if full else None
        found = data.history_table(data.history(context))
        options = run_options(found)
        told = stopped_run(stopped, context.run.zone) if stopped else None
        fresh = freshness(context)
        if stopped:  # which says it with its checks
            fresh = replace(fresh, failed=None)
        runs, since = (with_choice(options, search_value(search, name)) for name in ("run", "since"))
        return history_rows(found, full=full), runs, since, [fresh_notice(fresh, full=full), told]

    @board.callback(
        Output("runs-told", "children"),
        Output("runs-changes", "children"),
        Output("runs-took", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda words: (None, error_state(words), None)),
    )
    @in_thread
    def _run(search: str | None, pathname: str | None) -> tuple[Any, ...]:
        if pathname != address:
            return (no_update,) * 3
        context, asked_for = current_context(service), search_value(search, "run")
        history = data.history(context)
        night = data.night_numbered(history, asked_for)
        of_run = replace(context, run=night.run)
        kept = night.run.dropped is None
        return (
            notices(data.run_is_told(asked_for, night)),
            changes(postings(of_run), movements(of_run), night.run) if kept else kept_no_longer(night.run),
            took(night, data.stages(night, history), data.steps(night), full=context.viewer.sees_all),
        )

    @board.callback(
        Output("runs-comparison", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _compare(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        since = search_value(search, "since")
        return compared(current_context(service), since, search_value(search, "run")) if since else None

    @board.callback(
        Output("runs-quarantine", "children"),
        Input("runs-quarantine", "id"),
        on_error=instead(error_state),
    )
    @in_thread
    def _waiting(_ident: str) -> Any:  # noqa: ANN401 - children
        context = current_context(service)
        return quarantine(data.quarantine_rows(context)) if context.viewer.sees_all else None

    lead_on(board, "runs-posted")
    downloads(board, "runs-history")
    downloads(board, "runs-steps")
    downloads(board, "runs-waiting")
    downloads(board, "runs-compared")
    chosen = [("runs-run", "value"), ("runs-since", "value")]
    in_browser(board, "to_address", *(Input(*one) for one in chosen))
    for one in chosen:
        in_browser(board, "from_address", Output(*one), Input("url", "search"), State(*one))
