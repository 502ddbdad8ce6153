"""Events of the audit trail in words, and as rows of the audit page."""

from typing import Any

from dashboard.shared.addresses import member_address, order_address
from dashboard.words import N_, _
from graph.audit import EventName
from graph.audit.events import UTC, detail_of
from graph.clock import from_micros
from graph.database import Row

EVENTS = {
    EventName.SIGNED_IN: N_("signed in"),
    EventName.SIGN_IN_REFUSED: N_("sign-in refused"),
    EventName.SIGNED_OUT: N_("signed out"),
    EventName.KEY_USED: N_("key used"),
    EventName.KEY_REFUSED: N_("key refused"),
    EventName.MEMBER_READ: N_("member read"),
    EventName.ORDER_READ: N_("order read"),
    EventName.MEMBER_REFUSED: N_("not shown"),
    EventName.MEMBERS_LISTED: N_("members listed"),
    EventName.DOWNLOADED: N_("file taken"),
    EventName.AUDIT_READ: N_("audit trail read"),
    EventName.ACCOUNT_ADDED: N_("account made"),
    EventName.ACCOUNT_DISABLED: N_("account disabled"),
    EventName.ACCOUNT_ENABLED: N_("account enabled"),
    EventName.ACCOUNT_ROLE: N_("role changed"),
    EventName.ACCOUNT_EMAIL: N_("e-mail address changed"),
    EventName.WEEKLY_SENT: N_("weekly summary sent"),
    EventName.ACCOUNT_DELETED: N_("account deleted"),
    EventName.PASSWORD_CHANGED: N_("password changed"),
    EventName.SECOND_FACTOR: N_("second factor changed"),
    EventName.KEY_ADDED: N_("key made"),
    EventName.KEY_REVOKED: N_("key revoked"),
    EventName.LOADED: N_("delivery loaded"),
    EventName.HANDED_IN: N_("delivery handed in"),
    EventName.DELIVERY_CHANGED: N_("delivery released or cancelled"),
    EventName.LOAD_ABANDONED: N_("delivery given up"),
    EventName.NIGHTLY: N_("nightly calculation"),
    EventName.GUARD_ACCEPTED: N_("guard accepted"),
    EventName.PLAN_TAKEN: N_("new plan"),
    EventName.BACKED_UP: N_("backup"),
    EventName.RESTORED: N_("restore"),
    EventName.QUARANTINE_DISCARDED: N_("waiting rows discarded"),
    EventName.PAYOUT_PREPARED: N_("payout prepared"),
    EventName.PAYOUT_APPROVED: N_("payout approved"),
    EventName.PAYOUT_CANCELLED: N_("payout cancelled"),
    EventName.PAYOUT_EXPORTED: N_("payout file written"),
    EventName.PAYOUT_CONFIRMED: N_("payouts confirmed"),
    EventName.PAYOUT_REQUESTED: N_("payout asked for"),
    EventName.PAYOUT_IMPORTED: N_("payout put back"),
    EventName.PAYOUT_BLOCKED: N_("payouts blocked or freed"),
    EventName.ADJUSTMENT_DECIDED: N_("adjustment decided"),
    EventName.ADJUSTMENT_APPROVED: N_("adjustment approved"),
    EventName.ADJUSTMENT_TAKEN_BACK: N_("adjustment taken back"),
    EventName.MEMBER_ERASED: N_("personal data erased"),
    EventName.MEMBER_EXPORTED: N_("personal data exported"),
}
"""What each kind of event is called on the page."""
_BY_NAME = {name.value: words for name, words in EVENTS.items()}


def event_name(event: str) -> str:
    """Return what a kind of event is called, in the language of the request; else its own name."""
    words = _BY_NAME.get(event)
    return _(words) if words else event


def rows_of(events: list[Row]) -> list[dict[str, Any]]:
    """Return stored events as rows of the grid."""
    return [
        {
            "at": from_micros(row["at"], UTC).strftime("%Y-%m-%d %H:%M:%S"),
            "event": event_name(row["event"]),
            "who": _join(row["account"] or row["os_user"], row["by_key"]),
            "address": row["address"],
            "leads": _leads(row),
            "about": _join(row["subject"], row["member_id"], row["order_id"], row["key_id"]),
            "route": row["route"],
            "detail": "; ".join(f"{name}: {value}" for name, value in detail_of(row).items()),
        }
        for row in events
    ]


def _leads(row: Row) -> dict[str, str]:
    """Return where the parts of an event lead: the member and the order, by their ids."""
    leads = {
        row["member_id"]: member_address(row["member_id"]),
        row["order_id"]: order_address(row["order_id"]),
    }
    return {ident: leads[ident] for ident in leads if ident}


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
