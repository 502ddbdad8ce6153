"""Erases the personal data of a member: name, channel, touches, reasons, waiting rows. Figures stay."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from etl.personal.marks import mark_of, new_salt
from etl.personal.rows import waiting_rows
from graph.access.writing import now
from graph.database import Database, Row
from graph.errors import NotFoundError, UserError
from graph.locking import writer_lock

LONGEST_REASON = 1000
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased: how many touches, reasons of corrections and adjustments, waiting rows by their table.

    accounts: those of the member, which stay. at: microseconds since 1970 UTC; that of the first time, when
    the member had been erased `before`.
    """

    member_id: str
    at: int
    before: bool
    touches: int
    reasons: int
    waiting: Mapping[str, int]
    accounts: tuple[str, ...]


def erase_member(database: Database, member_id: str, reason: str) -> Erasure:
    """Take name, channel, ids of touches, reasons of corrections and adjustments, and waiting rows away.

    Its id and figures stay. It holds for every run. Later deliveries bring nothing of it back
    (etl.personal.returning), but rows of money that waited, such as an order, load when they are delivered
    again.

    Raises:
        UserError: when there is no reason, or no such member, loaded or waiting.
        DatabaseBusyError: when a load or nightly run is writing.
    """
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise UserError(
            "say why in 1 to {longest} characters: --reason TEXT; leave names out of it",
            longest=LONGEST_REASON,
        )
    database.ensure_schema("system/schema/facts")
    with writer_lock(database, "member erase") as still_ours:
        member = database.read("system/personal/member", member=member_id)[0]
        known = database.read("system/personal/touches", member=member_id)
        touches = [row for row in known if not row["erased"]]
        waiting = list(waiting_rows(database, member_id, {row["visitor_id"] for row in touches}))
        if member["member_id"] is None and member["erased_at"] is None and not waiting:
            raise NotFoundError(
                "there is no member {member_id!r}, loaded or waiting: ids are compared exactly",
                member_id=member_id,
            )
        at = now()
        steps: list[tuple[str, Mapping[str, object]]] = [
            ("system/personal/erase", {"member": member_id, "at": at, "reason": reason}),
            ("load/quarantine/release", {"ids": [row["qid"] for row in waiting]}),
        ]
        if touches:
            salt = database.write("system/personal/salt", salt=new_salt())[0]["salt"]
            steps.append(("system/personal/erase_touches", {"rows": _anonymous(touches, salt)}))
        still_ours()
        database.write_all(steps)
        accounts = database.read("system/personal/accounts", member=member_id)
    before = member["erased_at"]
    return Erasure(
        member_id,
        at if before is None else before,
        before is not None,
        len(touches),
        sum(row["reason"] is not None for row in [*member["corrections"], *member["adjustments"]]),
        dict(Counter(row["table"] for row in waiting)),
        tuple(row["name"] for row in accounts),
    )


def _anonymous(touches: list[Row], salt: str) -> list[Row]:
    """Return new ids for touches in the order of time and id: those of one time keep their order."""
    rows = []
    token = new_salt()
    for number, touch in enumerate(touches):
        visitor = mark_of(token, touch["visitor_id"])
        rows.append(
            {
                "touch_id": touch["touch_id"],
                "new_id": f"erased {token} {number:0{_DIGITS}d}",
                "new_visitor_id": f"erased {visitor}",
                "mark": mark_of(salt, touch["touch_id"]),
                "visitor_mark": mark_of(salt, touch["visitor_id"]),
            }
        )
    return rows
