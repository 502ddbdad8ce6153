"""Audit (审计): who did what, when and from where; for admins only, and nothing here changes it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.i18n.format import count
from dashboard.pages.audit.events import EVENTS, event_name, rows_of
from dashboard.shared import aria, download_button, downloads, error_state, grid, page_head
from dashboard.shared.filters import day_filters, filters_in, search_value
from dashboard.words import _
from graph.access import Role, viewer
from graph.audit import EventName
from graph.audit.reading import Filter, newest_events
from graph.errors import NotFoundError
from graph.service import Service

MOST_ROWS = 500
"""How many events the page shows: the newest that fit its filters."""
_GRID, _LONGEST = "audit-events", 256
_TEXTS = ("account", "member")


def layout(search: str) -> Component:
    """Lay the page out; its filters are in its address."""
    texts = [
        dmc.TextInput(id=f"audit-{name}", label=label, value=search_value(search, name), debounce=600, w=160)
        for name, label in zip(_TEXTS, (_("Account"), _("Member")), strict=True)
    ]
    event = dmc.Select(
        id="audit-event",
        label=_("Event"),
        value=search_value(search, "event") or None,
        data=[{"value": name.value, "label": event_name(name)} for name in EVENTS],
        placeholder=_("all events"),
        clearable=True,
        searchable=True,
        clearButtonProps=aria(label=_("all events")),
        comboboxProps={"withinPortal": False},
        w=220,
    )
    lead = _("Who signed in, read, took files or changed something: when, and from where. Times are in UTC.")
    return html.Div(
        [
            page_head(_("Audit"), lead, [*day_filters("audit", search), *texts, event]),
            html.Div(
                [
                    html.Div(id="audit-problem"),
                    grid(_GRID, _columns(), height=560, rowData=[]),
                    dmc.Group(
                        [html.P(id="audit-words", className="words", role="status"), download_button(_GRID)],
                        justify="space-between",
                    ),
                ],
                className="part",
            ),
        ]
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""

    @board.callback(
        Output(_GRID, "rowData"),
        Output("audit-words", "children"),
        Output("audit-problem", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(lambda words: ([], "", error_state(words))),
    )
    @in_thread
    def _events(search: str | None, pathname: str | None) -> tuple[Any, Any, Any]:
        if pathname != address:
            return no_update, no_update, no_update
        if viewer().role is not Role.ADMIN:
            raise NotFoundError(_("There is no such page"))
        only = _filter(search)
        service.audit.flush()
        events = newest_events(service.database, only, MOST_ROWS)
        service.audit.record_hourly(EventName.AUDIT_READ, route=address, filter=search or "")
        words = _("{number} events").format(number=count(len(events)))
        if len(events) == MOST_ROWS:
            words = _("The newest {number} events; all of them: upline audit").format(number=count(MOST_ROWS))
        return rows_of(events), words, None

    downloads(board, _GRID)
    chosen = [(f"audit-{name}", "value") for name in ("from", "until", "event")]
    texts = [(f"audit-{name}", "value") for name in _TEXTS]
    in_browser(board, "to_address", *(Input(*one) for one in (*chosen, *texts)))
    for one in chosen:
        in_browser(board, "from_address", Output(*one), Input("url", "search"), State(*one))
    for one in texts:
        in_browser(board, "text", Output(*one), Input("url", "search"), State(*one), space="filters")


def _filter(search: str | None) -> Filter:
    """Return the filters of an address; an event that there is not finds nothing."""
    days = filters_in(search)
    account, member, event = (search_value(search, name).strip()[:_LONGEST] for name in (*_TEXTS, "event"))
    return Filter(account, event, member, days.from_day, days.to_day)


def _columns() -> list[dict[str, Any]]:
    text = {"filter": "agTextColumnFilter"}
    return [
        {"field": "at", "headerName": _("Time (UTC)"), "minWidth": 175, "maxWidth": 190},
        {"field": "event", "headerName": _("Event"), "minWidth": 170, **text},
        {"field": "who", "headerName": _("Who"), "minWidth": 120, **text},
        {"field": "address", "headerName": _("From where"), "minWidth": 120, **text},
        {"field": "about", "headerName": _("About"), "minWidth": 130, "cellRenderer": "PartLinks", **text},
        {"field": "route", "headerName": _("Where"), "minWidth": 160, **text},
        {
            "field": "detail",
            "headerName": _("Details"),
            "minWidth": 200,
            "wrapText": True,
            "autoHeight": True,
        },
    ]
