"""What the audit trail knows: the names of events, and one event with who, when, from where and what."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from graph.access.writing import now
from graph.audit.actor import Actor, actor
from graph.clock import from_micros
from graph.database import Row
from graph.printing import printable

LONGEST = 1000
"""How many characters of one text are kept."""
_ID_BYTES = 4
_LAST = 10**16 - 1  # in the year 2286
UTC = ZoneInfo("UTC")


class EventName(StrEnum):
    """Every kind of event: its name, what it means, and the names that its `detail` may have."""

    meaning: str
    details: tuple[str, ...]

    def __new__(cls, value: str, meaning: str, *details: str) -> Self:
        """Make a member that is its name as a text."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.meaning, made.details = meaning, (*details, "more")
        return made

    SIGNED_IN = "sign-in", "somebody signed in by name and password"
    SIGN_IN_REFUSED = "sign-in.refused", "name and password did not fit, or too many had failed", "reason"
    SIGNED_OUT = "sign-out", "somebody signed out", "everywhere"
    KEY_USED = "key.used", "a key was used: the first time in an hour, by address and route"
    KEY_REFUSED = (
        "key.refused",
        "a key was refused: unknown, wrong, expired, revoked or of a disabled account",
    )
    MEMBER_READ = "member.read", "a person read another member: the first time in an hour, by route", "filter"
    ORDER_READ = (
        "order.read",
        "a person read where an order's money went: the first time in an hour",
        "filter",
    )
    MEMBER_REFUSED = "member.refused", "an account asked for a member or an order that is not there for it"
    MEMBERS_LISTED = "members.listed", "a person read a list of other members, or looked for some", "filter"
    DOWNLOADED = (
        "download",
        "a file of figures was taken, or written by a command",
        "filter",
        "file",
        "format",
    )
    AUDIT_READ = "audit.read", "somebody read this trail: the first time in an hour", "filter"
    ACCOUNT_ADDED = "account.added", "an account was made", "role"
    ACCOUNT_DISABLED = "account.disabled", "an account was disabled"
    ACCOUNT_ENABLED = "account.enabled", "an account was enabled again"
    ACCOUNT_ROLE = "account.role", "an account got another role or member", "role", "before"
    ACCOUNT_EMAIL = "account.email", "an account got another e-mail address, or none", "change"
    WEEKLY_SENT = "weekly.sent", "an account's weekly summary was sent, or written to a file", "outcome"
    ACCOUNT_DELETED = "account.deleted", "an account was deleted with its keys"
    PASSWORD_CHANGED = "account.password", "a password was changed", "by", "revoked_keys"
    SECOND_FACTOR = "account.second-factor", "a second factor was set up or taken away", "change"
    KEY_ADDED = "key.added", "an API key was made", "name", "days"
    KEY_REVOKED = "key.revoked", "an API key was revoked", "name"
    LOADED = "load", "a delivery was loaded, or not", "folder", "outcome", "loaded", "quarantined", "error"
    LOAD_ABANDONED = "load.abandoned", "an open delivery was given up", "delivery"
    NIGHTLY = "nightly", "a nightly calculation ended", "outcome", "as_of", "entries", "plans", "error"
    GUARD_ACCEPTED = (
        "guard.accepted",
        "a run was published although a guard held it back",
        "guard",
        "reason",
    )
    PLAN_TAKEN = "plan.taken", "a night began to pay by a new plan", "plan", "hash"
    BACKED_UP = "database.backup", "the database was backed up, or not", "file", "outcome", "bytes", "error"
    RESTORED = (
        "database.restore",
        "the database was replaced by a backup, or not",
        "file",
        "outcome",
        "accounts",
        "error",
    )
    HANDED_IN = "delivery.handed-in", "a delivery was handed in", "delivery", "files", "bytes", "mapping"
    DELIVERY_CHANGED = (
        "delivery.changed",
        "a delivery that was handed in was released to be loaded, or cancelled",
        "delivery",
        "change",
    )
    QUARANTINE_DISCARDED = "quarantine.discarded", "waiting rows were thrown away", "table", "key", "rows"
    PAYOUT_PREPARED = "payout.prepared", "a batch of payouts was prepared", "batch", "lines", "net", "note"
    PAYOUT_APPROVED = "payout.approved", "a batch of payouts was approved", "batch", "lines", "net"
    PAYOUT_CANCELLED = "payout.cancelled", "a batch of payouts was cancelled", "batch", "reason"
    PAYOUT_EXPORTED = (
        "payout.exported",
        "a file of transfers was written",
        "batch",
        "template",
        "file",
        "lines",
    )
    PAYOUT_CONFIRMED = (
        "payout.confirmed",
        "lines of a batch were noted as paid or failed",
        "batch",
        "changed",
        "paid",
        "failed",
    )
    PAYOUT_REQUESTED = "payout.requested", "a member asked for a payout", "amount"
    PAYOUT_IMPORTED = "payout.imported", "a batch was put back after a restore", "batch", "lines"
    PAYOUT_BLOCKED = "payout.blocked", "payouts were blocked, or set free, after a restore", "missing"
    ADJUSTMENT_DECIDED = (
        "adjustment.decided",
        "an adjustment of a member's pay was decided",
        "adjustment",
        "amount",
        "day",
    )
    ADJUSTMENT_APPROVED = (
        "adjustment.approved",
        "an adjustment was approved by another account",
        "adjustment",
        "amount",
    )
    ADJUSTMENT_TAKEN_BACK = (
        "adjustment.taken-back",
        "an adjustment was taken back before its approval",
        "adjustment",
    )
    MEMBER_ERASED = "member.erased", "the personal data of a member was erased", "reason"
    MEMBER_EXPORTED = "member.exported", "all data of a member was written into a file", "file"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; what does not apply is "" or 0.

    actor: who did it. member, order: whose figures, or which order. subject, key: the account and the id of
    the API key that it is about. route: address of the API or the dashboard, or the command. run: whose
    figures. detail: filters and the like, by the names in `name.details`. at: microseconds since 1970 UTC.
    id: unique, sorts by time. Texts are kept on one line and up to 1,000 characters.

    Raises:
        ValueError: when the detail has a name that its kind of event does not know.
    """

    name: EventName
    actor: Actor = field(default_factory=actor)
    member: str = ""
    order: str = ""
    subject: str = ""
    key: str = ""
    route: str = ""
    run: int = 0
    detail: Mapping[str, object] = field(default_factory=dict)
    at: int = field(default_factory=now)
    token: str = field(default_factory=lambda: secrets.token_hex(_ID_BYTES))

    def __post_init__(self) -> None:
        if unknown := set(self.detail) - set(self.name.details):
            raise ValueError(f"{self.name} has no detail {', '.join(sorted(unknown))}")
        # At once: an event that waits must not hold a megabyte that a client sent.
        for name in ("member", "order", "subject", "key", "route"):
            object.__setattr__(self, name, _bounded(getattr(self, name)))
        given = {name: value for name, value in self.detail.items() if value not in ("", None)}
        object.__setattr__(self, "detail", {name: _bounded(str(value)) for name, value in given.items()})

    @property
    def id(self) -> str:
        """The unique key: 16 digits of microseconds, and a random part."""
        return f"{first_id(self.at)}-{self.token}"

    def row(self) -> Row:
        """Return the event as it is stored: plain values, the detail as JSON."""
        return {
            "id": self.id,
            "at": self.at,
            "event": self.name.value,
            "account": _bounded(self.actor.account),
            "by_key": _bounded(self.actor.key),
            "os_user": _bounded(self.actor.os_user),
            "address": _bounded(self.actor.address),
            "member_id": self.member,
            "order_id": self.order,
            "subject": self.subject,
            "key_id": self.key,
            "route": self.route,
            "run": self.run,
            "detail": json.dumps(dict(self.detail), ensure_ascii=False) if self.detail else "",
        }


def length_only(text: str) -> str:
    """Return how long a text is that was looked for: it may be a name, and the trail is never changed."""
    return f"({len(text)} characters)"


def first_id(at: int) -> str:
    """Return what the ids of events at a time, and all later ones, are not less than."""
    return f"{min(max(at, 0), _LAST):016d}"


def detail_of(row: Row) -> dict[str, str]:
    """Return the detail of a stored event."""
    text = row["detail"]
    return dict(json.loads(text)) if text else {}


def as_data(row: Row) -> dict[str, Any]:
    """Return a stored event for programs: what is there, the time as ISO 8601 in UTC, the detail as a map."""
    there = {name: value for name, value in row.items() if value not in ("", 0)}
    if detail := detail_of(row):
        there["detail"] = detail
    return there | {"at": from_micros(row["at"], UTC).isoformat()}


def _bounded(text: str) -> str:
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return printable(cut)


COLUMNS = tuple(Event(EventName.SIGNED_OUT, at=0, token="").row())
"""What a stored event has, in the order of exports."""
