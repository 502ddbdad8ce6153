"""Signing in: by name and password, and by the code of the second step where an account has one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.access.accounts import LONGEST_NAME, is_name, viewer_of
from graph.access.attempts import Origin, Step, TooManyAttemptsError, WrongSignInError
from graph.access.passwords import LONGEST, matches
from graph.access.second_step import WrongCodeError, use_code
from graph.access.sessions import half_signed_in
from graph.access.viewer import Viewer
from graph.audit import Actor, Event, EventName
from graph.database import Database, Row
from graph.errors import UserError

if TYPE_CHECKING:
    from graph.service import Service


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
        return _enter(service, row, origin)
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
    return _second_step(service, row, code, origin) if row["totp"] else _enter(service, row, origin)


def prove_password(service: "Service", name: str, password: str, origin: Origin) -> Row:
    """Return the row of an account (as `account_row`) when the password is its own and it is not disabled.

    Raises:
        WrongSignInError, TooManyAttemptsError, DatabaseUnavailableError: as `sign_in`.
    """
    row: Row | None = None
    try:
        with service.attempts.attempt(name[:LONGEST_NAME], origin):
            row = account_row(service.database, name)
            return _check_password(service, row, password)
    except (WrongSignInError, TooManyAttemptsError) as error:
        # A name that no account has is not kept: people type passwords there.
        _record_refusal(service, row["account"] if row else "", origin, error)
        raise


def _check_password(service: "Service", row: Row | None, password: str) -> Row:
    with service.attempts.room():
        fits = len(password) <= LONGEST and matches(row["hash"] if row else None, password)
    if row is None or not fits or row["disabled"]:
        raise WrongSignInError("the name or the password is wrong: check both, then try again")
    return row


def account_row(database: Database, name: str) -> Row | None:
    """Return the row of an account (system/access/accounts/one); None when there is none of that name."""
    rows = database.read("system/access/accounts/one", name=name) if is_name(name) else []
    return rows[0] if rows else None


def _second_step(service: "Service", row: Row, code: str, origin: Origin) -> Viewer:
    prove_code(service, row, code, origin)
    return _enter(service, row, origin)


def prove_code(service: "Service", row: Row, code: str, origin: Origin) -> None:
    """Use up a code of the second step of an account, whose row (as `account_row`) is given.

    Raises:
        WrongCodeError, TooManyAttemptsError, DatabaseUnavailableError: as `sign_in`.
    """
    try:
        with service.attempts.attempt(row["account"], origin, Step.CODE):
            use_code(service.database, row, code)
    except (WrongCodeError, TooManyAttemptsError) as error:
        _record_refusal(service, row["account"], origin, error)
        raise


def _enter(service: "Service", row: Row, origin: Origin) -> Viewer:
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
