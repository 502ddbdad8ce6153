"""Grids with the same manners everywhere: words in the reader's language, columns of money and numbers."""

from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser
from dashboard.shared.icons import icon
from dashboard.words import _, grid_words, language

_SHOWN = ("displayedColumnsChanged", "modelUpdated", "firstDataRendered")
"""What tells that a grid is there: the first of them to come."""


def grid(
    ident: str,
    columns: list[dict[str, Any]],
    *,
    height: int = 420,
    kept: bool = True,
    **properties: Any,  # noqa: ANN401
) -> Component:
    """Return a grid; `properties` are those of AgGrid, its `dashGridOptions` are joined with ours.

    Enter on a cell follows its link. kept: whether what it sorts and filters is in the address, under its id.
    """
    options = {
        "localeText": grid_words(language()),
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressColumnVirtualisation": True,
        "animateRows": False,
        **properties.pop("dashGridOptions", {}),
    }
    listeners = {"cellKeyDown": ["followed(params)"], **properties.pop("eventListeners", {})}
    if kept:
        listeners |= {event: ["kept(params)"] for event in ("filterChanged", "sortChanged")}
        listeners |= {event: ["restored(params)"] for event in _SHOWN}
    made: Component = dag.AgGrid(
        id=ident,
        columnDefs=columns,
        defaultColDef={
            "resizable": True,
            "sortable": True,
            "minWidth": 90,
            **properties.pop("defaultColDef", {}),
        },
        dashGridOptions={name: value for name, value in options.items() if value is not None},
        columnSize=properties.pop("columnSize", "responsiveSizeToFit"),
        style={"height": height, "marginTop": 8},
        csvExportParams={"fileName": f"{ident}.csv", "processCellCallback": {"function": "safe(params)"}},
        eventListeners=listeners,
        **properties,
    )
    return made


def download_button(ident: str) -> Component:
    """Return the buttons `{ident}-download` and `{ident}-workbook` that save a grid; see `downloads`."""
    buttons: Component = dmc.Group(
        [
            dmc.Button(
                words, id=f"{ident}-{name}", variant="default", size="xs", leftSection=icon("download")
            )
            for name, words in (("download", _("Download CSV")), ("workbook", _("Download Excel")))
        ],
        gap="xs",
    )
    return buttons


def downloads(board: Dash, ident: str) -> None:
    """Let the buttons of `download_button` save a grid's rows, as CSV and as an Excel workbook."""
    in_browser(board, "yes", Output(ident, "exportDataAsCsv"), Input(f"{ident}-download", "n_clicks"))
    in_browser(board, "save", Input(f"{ident}-workbook", "n_clicks"), space="workbook")


def file_links(ident: str, address: str, csv: str, workbook: str) -> Component:
    """Return the links `{ident}-csv` and `{ident}-xlsx` to a file of the server; see `link_workbook`."""
    joint = "&" if "?" in address else "?"
    links = (("csv", csv, address), ("xlsx", workbook, f"{address}{joint}form=xlsx"))
    group: Component = dmc.Group(
        [
            html.A(
                [icon("download"), " ", words], id=f"{ident}-{name}", href=href, download="",
                className="quiet-button",
            )
            for name, words, href in links
        ],
        gap="sm",
    )  # fmt: skip
    return group


def link_workbook(board: Dash, ident: str) -> None:
    """Let the link to the workbook of `file_links` follow that to the CSV file, with its filters."""
    links = Output(f"{ident}-xlsx", "href"), Input(f"{ident}-csv", "href")
    in_browser(board, "address", *links, space="workbook")


def number_column(field: str, title: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of whole numbers, at the right and with separators."""
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "valueFormatter": {"function": "count(params.value)"},
        **properties,
    }


def money_column(field: str, title: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of money: minor units inside, so that they sort as numbers, decimals to read."""
    return number_column(field, title, valueFormatter={"function": "money(params.value)"}, **properties)


def page_link_column(field: str, title: str, address: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column whose cells lead to a page, whose address goes on with their value."""
    links = {"cellRenderer": "PageLink", "cellRendererParams": {"address": address}}
    return {"field": field, "headerName": title, **links, **properties}


def member_column(field: str, title: str, **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of members, each a link to its team."""
    filtered = {"cellRenderer": "MemberLink", "filter": "agTextColumnFilter"}
    return {"field": field, "headerName": title, **filtered, **properties}
