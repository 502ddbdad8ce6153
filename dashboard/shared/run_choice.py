"""Pages that show any kept run: the run that an address asks for, its control, and what is told of it."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import day, moment
from dashboard.shared.attributes import aria
from dashboard.shared.filters import search_value, with_choice
from dashboard.words import _
from graph.errors import NotFoundError
from graph.numbers import whole_number
from graph.reads.runs import run_numbered, runs
from graph.service import Service

_MOST = 60
"""How many runs a page offers: two months of nights."""
_LONGEST = 20


def as_of_run(newest: Context, text: object) -> Context:
    """Return the context of the kept run of a number in an address; of any other text the newest."""
    number = whole_number(text, range(1, newest.run.number)) if text else None
    if number is None:
        return newest
    try:
        return replace(newest, run=run_numbered(newest.database, number))
    except NotFoundError:
        return newest


def run_options(context: Context) -> list[dict[str, Any]]:
    """Return the runs to choose from, newest first, each with its day; those kept no longer cannot be."""
    words = _("Run {number}, {as_of}")
    return [
        {
            "value": str(one.number),
            "label": words.format(number=one.number, as_of=day(one.as_of_time.date())),
            "disabled": one.dropped is not None,
        }
        for one in reversed(runs(context.database)[-_MOST:])
        if one.number <= context.run.number
    ]


def run_notice(newest: Context, pathname: str, search: str | None) -> Component | None:
    """Return which run an address shows and a way back, or that there is no such run to show."""
    text = search_value(search, "run")
    shown = as_of_run(newest, text).run
    if not text or text == str(newest.run.number):
        return None
    about = {"number": newest.run.number, "time": moment(newest.run.as_of_time)}
    if shown.number == newest.run.number:
        words = _(
            "There is no run {text}, or its figures are kept no longer. The newest, run {number}, is shown."
        )
        return _alert(words.format(text=text[:_LONGEST], **about), "orange")
    words = _("You are looking at run {shown}, as of {then}. The newest is run {number}, as of {time}.")
    told = words.format(shown=shown.number, then=moment(shown.as_of_time), **about)
    rest = {
        name: values[0]
        for name, values in parse_qs((search or "").removeprefix("?")).items()
        if name != "run"
    }
    back = dcc.Link(_("Back to the newest"), href=f"{pathname}?{urlencode(rest)}".rstrip("?"))
    return _alert([told, " ", back], "blue")


def _alert(inside: str | list[Component | str], colour: str) -> Component:
    alert = dmc.Alert(inside, color=colour, mb="md", variant="light")
    return html.Div(alert, role="status")


def run_choice(key: str, search: str) -> Component:
    """Return the control `{key}-run` for the run in the address; see `follow_run`."""
    control: Component = dmc.Select(
        id=f"{key}-run",
        label=_("Run"),
        value=search_value(search, "run") or None,
        data=[],
        placeholder=_("Newest run"),
        clearable=True,
        searchable=True,
        clearButtonProps=aria(label=_("Newest run")),
        comboboxProps={"withinPortal": False},
        w=190,
    )
    return control


def follow_run(board: Dash, service: Service, key: str) -> None:
    """Let the control of `run_choice` live in the address, and fill in the runs."""
    control = f"{key}-run", "value"

    @board.callback(
        Output(f"{key}-run", "data"),
        Input(f"{key}-run", "id"),
        State("url", "search"),
        on_error=instead(lambda _words: []),
    )
    @in_thread
    def _runs(_ident: str, search: str | None) -> list[dict[str, Any]]:
        return with_choice(run_options(current_context(service)), search_value(search, "run"))

    in_browser(board, "to_address", Input(*control))
    in_browser(board, "from_address", Output(*control), Input("url", "search"), State(*control))
