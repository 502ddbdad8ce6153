"""Signing in by name and password, and the session that the browser then holds in a signed cookie."""

from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from graph.access.accounts import LONGEST_NAME, is_name, viewer_of
from graph.access.attempts import TooManyAttemptsError, WrongSignInError
from graph.access.passwords import LONGEST, matches
from graph.access.viewer import Viewer
from graph.audit import Actor, Event, EventName
from graph.database import Database, Row

if TYPE_CHECKING:
    from graph.service import Service

_ACCOUNT, _VERSION = "account", "version"


def sign_in(service: "Service", name: str, password: str, client: str) -> Viewer:
    """Return the viewer of an account by its name and password; `client` is the address that asks.

    An unknown name costs the same work as a wrong password and is told in the same words.

    Raises:
        WrongSignInError: when name and password do not fit, or the account is disabled.
        TooManyAttemptsError: when too many sign-ins by this name or client failed.
        DatabaseUnavailableError: when the database does not answer.
    """
    rows: list[Row] = []
    try:
        with service.attempts.attempt(name[:LONGEST_NAME], client):
            rows = service.database.read("access/account", name=name) if is_name(name) else []
            _check(service, rows, password)
    except (WrongSignInError, TooManyAttemptsError) as error:
        # A name that no account has is not kept: people type passwords there.
        known = rows[0]["account"] if rows else ""
        reason = "wrong" if isinstance(error, WrongSignInError) else "too many"
        refusal = Event(EventName.SIGN_IN_REFUSED, Actor(known, address=client), detail={"reason": reason})
        if service.audit.record_refusal(refusal):
            service.audit.flush()
        raise
    viewer = viewer_of(rows[0])
    service.audit.used(viewer.account)
    service.audit.record_now(Event(EventName.SIGNED_IN, Actor(viewer.account, address=client)))
    return viewer


def _check(service: "Service", rows: list[Row], password: str) -> None:
    """Raise the WrongSignInError unless the row of an account that is not disabled fits the password."""
    with service.attempts.room():
        fits = len(password) <= LONGEST and matches(rows[0]["hash"] if rows else None, password)
    if not fits or rows[0]["disabled"]:
        raise WrongSignInError("the name or the password is wrong: check both, then try again")


def start_session(session: MutableMapping[str, Any], viewer: Viewer) -> None:
    """Write into a browser's session who `sign_in` found."""
    session.update({_ACCOUNT: viewer.account, _VERSION: viewer.version})


def end_session(session: MutableMapping[str, Any]) -> None:
    """Take out of a browser's session who is signed in."""
    for name in (_ACCOUNT, _VERSION):
        session.pop(name, None)


def signed_in(session: Mapping[str, Any]) -> tuple[str, int] | None:
    """Return the account's name and version that a session holds; None when it holds none."""
    account, version = session.get(_ACCOUNT), session.get(_VERSION)
    return (account, version) if isinstance(account, str) and isinstance(version, int) else None


def viewer_at(database: Database, name: str, version: int) -> Viewer | None:
    """Return an account as a viewer; None when it is gone, disabled, or no longer of that version."""
    rows = database.read("access/account", name=name)
    if not rows or rows[0]["disabled"] or rows[0]["version"] != version:
        return None
    return viewer_of(rows[0])
