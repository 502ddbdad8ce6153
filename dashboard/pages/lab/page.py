"""The plan lab (方案实验室): turn a plan's amounts and readings, and see what it would have paid."""

from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser
from dashboard.pages.lab import running
from dashboard.pages.lab.panel import KNOB
from dashboard.pages.lab.plans import IN_FORCE, choices
from dashboard.shared import aria, data, figure, icon, page_head, section, skeleton
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.service import Service

_HALF = {"base": 12, "lg": 6}
_TICK, _AGAIN = 700, 3000  # milliseconds between looks at a job, and until one that waits is asked for again


def layout(search: str) -> Component:
    """Lay the page out; plan and changes are in its address."""
    plan = dmc.Select(
        id="lab-plan",
        label=_("Start from"),
        value=search_value(search, "plan") or IN_FORCE,
        data=choices(),
        allowDeselect=False,
        comboboxProps={"withinPortal": False},
        w=220,
    )
    tools = [
        plan,
        dmc.Button(_("Take back the changes"), id="lab-reset", variant="default", mt="auto"),
        dmc.Button(
            _("Download YAML"), id="lab-yaml", variant="default", leftSection=icon("download"), mt="auto"
        ),
    ]
    lead = _("What would another plan have paid? Nothing here is published, or written anywhere.")
    knobs = html.Div(skeleton(480, 8), id="lab-knobs")
    return html.Div(
        [
            page_head(_("Plan lab"), lead, tools),
            *_stores(),
            dmc.Grid(
                [
                    dmc.GridCol(section(_("The plan"), knobs), span={"base": 12, "md": 4}),
                    dmc.GridCol(_results(), span={"base": 12, "md": 8}),
                    dmc.GridCol(
                        section(
                            _("Who loses and wins most, and why"),
                            html.Div(skeleton(300, 5), id="lab-members"),
                        )
                    ),
                ]
            ),
        ]
    )


def _stores() -> list[Component]:
    return [
        *(dcc.Store(id=f"lab-{name}") for name in ("known", "sent", "job", "look", "stop", "file")),
        dcc.Interval(id="lab-ticker", interval=_TICK, disabled=True),
        dcc.Interval(id="lab-again", interval=_AGAIN, disabled=True),
        dcc.Download(id="lab-download"),
    ]


def _results() -> Component:
    working = html.Div(
        dmc.Group(
            [
                html.Div(dmc.Progress(id="lab-bar", value=0, **aria(label=_("Progress"))), style={"flex": 1}),
                html.Span([html.Span(id="lab-stage"), " ", html.Span(id="lab-stopping")]),
                dmc.Button(_("Cancel"), id="lab-cancel", variant="default", size="xs"),
            ]
        ),
        id="lab-working",
        hidden=True,
    )
    figures = [
        (_("Rewards by kind"), "lab-kinds", ""),
        (_("Payout ratio by month"), "lab-payout", ""),
        (_("Who wins and loses, by rank"), "lab-ranks", _("By the rank that members hold in force.")),
        (
            _("Concentration"),
            "lab-curve",
            _("Members by increasing earnings: the further below the dashed line, the more goes to few."),
        ),
    ]
    return html.Div(
        [
            html.Div(working, className="part"),
            html.Div(html.P(id="lab-state", className="words"), role="status"),
            html.Div(id="lab-problem"),
            html.Div(skeleton(200, 3), id="lab-cards", className="part"),
            dmc.Grid(
                [
                    dmc.GridCol(section(title, figure(ident, 300), note), span=_HALF)
                    for title, ident, note in figures
                ]
            ),
        ],
        **data(plan="lab"),
    )


def register(board: Dash, service: Service, address: str) -> None:
    """Add the page's callbacks."""
    running.register(board, service, address)
    turned = {"type": KNOB, "knob": ALL}
    in_browser(board, "turn", Input(turned, "value"), State("lab-known", "data"), space="lab")
    in_browser(board, "choose", Input("lab-plan", "value"), space="lab")
    job = State("lab-job", "data")
    for name, one in (
        ("look", Input("lab-ticker", "n_intervals")),
        ("stop", Input("lab-cancel", "n_clicks")),
    ):
        in_browser(board, "of_job", Output(f"lab-{name}", "data"), one, job, space="lab")
    in_browser(board, "text", Output("lab-file", "data"), Input("lab-yaml", "n_clicks"), space="lab")
    in_browser(board, "reset", Input("lab-reset", "n_clicks"), space="lab")
    in_browser(board, "choice", Output("lab-plan", "value"), *_address("lab-plan"), space="filters")


def _address(ident: str) -> list[Any]:
    return [Input("url", "search"), State(ident, "value"), State(ident, "data")]
