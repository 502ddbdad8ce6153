"""Data (数据): drop files, see what would load and why the rest would wait, load; and mend what waits."""

from collections.abc import Callable
from functools import partial
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.pages.data import files
from dashboard.pages.data.acting import act, require_admin
from dashboard.pages.data.delivered import delivered, delivered_columns
from dashboard.pages.data.upload import AGAIN, CANCEL, LOAD, MAP, moves, upload_view
from dashboard.pages.data.uploads import upload_list
from dashboard.pages.data.waiting import waiting
from dashboard.shared import (
    aria,
    data,
    download_button,
    downloads,
    error_state,
    grid,
    icon,
    page_head,
    section,
    skeleton,
)
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.access import Role
from graph.service import Service

ROLES = (Role.ADMIN,)
_TICK = 1500  # milliseconds between looks at what moves
_CHOSEN = {"type": "data-mapping", "of": ALL}


def layout(_search: str) -> Component:
    """Lay the page out; the delivery that is looked at is in its address."""
    lead = _("Drop an export of your shop, or tables: nothing is loaded before you have seen what would be.")
    return html.Div(
        [
            page_head(_("Data"), lead),
            *(dcc.Store(id=f"data-{name}", data="") for name in ("asked", "changed", "look", "stamp")),
            dcc.Interval(id="data-ticker", interval=_TICK, disabled=True),
            html.Div(section(_("Hand files in"), _drop()), className="part"),
            html.Div(id="data-said", role="status", className="part"),
            html.Div(id="data-upload", className="part"),
            html.Div(skeleton(160, 3), id="data-uploads", className="part"),
            html.Div(skeleton(240, 4), id="data-waiting", className="part"),
            html.Div(
                section(
                    _("Deliveries so far"),
                    [
                        grid("data-delivered", delivered_columns(), height=300, rowData=[]),
                        dmc.Group(download_button("data-delivered"), justify="flex-end", mt="sm"),
                    ],
                    _("Whatever way they came: from here, by the API, by commands or from a watched folder."),
                ),
                className="part",
            ),
        ]
    )


def _drop() -> Component:
    words = data(
        sending=_("Sending: {percent} %"),
        broken=_("The files did not arrive. Check the network and hand them in again."),
        stopped=_("Stopped: nothing was handed in."),
    )
    inside = [
        dmc.Button(_("Choose files"), id="data-choose", variant="default", leftSection=icon("inbox")),
        dmc.Text(_("or drop them here: CSV, Excel, JSON lines, Parquet, zip; a mapping as .yaml"), size="sm"),
        html.Div(
            [
                html.Progress(id="data-bar", max="100", value="0", **aria(label=_("Progress"))),
                html.Span(id="data-sending"),
                dmc.Button(_("Stop"), id="data-stop", size="xs", variant="default"),
            ],
            id="data-under-way",
            hidden=True,
        ),
        html.Div(id="data-problem", role="alert"),
    ]
    return html.Div(inside, id="data-drop", className="drop", **words)


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks, and the addresses of its files."""
    files.add(board.server, service)
    _show_upload(board, service, address)
    show = partial(_show, board, service, address)
    show(Output("data-uploads", "children"), upload_list, failed=error_state)
    show(Output("data-waiting", "children"), waiting, failed=error_state)
    show(Output("data-delivered", "rowData"), delivered, failed=lambda _words: [])
    downloads(board, "data-delivered")
    _let_act(board, service)
    in_browser(board, "choose", Input("data-choose", "n_clicks"), space="uploads")
    in_browser(board, "stop", Input("data-stop", "n_clicks"), space="uploads")


def _show_upload(board: Dash, service: Service, address: str) -> None:
    """Let the delivery of the address be shown, as far as it is, and look again while something moves."""
    in_browser(
        board, "look", Output("data-look", "data"), Input("data-ticker", "n_intervals"), space="uploads"
    )

    @board.callback(
        Output("data-upload", "children"),
        Output("data-stamp", "data"),
        Output("data-ticker", "disabled"),
        Input("url", "search"),
        Input("data-changed", "data"),
        Input("data-look", "data"),
        State("data-stamp", "data"),
        State("url", "pathname"),
        on_error=instead(lambda words: (error_state(words), no_update, True)),
    )
    @in_thread
    def _upload(search: object, _changed: object, _look: object, stamp: object, pathname: object) -> Any:  # noqa: ANN401
        if pathname != address:
            return no_update, no_update, True
        require_admin()
        spool = service.spool
        ident = search_value(str(search or ""), "upload") or ""
        moving = any(moves(one) for one in spool.uploads())
        progress = spool.noted(ident, "progress") if ident else None
        now = f"{search} {spool.changed()} {progress}"
        if now == stamp:
            return no_update, no_update, not moving
        return (upload_view(service, ident) if ident else None), now, not moving


def _show(
    board: Dash,
    service: Service,
    address: str,
    output: Output,
    part: Callable[[Service], Any],
    *,
    failed: Callable[[str], Any],
) -> None:
    """Let a place show a part of the page, whenever its address or a delivery changes."""

    @board.callback(
        output,
        Input("url", "pathname"),
        Input("data-stamp", "data"),
        on_error=instead(failed),
    )
    @in_thread
    def _part(pathname: object, _stamp: object) -> Any:  # noqa: ANN401 - children, or rows
        if pathname != address:
            return no_update
        require_admin()
        return part(service)


def _let_act(board: Dash, service: Service) -> None:
    """Let the buttons of the delivery do what they say."""
    asked = Output("data-asked", "data")
    buttons = [Input({"type": kind, "of": ALL}, "n_clicks") for kind in (LOAD, CANCEL, AGAIN)]
    in_browser(board, "press", asked, *buttons, space="commands")
    again = Output("data-asked", "data", allow_duplicate=True)
    chosen = Input({"type": MAP, "of": ALL}, "n_clicks"), State(_CHOSEN, "value")
    in_browser(board, "map", again, *chosen, space="uploads")

    @board.callback(
        Output("data-said", "children"),
        Output("data-changed", "data"),
        Input("data-asked", "data"),
        prevent_initial_call=True,
        on_error=instead(lambda words: (error_state(words), no_update)),
    )
    @in_thread
    def _act(text: object) -> tuple[Any, Any]:
        return act(service, text), text
