"""What the buttons of a delivery do: load it, cancel it, read it by another mapping."""

import dash_mantine_components as dmc
from dash.development.base_component import Component

from dashboard.callbacks import error_text, note
from dashboard.pages.data.upload import AGAIN, CANCEL, LOAD, MAP, NO_MAPPING
from dashboard.shared import error_state
from dashboard.shared.commands import read_command
from dashboard.words import _
from graph.access import Role, viewer
from graph.errors import DatabaseBusyError, NotFoundError, UserError
from graph.intake import REPEATABLE, DeliveryState, Review, Upload
from graph.intake.events import changed
from graph.intake.upload import FIND_OUT
from graph.service import Service


def act(service: Service, text: object) -> Component | None:
    """Do what a button asks for, and return what is said of it."""
    what, cells = read_command(text)
    require_admin()
    try:
        done = _carry_out(service, what, cells)
    except (UserError, DatabaseBusyError) as error:
        note(error)
        return error_state(error_text(error))
    if done is None:
        return None
    upload, words = done
    service.audit.record(changed(upload))
    said: Component = dmc.Alert(words, color="teal")
    return said


def _carry_out(service: Service, what: str, cells: list[str]) -> tuple[Upload, str] | None:
    spool, ident = service.spool, cells[0] if cells else ""
    if what == LOAD:
        return spool.release(ident), _("It is loaded as soon as nothing else is writing.")
    if what == CANCEL:
        return spool.cancel(ident), _("Cancelled. Nothing of it was loaded.")
    if what == AGAIN:
        fields = {"state": DeliveryState.HELD, "review": Review.WANTED, "said": {}, "tries": 0}
        return spool.change(ident, *REPEATABLE, **fields), _("It is looked through again.")
    if what == MAP and len(cells) > 1:
        names = [] if cells[1] == NO_MAPPING else [cells[1]]
        if service.deliveries is not None and names != [FIND_OUT]:
            service.deliveries.check(names)
        fields = {"mapping": names, "own": False, "review": Review.WANTED, "said": {}}
        return spool.change(ident, DeliveryState.HELD, **fields), _("It is looked through by that mapping.")
    return None


def require_admin() -> None:
    """Raise a NotFoundError for all but admins: they have no such page."""
    if viewer().role is not Role.ADMIN:
        raise NotFoundError(_("There is no such page"))
