"""Members ask for a payout: an amount up to what is payable, once per key; the next batch takes it."""

import re
from dataclasses import dataclass

from graph.access.writing import now
from graph.database import Database
from graph.errors import ConflictError, NotAllowedError, UserError
from graph.money import to_decimal
from graph.payouts.payable import as_of
from graph.payouts.settings import PayoutSettings
from graph.reads.runs import Run
from graph.reads.standings import no_member

KEY = re.compile(r"[\x21-\x7e]{1,200}")
"""What a key of a request may be: visible ASCII."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a member asked for: minor units, microseconds; batch: that took it, 0 while it waits."""

    key: str
    amount: int
    at: int
    batch: int
    state: str


def require_requests(terms: PayoutSettings) -> None:
    """Raise a NotAllowedError when members cannot ask for payouts."""
    if terms.requests.allowed == "no":
        raise NotAllowedError("members cannot ask for payouts here: they are paid by the company's calendar")


def ask(database: Database, run: Run, member: str, amount: int, *, key: str, by: str) -> bool:
    """Keep a member's request; return whether it is new: the same one again changes nothing.

    Raises:
        NotFoundError: when the run knows no such member.
        UserError: when the amount is more than is payable, or zero.
        ConflictError: when the key was used for another amount, or another request waits.
    """
    if not KEY.fullmatch(key):
        raise UserError("a request needs a key of 1 to 200 visible ASCII characters, such as a UUID")
    if amount <= 0:
        raise UserError("ask for more than 0.00")
    database.ensure_schema("system/schema/payouts")
    known = database.read("payouts/read/settled")[0]
    request = {
        "member": member,
        "key": key,
        "amount": amount,
        "void": known["void"],
        "by": by,
        "now": (at := now()),
        **as_of(run, known["settled"]),
    }
    rows = database.write_all([("payouts/book/lock", {"now": at}), ("payouts/requests/add", request)])[1]
    if not rows:
        raise no_member(run, member)
    row = rows[0]
    if row["added"] or row["same"] == amount:
        return bool(row["added"])
    if row["same"] is not None:
        raise ConflictError("this key was used for {amount}: take a new one", amount=to_decimal(row["same"]))
    if row["waiting"] is not None:
        raise ConflictError(
            "a request for {amount} waits for the next batch: another one is possible after it",
            amount=to_decimal(row["waiting"]),
        )
    raise UserError("{due} is payable now: ask for at most that", due=to_decimal(max(row["due"], 0)))


def requests_of(database: Database, member: str) -> list[Request]:
    """Return what a member asked for, newest first."""
    return [Request(**row) for row in database.read("payouts/requests/of_member", member=member)]
