"""What the routes of payouts share: who may, batches and lines as the API gives them, and the trail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Header, Path, Request, Response
from pydantic import BaseModel

from api.schemas.payouts import PayoutBatch, PayoutClawback, PayoutLine
from graph.access import Viewer, viewer
from graph.access.scope import require_visible
from graph.audit import Event, EventName
from graph.clock import from_micros
from graph.database import Database
from graph.errors import NotAllowedError
from graph.money import to_decimal, to_minor
from graph.numbers import MOST
from graph.payouts.batches import Batch, Line
from graph.payouts.payable import Clawback, clawbacks_of_lines
from graph.payouts.requests import KEY
from graph.payouts.template import bill_no
from graph.reads.runs import Run
from graph.reads.standings import no_member
from web.requests import service_of
from web.route_lookup import template

Number = Annotated[int, Path(ge=1, le=MOST, description="The number of a batch.", examples=[3])]
_KEY_HEADER = Header(
    alias="Idempotency-Key",
    pattern=f"^{KEY.pattern}$",
    description="Of your choice, such as a UUID: the same one again does nothing twice.",
    examples=["b9e1a3f0"],
)
Key = Annotated[str | None, _KEY_HEADER]
OwnKey = Annotated[str, _KEY_HEADER]
PAYABLE_MONEY = ("earned", "held", "withdrawn", "paid", "due")
_LINE_MONEY = (*PAYABLE_MONEY, "gross", "withheld", "net")
_BATCH_MONEY = ("minimum", "gross", "withheld", "net", "carried", "owing")
_TIMES = ("as_of", "prepared_at", "approved_at", "cancelled_at", "closed_at")


def again(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """Return what `responses` say of a request whose key was there before."""
    return {200: {"model": model, "description": "What the request of this key made before."}}


def forbid_caching(response: Response) -> None:
    """Let nobody keep an answer: it is of now, not of a run."""
    response.headers["Cache-Control"] = "no-store"


def require_reader() -> None:
    """Raise a NotAllowedError when the account that asks does not read the figures of the whole company."""
    if not viewer().sees_all:
        raise NotAllowedError("payouts of the whole company are for the roles finance, admin and analyst")


def require_own(request: Request, run: Run, member_id: str) -> None:
    """Raise the NotFoundError of a member that is not there, also when it is not the account's own."""
    who = viewer()
    if not who.sees_all and member_id != who.member_id:
        raise no_member(run, member_id)
    require_visible(service_of(request).database, run, who, member_id)


def payer() -> Viewer:
    """Return who asks, when that account prepares and approves payouts.

    Raises:
        NotAllowedError: when it does not.
    """
    if not viewer().pays:
        raise NotAllowedError("only the roles finance and admin pay")
    return viewer()


def run_of(request: Request) -> Run:
    """Return the published run, whose zone times are in."""
    return service_of(request).current.run()


def minor(text: str | None) -> int | None:
    """Return an amount of a request in minor units; None where there is none."""
    return None if text is None else to_minor(text)


def batch_item(batch: Batch, run: Run) -> PayoutBatch:
    """Return a batch as the API gives it; times in the zone of `run`."""
    data: dict[str, Any] = asdict(batch)
    del data["terms"]
    data |= {name: to_decimal(data[name]) for name in _BATCH_MONEY}
    data |= {name: from_micros(data[name], run.zone) if data[name] else None for name in _TIMES}
    data |= {name: data[name] or None for name in ("approved_by", "cancelled_by", "reason")}
    return PayoutBatch.model_validate(data)


def line_items(database: Database, lines: Iterable[Line], run: Run) -> list[PayoutLine]:
    """Return lines as the API gives them, each with what lowered it."""
    page = list(lines)
    # By key: lines of one member may look back at the same entries, as one that failed and the next.
    taken: dict[str, dict[str, Clawback]] = defaultdict(dict)
    for entry in clawbacks_of_lines(database, page):
        taken[entry.member_id][entry.key] = entry
    return [_line(line, run, _of_line(line, taken[line.member_id].values())) for line in page]


def _of_line(line: Line, entries: Iterable[Clawback]) -> list[PayoutClawback]:
    return [_clawback(entry) for entry in entries if 0 < line.after < entry.run <= line.run]


def _line(line: Line, run: Run, taken_back: list[PayoutClawback]) -> PayoutLine:
    data: dict[str, Any] = asdict(line) | {name: to_decimal(getattr(line, name)) for name in _LINE_MONEY}
    data |= {name: data[name] or None for name in ("reference", "reason", "decided_by")}
    return PayoutLine.model_validate(
        data
        | {
            "bill_no": bill_no(line.batch, line.member_id),
            "state": line.state.value or "open",
            "decided_at": from_micros(line.decided_at, run.zone) if line.decided_at else None,
            "taken_back": taken_back,
        }
    )


def _clawback(entry: Clawback) -> PayoutClawback:
    return PayoutClawback(
        key=entry.key,
        kind=entry.kind,
        day=entry.day,
        amount=to_decimal(entry.amount),
        order_id=entry.order_id or None,
        target=entry.target or None,
        refunds=list(entry.refunds),
    )


def note(request: Request, name: EventName, member: str = "", /, **detail: object) -> None:
    """Put an event of this request into the audit trail, before it is answered."""
    route = template(request.scope.get("route"))
    service_of(request).audit.record_now(Event(name, member=member, route=route, detail=detail))
