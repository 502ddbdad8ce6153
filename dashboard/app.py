"""The dashboard: one Dash application on the process that also answers the API, under /dashboard/."""

from importlib import resources
from typing import Any

import structlog
from dash import Dash
from dash.development.base_component import Component
from fastapi import FastAPI

from dashboard import shell
from dashboard.callbacks import notify
from dashboard.middleware import Middleware
from dashboard.page import PREFIX
from dashboard.pages import PAGES
from dashboard.pages.account import account, second_step, signin
from dashboard.scheme import scheme
from dashboard.scripts import BUNDLE, deferred, split
from dashboard.shared.statements import add_statements
from dashboard.words import tag
from graph.service import Service


def attach(app: FastAPI, service: Service) -> None:
    """Add the dashboard, and the pages to sign in, of one's own account, and to choose a language, to an app.

    Who is asking must be set by what is added to the app after this (web.authentication).
    """
    for forms in (signin, account, second_step):
        app.include_router(forms.router)
    board = Board(
        "upline",
        server=False,
        backend="fastapi",
        url_base_pathname=PREFIX,
        assets_folder=str(resources.files("dashboard").joinpath("assets")),
        assets_ignore=BUNDLE.replace(".", r"\."),
        title="Upline",
        suppress_callback_exceptions=True,
        on_error=notify,
        update_title=None,  # type: ignore[arg-type]  # None: leave the title alone
        add_log_handler=False,
    )
    # Else every page keeps opening a socket, which a gate in front of requests does not see.
    board.backend.websocket_capability = False
    board.init_app(app)
    board.layout = _layout
    add_statements(board.server, service)
    shell.register(board, service)
    for page in PAGES:
        page.register(board, service, page.address)
    app.add_middleware(Middleware, board=board, known=[page.address for page in PAGES])


class Board(Dash):
    """Dash, whose first HTML says the language and the scheme, so that it is right from the first paint."""

    def interpolate_index(self, *_arguments: Any, **parts: Any) -> str:  # noqa: ANN401 - what Dash hands over
        """Return the HTML of every page, as text."""
        look = scheme()
        scripts, later = split(parts["scripts"], PAGES)
        return f"""<!DOCTYPE html>
<html lang="{tag()}" data-mantine-color-scheme="{look}" data-ag-theme-mode="{look}">
<head>
{parts["metas"]}
<title>{parts["title"]}</title>
<link rel="icon" type="image/svg+xml" href="{PREFIX}assets/upline.svg">
{parts["css"]}
</head>
<body>
{parts["app_entry"]}
{deferred(later)}
<footer>
{parts["config"]}
{scripts}
{parts["renderer"]}
</footer>
</body>
</html>"""


def _layout() -> Component:
    """Lay the frame out. Dash says nothing of an error here, so it is logged."""
    try:
        return shell.layout()
    except Exception:
        structlog.get_logger("dashboard").exception("layout failed")
        raise
