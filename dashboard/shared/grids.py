"""Grids with the same manners everywhere: words in the reader's language, columns of money and numbers."""

from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import Dash, Input, Output
from dash.development.base_component import Component

from dashboard.callbacks import in_browser
from dashboard.shared.icons import icon
from dashboard.words import _, grid_words, language


def grid(ident: str, columns: list[dict[str, Any]], *, height: int = 420, **properties: Any) -> Component:  # noqa: ANN401
    """Return a grid; `properties` are those of AgGrid, its `dashGridOptions` are joined with ours."""
    options = {
        "localeText": grid_words(language()),
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressColumnVirtualisation": True,
        "animateRows": False,
        **properties.pop("dashGridOptions", {}),
    }
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
        **properties,
    )
    return made


def download_button(ident: str) -> Component:
    """Return the button `{ident}-download` that saves the rows of a grid as CSV; see `downloads`."""
    button: Component = dmc.Button(
        _("Download CSV"), id=f"{ident}-download", variant="default", size="xs", leftSection=icon("download")
    )
    return button


def downloads(board: Dash, ident: str) -> None:
    """Let the button of `download_button` save a grid's rows."""
    in_browser(board, "yes", Output(ident, "exportDataAsCsv"), Input(f"{ident}-download", "n_clicks"))


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
