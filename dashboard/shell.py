"""The frame around every page: header, navigation, notices, and the router that puts a page into it."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import context_of, current_context
from dashboard.freshness import fresh_line, freshness
from dashboard.page import PREFIX
from dashboard.pages import PAGES
from dashboard.pages.account.account import HOME
from dashboard.scheme import scheme
from dashboard.search import register as register_search
from dashboard.search import search_box, search_button
from dashboard.shared import aria, data, empty_state, error_state, icon, skeleton
from dashboard.shared.filters import search_value
from dashboard.shared.run_choice import run_notice
from dashboard.words import LANGUAGES, _, language
from graph.access import NotSignedInError, Role, viewer
from graph.service import Service

_NAVBAR = {"width": 220, "breakpoint": "sm", "collapsed": {"mobile": True}}
_THEME = {"primaryColor": "blue", "primaryShade": {"light": 9, "dark": 4}, "fontFamily": "var(--upline-font)"}


def layout() -> Component:
    """Return the frame for who is asking; it reads no database, and never fails for want of a viewer."""
    try:
        account, role = viewer().account, viewer().role
    except NotSignedInError:
        account, role = "", None
    frame = dmc.AppShell(
        [
            dmc.AppShellHeader(_header(account)),
            dmc.AppShellNavbar(_navigation(role), p="xs", **aria(label=_("Pages"))),
            dmc.AppShellMain(
                [
                    html.Div(id="run-shown"),
                    html.Div(skeleton(320, 5), id="page", tabIndex=-1),
                ]
            ),
        ],
        id="frame",
        header={"height": 56},
        navbar=_NAVBAR,
        padding="md",
    )
    whole: Component = dmc.MantineProvider(
        dmc.DatesProvider(
            [
                dcc.Location(id="url", refresh=False),
                dcc.Store(id="title"),
                dcc.Store(id="ready"),
                dcc.Store(id="search-text-asked"),
                html.A(_("Skip to the page"), href="#page", className="skip"),
                dmc.NotificationContainer(id="notices", position="bottom-right"),
                html.Div(id="words-for-scripts", hidden=True, **_words_for_scripts()),
                frame,
                html.Section(search_box()),
            ],
            settings={"locale": "zh-cn" if language() == "zh" else "en", "firstDayOfWeek": 1},
        ),
        id="mantine",
        forceColorScheme=scheme(),
        theme=_THEME,
    )
    return whole


def _header(account: str) -> Component:
    left = [
        dmc.Burger(id="burger", opened=False, size="sm", hiddenFrom="sm", **aria(label=_("Menu"))),
        dcc.Link(
            [icon("sitemap"), html.Span(" Upline", className="wide")],
            href=PREFIX,
            className="brand",
            title="Upline",
        ),
        html.Span(id="run-told", className="run-told"),
        html.Span(id="printed-at", className="run-told paper"),
    ]
    right = [
        search_button(),
        _languages(),
        dmc.ActionIcon(
            icon("moon"), id="scheme", variant="subtle", color="gray", **aria(label=_("Light or dark"))
        ),
        html.A(
            [icon("user"), " ", html.Span(account, className="wide")],
            href=HOME,
            className="account",
            title=_("Your account"),
            **aria(label=_("Your account")),
        ),
        html.Form(
            html.Button(
                [icon("logout"), html.Span(_("Sign out"), className="wide")],
                type="submit",
                className="quiet-button",
                title=_("Sign out"),
                **aria(label=_("Sign out")),
            ),
            action="/logout",
            method="POST",
            className="inline-form",
        ),
    ]
    sides = [dmc.Group(left, gap="sm", wrap="nowrap"), dmc.Group(right, gap="xs", wrap="nowrap")]
    header: Component = dmc.Group(sides, justify="space-between", wrap="nowrap", h="100%", px="md")
    return header


def _languages() -> Component:
    buttons = [
        html.Button(
            name,
            type="submit",
            name="language",
            value=code,
            className="quiet-button",
            lang="zh-CN" if code == "zh" else code,
            **aria(current=str(code == language()).lower()),
        )
        for code, name in LANGUAGES.items()
    ]
    return html.Form(buttons, action="/lang", method="POST", className="inline-form")


def _navigation(role: Role | None) -> list[Component]:
    return [
        dmc.NavLink(
            label=_(page.title),
            href=page.address,
            active="exact",
            leftSection=icon(page.icon),
            id=f"to-{page.key}",
        )
        for page in PAGES
        if page.listed and page.is_for(role)
    ]


def _words_for_scripts() -> dict[str, Any]:
    return data(
        network=_("The server cannot be reached. Check the network; it works again by itself."),
        failed=_("The server could not answer this. Try again in a moment."),
        refused=_("The server refused this. Load the page again."),
        close=_("Close"),
        rows=_("The first {shown} of {all} rows; all of them are in the file."),
        printed=_("printed {time}"),
        byrun=" ".join(page.address for page in PAGES if page.by_run),
    )


def register(board: Dash, service: Service) -> None:
    """Add the router, and what the header does."""

    @board.callback(
        Output("page", "children"),
        Output("title", "data"),
        Input("ready", "data"),
        State("url", "search"),
        prevent_initial_call=True,
        on_error=instead(lambda words: (error_state(words), "Upline")),
    )
    @in_thread
    def _route(pathname: str | None, search: str | None) -> tuple[Any, str]:
        role = viewer().role
        own = (page for page in PAGES if page.is_for(role))
        found = next((page for page in own if pathname in {page.address, PREFIX}), None)  # the first: at home
        if found is None:
            words = _("Choose one of the pages in the menu.")
            return empty_state(_("There is no such page"), words), f"{_('There is no such page')} · Upline"
        return found.layout(search or ""), f"{_(found.title)} · Upline"

    @board.callback(
        Output("run-told", "children"),
        Input("url", "pathname"),
        prevent_initial_call=True,
        on_error=instead(lambda _words: ""),
    )
    @in_thread
    def _run(_pathname: str | None) -> Any:  # noqa: ANN401 - children
        # Of everybody, members too, who have pages of their own.
        who = viewer()
        fresh = freshness(context_of(service, who))
        return fresh_line(fresh, full=who.sees_all, linked=who.role is not Role.MEMBER)

    in_browser(board, "load", Output("ready", "data"), Input("url", "pathname"), space="scripts")

    @board.callback(
        Output("run-shown", "children"),
        Input("url", "pathname"),
        Input("url", "search"),
        prevent_initial_call=True,
        on_error=instead(lambda _words: None),
    )
    @in_thread
    def _run_shown(pathname: str | None, search: str | None) -> Any:  # noqa: ANN401 - children
        role = viewer().role
        by_run = {page.address for page in PAGES if page.by_run and page.is_for(role)}
        if pathname not in by_run or not search_value(search, "run"):
            return None
        return run_notice(current_context(service), pathname, search)

    register_search(board, service)
    in_browser(board, "title", Input("title", "data"))
    in_browser(board, "scheme", Output("mantine", "forceColorScheme"), Input("scheme", "n_clicks"))
    in_browser(
        board,
        "menu",
        Output("burger", "opened"),
        Output("frame", "navbar"),
        Input("burger", "opened"),
        Input("url", "pathname"),
        State("frame", "navbar"),
    )
