"""Accounts: who may sign in, with which role, and for whose team."""

from collections.abc import Generator
from dataclasses import dataclass

from graph.access.passwords import check_password, hash_password
from graph.access.viewer import Role, Viewer
from graph.access.writing import changing
from graph.database import Database, Row
from graph.errors import NotFoundError, UserError

LONGEST_NAME = 256
_TEAM_ROLES = frozenset({Role.MANAGER, Role.MEMBER})


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is listed; times in microseconds since 1970 UTC, 0 of what has not been.

    `second_step`: it signs in with a code of an authenticator app, too. `last_used`: by a password, a session
    or a key, kept once in an hour. `email`, `language`: where the weekly summary goes, and in what; "": none.
    """

    name: str
    role: Role
    member_id: str
    created: int
    disabled: int
    second_step: bool
    last_used: int
    email: str = ""
    language: str = ""


def is_name(text: str) -> bool:
    """Return whether a text can name an account or a key: one line, shown as it is, no blank at an end."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def check_name(text: str) -> None:
    """Raise a UserError when a text cannot name an account or a key."""
    if not is_name(text):
        raise UserError(
            "{text!r} is no name: use 1 to {longest} characters, no control characters, no blank at an end",
            text=text,
            longest=LONGEST_NAME,
        )


def check_account(name: str, role: Role, member_id: str) -> None:
    """Raise a UserError when an account of that name cannot be, or its role and member do not go together."""
    check_name(name)
    if role in _TEAM_ROLES and not 0 < len(member_id) <= LONGEST_NAME:
        raise UserError("a {role} reads one member's figures: name it with --member ID", role=role)
    if role not in _TEAM_ROLES and member_id:
        raise UserError(
            "the role {role} reads every member: leave --member out, or choose the role manager", role=role
        )


def add_account(
    database: Database,
    name: str,
    password: str,
    role: Role,
    member_id: str = "",
    *,
    must_change: bool = False,
) -> None:
    """Make an account. `member_id`: the root of a manager's team, or the member itself; others have none.

    `must_change`: who signs in must first choose a password that nobody else knows.

    Raises:
        UserError: when the name, the password or the member cannot be, or the name is taken.
        DatabaseBusyError: while a first load is going on.
    """
    check_account(name, role, member_id)
    check_password(password, name)
    database.ensure_schema("system/schema/access")
    given = {
        "name": name,
        "hash": hash_password(password),
        "role": role.value,
        "member": member_id or None,
        "must_change": must_change or None,
    }
    with changing(database) as now:
        added = database.write("system/access/accounts/add", **given, now=now)[0]["added"]
    if not added:
        raise UserError(
            "there is an account {name!r} already: choose another name, or `upline account password`",
            name=name,
        )


def accounts(database: Database) -> Generator[Account]:
    """Yield all accounts by name, the disabled ones too."""
    return (
        Account(**{**row, "role": Role(row["role"])}) for row in database.read("system/access/accounts/all")
    )


def disable_account(database: Database, name: str) -> bool:
    """Disable an account; its sessions and keys die within five seconds. Return whether it was enabled.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database) as now:
        return _has_changed(name, database.write("system/access/accounts/close", name=name, disabled=now))


def enable_account(database: Database, name: str) -> bool:
    """Enable an account again: its password and keys are good again, old sessions are not.

    Return whether it was disabled.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database):
        return _has_changed(name, database.write("system/access/accounts/close", name=name, disabled=None))


def change_password(database: Database, name: str, password: str, *, must_change: bool = False) -> int:
    """Give an account another password; its sessions die within five seconds, its keys stay.

    Return its new version. `must_change` as in `add_account`.

    Raises:
        UserError: when the password cannot be.
        NotFoundError: when there is no such account.
    """
    check_password(password, name)
    new = {"hash": hash_password(password), "must_change": must_change or None}
    with changing(database):
        rows = database.write("system/access/accounts/change_password", name=name, **new)
    if not rows:
        raise no_account(name)
    return int(rows[0]["version"])


def change_contact(database: Database, name: str, email: str, language: str = "") -> None:
    """Give an account another e-mail address, "" for none; a language "" stays as it was.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database):
        rows = database.write(
            "system/access/accounts/change_contact", name=name, email=email or None, language=language or None
        )
    if not rows:
        raise no_account(name)


def change_role(database: Database, name: str, role: Role, member_id: str = "") -> str:
    """Give an account another role; its sessions end and its keys follow within five seconds.

    Return what it was before, such as "manager of m1"; "" when that is what it is now.

    Raises:
        UserError: when the role and the member do not go together.
        NotFoundError: when there is no such account.
    """
    check_account(name, role, member_id)
    with changing(database):
        new = {"role": role.value, "member": member_id or None}
        rows = database.write("system/access/accounts/change_role", name=name, **new)
    return str(rows[0]["before"]) if _has_changed(name, rows) else ""


def delete_account(database: Database, name: str) -> int:
    """Delete an account with its keys for good; sessions and keys die within five seconds.

    Return how many keys it had.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database):
        rows = database.write("system/access/accounts/delete", name=name)
    if not rows:
        raise no_account(name)
    return int(rows[0]["keys"])


def is_last_admin(database: Database, name: str) -> bool:
    """Return whether an account is an admin, and no other admin could sign in without it."""
    rows = database.read("system/access/accounts/one", name=name)
    if not rows or rows[0]["role"] != Role.ADMIN.value or rows[0]["disabled"]:
        return False
    return not database.read("system/access/accounts/other_admins", name=name)[0]["others"]


def no_account(name: str) -> NotFoundError:
    """Return the error that tells that there is no such account."""
    return NotFoundError("there is no account {name!r}: `upline account list` shows them", name=name)


def viewer_of(row: Row) -> Viewer:
    """Return the viewer that a row of an account is, its name in the column `account`; as by a key."""
    return Viewer(row["account"], Role(row["role"]), row["member_id"], row["version"])


def _has_changed(name: str, rows: list[Row]) -> bool:
    if not rows:
        raise no_account(name)
    return bool(rows[0]["changed"])
