"""The second step of signing in: set up with an authenticator app, used, taken away (RFC 6238).

The secret must be readable to check a code, so it is in the database as it is: who reads the database or a
backup can make codes, and still needs the password. Recovery codes are kept as hashes.
"""

from graph.access.accounts import no_account
from graph.access.attempts import WrongSignInError
from graph.access.totp import new_secret, recovery_codes, recovery_hash, step_of
from graph.access.writing import changing, now
from graph.database import Database, Row


class WrongCodeError(WrongSignInError):
    """The code of the second step is wrong, too old, or was used before."""

    def __init__(self) -> None:
        super().__init__("the code is wrong, or was used before: wait for the next one, then try again")


def begin_second_step(database: Database, name: str) -> str:
    """Return a new secret for an account's authenticator app; one that was begun before is no longer good.

    Raises:
        NotFoundError: when there is no such account.
    """
    secret = new_secret()
    with changing(database):
        if not database.write("system/access/second_step/begin", name=name, secret=secret):
            raise no_account(name)
    return secret


def confirm_second_step(database: Database, row: Row, code: str) -> tuple[list[str], int]:
    """Set the second step of an account up, whose app shows a code of the secret that was begun.

    Return its recovery codes, which are kept as hashes only, and the account's new version: its sessions
    end within five seconds. `row` is the account's (system/access/accounts/one).

    Raises:
        WrongCodeError: when the code is not of that secret, or none was begun.
    """
    secret = row["totp_new"]
    step = step_of(secret, code, now()) if secret else None
    if step is None:
        raise WrongCodeError
    codes = recovery_codes()
    hashes = " ".join(map(recovery_hash, codes))
    given = {"name": row["account"], "secret": secret, "step": step, "recovery": hashes}
    with changing(database):
        rows = database.write("system/access/second_step/confirm", **given)
    if not rows:
        raise WrongCodeError
    return codes, int(rows[0]["version"])


def remove_second_step(database: Database, name: str) -> tuple[bool, int]:
    """Take the second step from an account; its sessions end within five seconds.

    Return whether it had one, and its new version.

    Raises:
        NotFoundError: when there is no such account.
    """
    with changing(database):
        rows = database.write("system/access/second_step/remove", name=name)
    if not rows:
        raise no_account(name)
    return bool(rows[0]["removed"]), int(rows[0]["version"])


def use_code(database: Database, row: Row, code: str) -> None:
    """Use up a code of an account's app, or a recovery code; `row`: of system/access/accounts/one.

    Raises:
        WrongCodeError: when it is neither, or was used before.
    """
    step = step_of(row["totp"], code, now())
    if step is not None:
        used = database.write("system/access/second_step/use_step", name=row["account"], step=step)
    else:
        used = database.write(
            "system/access/second_step/use_recovery", name=row["account"], hash=recovery_hash(code)
        )
    if not used:
        raise WrongCodeError
