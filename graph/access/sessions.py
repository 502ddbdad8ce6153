"""The session of a browser: what its signed cookie holds, and how it ends."""

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.access.accounts import no_account, viewer_of
from graph.access.viewer import Viewer
from graph.access.writing import changing, now
from graph.audit import Event, EventName
from graph.database import Database

if TYPE_CHECKING:
    from graph.service import Service

SESSION_SECONDS: Final = 12 * 3600
"""How long a session is good after signing in; no end when idle, as that needs a write per request."""
_ACCOUNT, _VERSION, _ID, _HALF = "account", "version", "id", "half"
_HALF_MICROS = 300 * 1_000_000  # to type the code of the second step
_MICROS = 1_000_000


class Held(NamedTuple):
    """What a session's cookie says: whose it is, of which version of the account, and its own id."""

    account: str
    version: int
    session: str


def start_session(session: MutableMapping[str, Any], viewer: Viewer) -> None:
    """Write into a browser's session who has signed in (graph.access.signing_in), with a new id."""
    clear_session(session)
    session.update({_ACCOUNT: viewer.account, _VERSION: viewer.version, _ID: secrets.token_urlsafe(12)})


def start_half(session: MutableMapping[str, Any], viewer: Viewer) -> None:
    """Write into a browser's session whose password was right; nobody is signed in yet."""
    clear_session(session)
    session[_HALF] = [viewer.account, viewer.version, now()]


def half_signed_in(session: Mapping[str, Any]) -> Held | None:
    """Return whose password was right in this browser within the last five minutes."""
    match session.get(_HALF):
        case [str(account), int(version), int(at)] if now() - at < _HALF_MICROS:
            return Held(account, version, "")
    return None


def clear_session(session: MutableMapping[str, Any]) -> None:
    """Take out of a browser's session who is signed in; copies of its cookie stay good (`end_session`)."""
    for name in (_ACCOUNT, _VERSION, _ID, _HALF):
        session.pop(name, None)


def end_session(service: "Service", session: MutableMapping[str, Any]) -> None:
    """End a browser's session wherever its cookie was copied to; the others of the account stay.

    It holds within five seconds in all workers. No lock is waited for, so that signing out always works.
    """
    held = signed_in(session)
    if held is not None:
        at = now()
        until = at + SESSION_SECONDS * _MICROS
        given = {"name": held.account, "session": held.session, "now": at, "until": until}
        service.database.write("system/access/sessions/end", **given)
        service.audit.record_now(Event(EventName.SIGNED_OUT))
    clear_session(session)


def end_sessions(service: "Service", name: str) -> None:
    """End all sessions of an account, everywhere, within five seconds; its keys stay.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(service.database):
        if not service.database.write("system/access/sessions/end_all", name=name):
            raise no_account(name)
    service.audit.record_now(Event(EventName.SIGNED_OUT, detail={"everywhere": "yes"}))


def signed_in(session: Mapping[str, Any]) -> Held | None:
    """Return what a session holds of who is signed in; None when it holds nobody."""
    match session.get(_ACCOUNT), session.get(_VERSION), session.get(_ID):
        case str(account), int(version), str(own):
            return Held(account, version, own)
    return None


def viewer_at(database: Database, held: Held) -> Viewer | None:
    """Return the viewer of a session; None when it has ended, or the account is gone, disabled or changed."""
    rows = database.read("system/access/sessions/one", name=held.account, session=held.session)
    if not rows or rows[0]["ended"] or rows[0]["version"] != held.version:
        return None
    row = rows[0]
    more = {"must_change": row["must_change"], "second_step": row["second_step"]}
    return replace(viewer_of(row), session=held.session, **more)
