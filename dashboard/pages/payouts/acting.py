"""What the buttons of the payouts page do: prepare, approve and cancel, each noted in the audit trail."""

from collections.abc import Callable

from dash.development.base_component import Component

from dashboard.pages.payouts.batches import APPROVE, CANCEL
from dashboard.shared.commands import carry_out, read_command
from dashboard.words import _
from graph.access import viewer
from graph.audit import Event, EventName
from graph.errors import NotFoundError
from graph.money import to_decimal, to_minor
from graph.numbers import MOST, whole_number
from graph.payouts import deciding, preparing
from graph.payouts.restoring import keep
from graph.payouts.settings import payout_settings
from graph.service import Service

PREPARE = "payouts-prepare"


def act(service: Service, address: str, text: object) -> tuple[Component | None, str]:
    """Do what a button asks for; return what is said of it, and "done" where it is, "" for no such button."""
    what, cells = read_command(text)

    def note(name: EventName, **detail: object) -> None:
        service.audit.record_now(Event(name, route=address, detail=detail))

    if what == PREPARE and len(cells) == 2:  # noqa: PLR2004
        words = _("Prepared. Another account approves it below.")
        return carry_out(lambda: _prepare(service, *cells, key=str(text), note=note), words)
    if what == APPROVE and len(cells) == 1:
        return carry_out(lambda: _approve(service, _number(cells[0]), note), _("Approved: it can be paid."))
    if what == CANCEL and len(cells) == 2:  # noqa: PLR2004
        return carry_out(lambda: _cancel(service, _number(cells[0]), cells[1], note), _("Cancelled."))
    return None, ""


def _prepare(service: Service, minimum: str, words: str, *, key: str, note: Callable[..., None]) -> None:
    least = to_minor(minimum) if minimum else None
    order = preparing.Order(viewer().account, minimum=least, note=words, key=key)
    prepared = preparing.prepare(service.database, payout_settings(service.settings), order)
    if prepared.new:
        batch = prepared.batch
        sums = {"lines": batch.lines, "net": to_decimal(batch.net), "note": batch.note}
        note(EventName.PAYOUT_PREPARED, batch=batch.number, **sums)


def _approve(service: Service, number: int, note: Callable[..., None]) -> None:
    webhook = service.settings.upline_payout_webhook is not None
    batch = deciding.approve(service.database, number, viewer().account, notices=webhook)
    note(EventName.PAYOUT_APPROVED, batch=number, lines=batch.lines, net=to_decimal(batch.net))
    keep(service.database, service.settings, number)


def _cancel(service: Service, number: int, reason: str, note: Callable[..., None]) -> None:
    deciding.cancel(service.database, number, viewer().account, reason)
    note(EventName.PAYOUT_CANCELLED, batch=number, reason=reason)


def _number(text: str) -> int:
    number = whole_number(text, range(1, MOST))
    if number is None:
        raise NotFoundError(_("There is no such batch."))
    return number
