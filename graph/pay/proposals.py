"""Adjustments decided by hand: one account enters one, another approves it, and it is loaded.

Until then it is no fact and counts for nothing. Whoever is signed in is `viewer()`; who may do this is for
the page to say.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from graph.access import viewer
from graph.access.writing import now
from graph.audit import Event, EventName
from graph.database import Database, Row
from graph.errors import ConflictError, NotAllowedError, NotFoundError, UserError
from graph.words import Reasons

if TYPE_CHECKING:
    from graph.service import RowLoader, Service

MOST = 100
"""How many adjustments are listed, the newest."""
State = Literal["open", "approved", "loaded", "waits", "taken back"]
_TABLE = "adjustments"
_SOMEBODY_ELSE = (
    "{name} *"  # another name than the one who decides, for the check of a row before its approval
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An adjustment that was decided here; `amount` as it was written, `decided` in microseconds UTC.

    state: approved: by somebody, and not loaded yet, as something else was writing; waits: in the quarantine.
    reason: "" where the member was erased.
    """

    adjustment_id: str
    member_id: str
    day: str
    amount: str
    reason: str
    decided_by: str
    decided: int
    approved_by: str
    state: State


@dataclass(frozen=True, slots=True)
class Decision:
    """What an account decides: cells as the table `adjustments` has them.

    key: of the request: the same account's same one again is the same decision; "": none is.
    """

    member_id: str
    day: str
    amount: str
    reason: str
    key: str = ""


def propose(service: "Service", decision: Decision, route: str) -> tuple[str, bool]:
    """Keep an adjustment that the viewer decides; return its id, and whether it is new.

    route: where it was decided, for the audit trail.

    Raises:
        UserError: a cell breaks the contract of the table; it names all that does.
        NotFoundError: no such member is loaded.
        ConflictError: the key was used for another decision.
    """
    by, member_id = viewer().account, decision.member_id
    adjustment_id = f"{datetime.now(UTC).date()}-{secrets.token_hex(4)}"
    if decision.key:
        adjustment_id = f"key-{sha256(f'{by} {decision.key}'.encode()).hexdigest()[:24]}"
    parts = {"day": decision.day, "amount": decision.amount, "reason": decision.reason}
    cells = {"adjustment_id": adjustment_id, "member_id": member_id, **parts}
    both = {"decided_by": by, "approved_by": _SOMEBODY_ELSE.format(name=by)}
    if faults := _loader(service).faults(_TABLE, cells | both):
        raise UserError("the adjustment cannot be kept: {reasons}", reasons=Reasons(tuple(faults)))
    service.database.ensure_schema("system/schema/payouts")
    kept = service.database.write(
        "system/proposals/add", id=adjustment_id, member=member_id, **parts, by=by, at=now()
    )
    if not kept:
        raise NotFoundError("there is no member {member!r}: ids are compared exactly", member=member_id)
    if not kept[0]["same"]:
        raise ConflictError("this key was used for another adjustment: take a new one")
    if kept[0]["new"]:
        told = {"adjustment": adjustment_id, "amount": decision.amount, "day": decision.day}
        _record(service, EventName.ADJUSTMENT_DECIDED, member_id, route, **told)
    return adjustment_id, bool(kept[0]["new"])


def approve(service: "Service", adjustment_id: str, route: str) -> None:
    """Approve an adjustment that another account decided, and load it; the next run counts it.

    Once approved it stays so: where a load or a night is writing, it is loaded by doing this again.

    Raises:
        UserError: the viewer decided it, it is taken back, or not there; or its row waits in the quarantine.
        DatabaseBusyError: when a load or nightly run is writing.
    """
    found = service.database.write(
        "system/proposals/approve", id=adjustment_id, by=viewer().account, at=now()
    )
    if not found:
        raise NotAllowedError(
            "this adjustment is not for you to approve: another account than the one that decided it must"
        )
    row = found[0]
    if row["approved_by"] == viewer().account:
        _record(
            service,
            EventName.ADJUSTMENT_APPROVED,
            row["member_id"],
            route,
            adjustment=adjustment_id,
            amount=row["amount"],
        )
    waits = _loader(service).load(service.database, _TABLE, row)
    counts = {"loaded": str(int(not waits)), "quarantined": str(int(bool(waits)))}
    _record(
        service,
        EventName.LOADED,
        row["member_id"],
        route,
        folder=f"by hand: {adjustment_id}",
        outcome="done",
        **counts,
    )
    if waits:
        raise UserError("the adjustment waits in the quarantine: {reasons}", reasons=Reasons(tuple(waits)))


def take_back(service: "Service", adjustment_id: str, route: str) -> None:
    """Take an adjustment back that nobody has approved.

    Raises:
        NotFoundError: there is none.
    """
    found = service.database.write(
        "system/proposals/take_back", id=adjustment_id, by=viewer().account, at=now()
    )
    if not found:
        raise NotFoundError("there is no such adjustment that can be taken back")
    _record(service, EventName.ADJUSTMENT_TAKEN_BACK, found[0]["member_id"], route, adjustment=adjustment_id)


def newest(database: Database) -> list[Proposal]:
    """Return the adjustments that were decided by hand, newest first."""
    return [_proposal(row) for row in database.read("system/proposals/newest", id="", limit=MOST)]


def proposal_of(database: Database, adjustment_id: str) -> Proposal:
    """Return an adjustment that was decided by hand.

    Raises:
        NotFoundError: there is none of that id.
    """
    rows = database.read("system/proposals/newest", id=adjustment_id, limit=1)
    if not rows:
        raise NotFoundError("there is no adjustment {id!r} that was decided by hand", id=adjustment_id)
    return _proposal(rows[0])


def _proposal(row: Row) -> Proposal:
    return Proposal(
        row["adjustment_id"],
        row["member_id"],
        row["day"],
        row["amount"],
        row["reason"] or "",
        row["decided_by"],
        row["decided"],
        row["approved_by"] or "",
        _state(row),
    )


def _state(row: Row) -> State:
    if row["taken_back"] is not None:
        return "taken back"
    if row["loaded"]:
        return "loaded"
    if row["waits"]:
        return "waits"
    return "open" if row["approved_by"] is None else "approved"


def _loader(service: "Service") -> "RowLoader":
    if service.rows is None:
        raise UserError("this server loads no rows: deliver the table adjustments by `upline load`")
    return service.rows


def _record(service: "Service", name: EventName, member_id: str, route: str, **detail: str) -> None:
    service.audit.record_now(Event(name, member=member_id, route=route, detail=detail))
