"""Grids with the same manners everywhere: words in the reader's language, columns of money and numbers."""

from typing import Any

import dash_ag_grid as dag
from dash.development.base_component import Component

from dashboard.words import grid_words, language


def grid(ident: str, columns: list[dict[str, Any]], *, height: int = 420, **given: Any) -> Component:  # noqa: ANN401
    """Return a grid; `given` are properties of AgGrid, its `dashGridOptions` are joined with ours."""
    options = {
        "localeText": grid_words(language()),
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "suppressColumnVirtualisation": True,
        "animateRows": False,
        **given.pop("dashGridOptions", {}),
    }
    made: Component = dag.AgGrid(
        id=ident,
        columnDefs=columns,
        defaultColDef={"resizable": True, "sortable": True, "minWidth": 90, **given.pop("defaultColDef", {})},
        dashGridOptions={name: value for name, value in options.items() if value is not None},
        columnSize=given.pop("columnSize", "responsiveSizeToFit"),
        style={"height": height},
        **given,
    )
    return made


def number_column(field: str, title: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of whole numbers, at the right and with separators."""
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "valueFormatter": {"function": "count(params.value)"},
        **given,
    }


def money_column(field: str, title: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a column of money: minor units inside, so that they sort as numbers, decimals to read."""
    return number_column(field, title, valueFormatter={"function": "money(params.value)"}, **given)
