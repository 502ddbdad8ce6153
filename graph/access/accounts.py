"""Accounts: who may sign in, with which role, and for whose team."""

from collections.abc import Generator
from dataclasses import dataclass

from graph.access.passwords import check_password, hashed
from graph.access.viewer import Role, Viewer
from graph.access.writing import changing
from graph.database import Database, Row
from graph.errors import NotFoundError, UserError

LONGEST_NAME = 256
_TEAM_ROLES = frozenset({Role.MANAGER, Role.MEMBER})


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is listed; times in microseconds since 1970 UTC, 0 of what has not been.

    `last_used`: by a password, a session or a key, kept once in an hour.
    """

    name: str
    role: Role
    member_id: str
    created: int
    disabled: int
    last_used: int


def is_name(text: str) -> bool:
    """Return whether a text can name an account or a key: one line, shown as it is, no blank at an end."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def check_name(text: str) -> None:
    """Raise a UserError when a text cannot name an account or a key."""
    if not is_name(text):
        raise UserError(
            f"{text!r} is no name: use 1 to {LONGEST_NAME} characters, no control characters,"
            " no blank at an end"
        )


def check_account(name: str, role: Role, member_id: str) -> None:
    """Raise a UserError when an account of that name cannot be, or its role and member do not go together."""
    check_name(name)
    if role in _TEAM_ROLES and not 0 < len(member_id) <= LONGEST_NAME:
        raise UserError(f"a {role} reads one member's figures: name it with --member ID")
    if role not in _TEAM_ROLES and member_id:
        raise UserError(f"the role {role} reads every member: leave --member out, or choose the role manager")


def add_account(database: Database, name: str, password: str, role: Role, member_id: str = "") -> None:
    """Make an account. `member_id`: the root of a manager's team, or the member itself; others have none.

    Raises:
        UserError: when the name, the password or the member cannot be, or the name is taken.
        DatabaseBusyError: while a first load is going on.
    """
    check_account(name, role, member_id)
    check_password(password)
    database.ensure_schema("schema/access")
    given = {"name": name, "hash": hashed(password), "role": role.value, "member": member_id or None}
    with changing(database) as now:
        added = database.write("access/add_account", **given, now=now)[0]["added"]
    if not added:
        raise UserError(
            f"there is an account {name!r} already: choose another name, or `upline account password`"
        )


def accounts(database: Database) -> Generator[Account]:
    """Yield all accounts by name, the disabled ones too."""
    return (Account(**{**row, "role": Role(row["role"])}) for row in database.read("access/accounts"))


def disable_account(database: Database, name: str) -> bool:
    """Disable an account; its sessions and keys die within five seconds. Return whether it was enabled.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database) as now:
        return _changed(name, database.write("access/close_account", name=name, disabled=now))


def enable_account(database: Database, name: str) -> bool:
    """Enable an account again: its password and keys are good again, old sessions are not.

    Return whether it was disabled.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database):
        return _changed(name, database.write("access/close_account", name=name, disabled=None))


def change_password(database: Database, name: str, password: str) -> None:
    """Give an account another password; its sessions die within five seconds, its keys stay.

    Raises:
        UserError: when the password cannot be.
        NotFoundError: when there is no such account.
    """
    check_password(password)
    with changing(database):
        if not database.write("access/change_password", name=name, hash=hashed(password)):
            raise no_account(name)


def no_account(name: str) -> NotFoundError:
    """Return the error that tells that there is no such account."""
    return NotFoundError(f"there is no account {name!r}: `upline account list` shows them")


def viewer_of(row: Row) -> Viewer:
    """Return the viewer that a row of an account is, its name in the column `account`."""
    return Viewer(row["account"], Role(row["role"]), row["member_id"], row["version"])


def _changed(name: str, rows: list[Row]) -> bool:
    if not rows:
        raise no_account(name)
    return bool(rows[0]["changed"])
