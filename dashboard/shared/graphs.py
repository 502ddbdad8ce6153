"""Places for figures: a fixed height, so that nothing jumps, and the same figures in words beside them."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser
from dashboard.words import language


def figure(ident: str, height: int, caption: str = "", drawn: Any = None) -> Component:  # noqa: ANN401
    """Return a place of `height` pixels for the plotly figure of `ident`, a picture of which can be saved.

    A callback gives `Output(ident, "figure")` and, in words, `Output(f"{ident}-words", "children")`;
    `drawn` is a figure that is there already.
    """
    graph = dcc.Graph(
        id=ident,
        figure=drawn
        if drawn is not None
        else {"layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}},
        responsive=True,
        style={"height": height},
        config={
            "locale": "zh-CN" if language() == "zh" else "en",
            "displaylogo": False,
            "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
            "toImageButtonOptions": {"format": "png", "filename": ident, "scale": 2},
        },
    )
    waiting = dcc.Loading(
        graph,
        custom_spinner=figure_skeleton(height),
        overlay_style={"visibility": "visible"},
        delay_show=150,
    )
    words = html.Figcaption(caption, id=f"{ident}-words", className="words")
    return html.Figure([html.Div(waiting, style={"minHeight": height}), words], className="graph")


def lead_on(board: Dash, ident: str) -> None:
    """Let a click into the figure of `ident` lead where its points say (dashboard.shared.figures.leads)."""
    in_browser(board, "figure", Input(ident, "clickData"), space="links")


def figure_skeleton(height: int) -> Component:
    """Return what stands in the place of a figure while it is on its way."""
    bar: Component = dmc.Skeleton(h=height)
    return bar
