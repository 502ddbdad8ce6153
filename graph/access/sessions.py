"""Signing in by name, password and code, and the session that the browser then holds in a signed cookie."""

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.access.accounts import LONGEST_NAME, is_name, no_account, viewer_of
from graph.access.attempts import Origin, Step, TooManyAttemptsError, WrongSignInError
from graph.access.passwords import LONGEST, matches
from graph.access.second_step import WrongCodeError, use_code
from graph.access.viewer import Viewer
from graph.access.writing import changing, now
from graph.audit import Actor, Event, EventName
from graph.database import Database, Row
from graph.errors import UserError

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


class CodeNeededError(UserError):
    """Name and password are right, and the account has a second step; `viewer` has not signed in yet."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__("this account has a second step: send the code of its authenticator app, too")
        self.viewer = viewer


def sign_in(service: "Service", name: str, password: str, origin: Origin, code: str = "") -> Viewer:
    """Return the viewer of an account by its name and password, and by a code where it has a second step.

    An unknown name costs the same work as a wrong password and is told in the same words.

    Raises:
        WrongSignInError: when name and password do not fit, or the account is disabled.
        CodeNeededError: when they fit, and a code is missing.
        WrongCodeError: when the code is wrong, or was used before.
        TooManyAttemptsError: when too many such sign-ins failed.
        DatabaseUnavailableError: when the database does not answer.
    """
    row = prove_password(service, name, password, origin)
    if not row["totp"]:
        return _entered(service, row, origin)
    if not code:
        raise CodeNeededError(viewer_of(row))
    return _second_step(service, row, code, origin)


def finish_sign_in(
    service: "Service", session: Mapping[str, Any], code: str, origin: Origin
) -> Viewer | None:
    """Return the viewer whose password this browser has proved (`start_half`), by the code.

    Return None when nobody's was within five minutes, or the account has changed since.

    Raises:
        WrongCodeError, TooManyAttemptsError, DatabaseUnavailableError: as `sign_in`.
    """
    half = half_signed_in(session)
    row = account_row(service.database, half.account) if half else None
    if half is None or row is None or row["disabled"] or row["version"] != half.version:
        return None
    return _second_step(service, row, code, origin) if row["totp"] else _entered(service, row, origin)


def prove_password(service: "Service", name: str, password: str, origin: Origin) -> Row:
    """Return the row of an account (access/account) when the password is its own and it is not disabled.

    Raises:
        WrongSignInError, TooManyAttemptsError, DatabaseUnavailableError: as `sign_in`.
    """
    row: Row | None = None
    try:
        with service.attempts.attempt(name[:LONGEST_NAME], origin):
            row = account_row(service.database, name)
            with service.attempts.room():
                fits = len(password) <= LONGEST and matches(row["hash"] if row else None, password)
            if row is None or not fits or row["disabled"]:
                raise WrongSignInError("the name or the password is wrong: check both, then try again")
            return row
    except (WrongSignInError, TooManyAttemptsError) as error:
        # A name that no account has is not kept: people type passwords there.
        _record_refusal(service, row["account"] if row else "", origin, error)
        raise


def account_row(database: Database, name: str) -> Row | None:
    """Return the row of an account (access/account); None when there is none of that name."""
    rows = database.read("access/account", name=name) if is_name(name) else []
    return rows[0] if rows else None


def _second_step(service: "Service", row: Row, code: str, origin: Origin) -> Viewer:
    prove_code(service, row, code, origin)
    return _entered(service, row, origin)


def prove_code(service: "Service", row: Row, code: str, origin: Origin) -> None:
    """Use up a code of the second step of an account, whose row (access/account) is given.

    Raises:
        WrongCodeError, TooManyAttemptsError, DatabaseUnavailableError: as `sign_in`.
    """
    try:
        with service.attempts.attempt(row["account"], origin, Step.CODE):
            if not use_code(service.database, row, code):
                raise WrongCodeError
    except (WrongCodeError, TooManyAttemptsError) as error:
        _record_refusal(service, row["account"], origin, error)
        raise


def _entered(service: "Service", row: Row, origin: Origin) -> Viewer:
    account = row["account"]
    service.audit.used(account)
    service.audit.record_now(Event(EventName.SIGNED_IN, Actor(account, address=origin.client)))
    return replace(viewer_of(row), second_step=bool(row["totp"]))


def _record_refusal(service: "Service", account: str, origin: Origin, error: UserError) -> None:
    wrong = "wrong code" if isinstance(error, WrongCodeError) else "wrong"
    reason = "too many" if isinstance(error, TooManyAttemptsError) else wrong
    refusal = Event(
        EventName.SIGN_IN_REFUSED, Actor(account, address=origin.client), detail={"reason": reason}
    )
    if service.audit.record_refusal(refusal):
        service.audit.flush()


def start_session(session: MutableMapping[str, Any], viewer: Viewer) -> None:
    """Write into a browser's session who has signed in, with a new id."""
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
        service.database.write("access/end_session", **given)
        service.audit.record_now(Event(EventName.SIGNED_OUT))
    clear_session(session)


def end_sessions(service: "Service", name: str) -> None:
    """End all sessions of an account, everywhere, within five seconds; its keys stay.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(service.database):
        if not service.database.write("access/end_sessions", name=name):
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
    rows = database.read("access/session", name=held.account, session=held.session)
    if not rows or rows[0]["ended"] or rows[0]["version"] != held.version:
        return None
    row = rows[0]
    more = {"must_change": row["must_change"], "second_step": row["second_step"]}
    return replace(viewer_of(row), session=held.session, **more)
