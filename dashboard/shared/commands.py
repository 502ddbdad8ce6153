"""What a button asks for as a text, a JSON list of texts (assets/commands.js), and what is said of it."""

from collections.abc import Callable

import dash_mantine_components as dmc
from dash.development.base_component import Component

from dashboard.callbacks import error_text, note
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


def read_command(text: object) -> tuple[str, list[str]]:
    """Return which button was pressed, and its cells; "" for what no button says."""
    try:
        read = read_json(str(text or ""))
    except ValueError:
        return "", []
    if not isinstance(read, list) or len(read) < 2 or not all(isinstance(part, str) for part in read):  # noqa: PLR2004
        return "", []
    return read[0], [part.strip() for part in read[2:]]


def carry_out(action: Callable[[], object], words: str) -> tuple[Component, str]:
    """Do something for a viewer who pays; return what is said of it, and "done" where it is."""
    require_payer()
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


def require_payer() -> None:
    """Raise a NotFoundError for who does not pay: such an account has no page that writes."""
    if not viewer().pays:
        raise NotFoundError(_("There is no such page"))
