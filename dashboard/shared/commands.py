"""What a button asks for as a text, a JSON list of texts (assets/commands.js), and what is said of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.callbacks import error_text, in_browser, in_thread, instead, note
from dashboard.incoming import read_json
from dashboard.shared.attributes import data
from dashboard.shared.sections import error_state
from dashboard.words import _
from graph.access import viewer
from graph.errors import DatabaseBusyError, NotFoundError, UserError


def command_button(words: str, kind: str, of: str, *, question: str = "", reason: str = "") -> Component:
    """Return the button that does `kind` to what has the id `of`.

    question: what is asked before. reason: as it, answered with a text, which is the command's last cell.
    """
    asks = data(question=question, reason=reason)
    button: Component = dmc.Button(words, id={"type": kind, "of": of}, size="xs", variant="default", **asks)
    return button


def command_form(page: str, fields: Iterable[tuple[str, str, int]], ident: str, words: str) -> Component:
    """Return a form: fields `{page}-{name}` by name, label and width in pixels, and the button `ident`."""
    inputs = [
        dmc.TextInput(id=f"{page}-{name}", label=label, value="", w=width) for name, label, width in fields
    ]
    button = dmc.Button(words, id=ident, variant="default", mt="auto")
    form: Component = dmc.Group([*inputs, button], gap="sm", align="flex-end")
    return form


def command_places(page: str) -> list[Component]:
    """Return the places that `answer_commands` needs: what is said of a command, and two stores."""
    return [
        dcc.Store(id=f"{page}-asked", data=""),
        dcc.Store(id=f"{page}-changed", data=""),
        html.Div(id=f"{page}-said", role="status", className="part"),
    ]


def answer_commands(
    board: Dash,
    page: str,
    form: tuple[str, Sequence[str]],
    kinds: Sequence[str],
    act: Callable[[object], tuple[Component | None, str]],
) -> None:
    """Let the form of a page and the buttons of its lists do what they say.

    form: its button and the names of its fields, which are emptied when it is done. kinds: of the buttons.
    act: takes the text of a command and returns what is said of it, and "done" where it is, "" for none.
    `{page}-changed` is another text after each command.
    """
    enter, fields = form
    kept = (no_update,) * len(fields)
    cells = [State(f"{page}-{name}", "value") for name in fields]
    asked = Output(f"{page}-asked", "data")
    in_browser(board, "send", asked, Input(enter, "n_clicks"), *cells, space="commands")
    if kinds:
        buttons = [Input({"type": kind, "of": ALL}, "n_clicks") for kind in kinds]
        again = Output(f"{page}-asked", "data", allow_duplicate=True)
        in_browser(board, "press", again, *buttons, space="commands")

    @board.callback(
        Output(f"{page}-said", "children"),
        Output(f"{page}-changed", "data"),
        *(Output(f"{page}-{name}", "value") for name in fields),
        Input(f"{page}-asked", "data"),
        prevent_initial_call=True,
        on_error=instead(lambda words: (error_state(words), no_update, *kept)),
    )
    @in_thread
    def _act(text: object) -> tuple[Any, ...]:
        said, changed = act(text)
        if not changed:
            return no_update, no_update, *kept
        emptied = changed == "done" and read_command(text)[0] == enter
        return said, f"{text} {changed}", *(("",) * len(fields) if emptied else kept)


def read_command(text: object) -> tuple[str, list[str]]:
    """Return which button was pressed, and its cells; "" for what no button says."""
    try:
        read = read_json(str(text or ""))
    except ValueError:
        return "", []
    if not isinstance(read, list) or len(read) < 2 or not all(isinstance(part, str) for part in read):  # noqa: PLR2004
        return "", []
    return read[0], [part.strip() for part in read[2:]]


def require_payer() -> None:
    """Raise a NotFoundError for who does not pay: such an account has no page that writes."""
    if not viewer().pays:
        raise NotFoundError(_("There is no such page"))


def carry_out(
    action: Callable[[], object], words: str, require: Callable[[], object] = require_payer
) -> tuple[Component, str]:
    """Do something for who may (`require` raises else); return what is said of it, and "done" where it is."""
    require()
    try:
        action()
    except DatabaseBusyError as error:
        note(error)
        busy = _("A load or a nightly calculation is writing. Press the button again when it has ended.")
        return error_state(busy), "busy"
    except UserError as error:
        note(error)
        return error_state(error_text(error)), "refused"
    return dmc.Alert(words, color="teal"), "done"
