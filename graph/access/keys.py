"""API keys: random secrets for other programs, kept as SHA-256 only: argon2 is for what people choose."""

import re
import secrets
from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest

from graph.access.accounts import check_name, no_account, viewer_of
from graph.access.viewer import Viewer
from graph.access.writing import changing
from graph.database import Database
from graph.errors import NotFoundError, UserError

DAYS, MOST_DAYS = 365, 3650
_ID_BYTES, _SECRET_BYTES = 6, 32
_KEY = re.compile(r"upl_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed; times in microseconds since 1970 UTC, 0 of what has not been.

    `last_used` is kept once in an hour.
    """

    id: str
    account: str
    name: str
    created: int
    expires: int
    revoked: int
    last_used: int


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key opens that is neither revoked nor of a disabled account: `viewer`, until `expires`."""

    hash: str
    expires: int
    viewer: Viewer

    def opens_with(self, secret: str, now: int) -> bool:
        """Return whether a secret is the key's and the key is good at a time."""
        return compare_digest(self.hash, _hash(secret)) and now < self.expires


def add_key(database: Database, account: str, name: str, days: int = DAYS) -> str:
    """Make a key of an account and return its text: it is kept nowhere and cannot be shown again.

    Raises:
        UserError: when the name or the number of days cannot be, or the account is disabled.
        NotFoundError: when there is no such account.
    """
    check_name(name)
    if not 0 < days <= MOST_DAYS:
        raise UserError("a key is good for 1 to {most} days, not {days}", most=MOST_DAYS, days=days)
    key, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
    with changing(database) as now:
        expires = now + timedelta(days=days) // timedelta(microseconds=1)
        given = {"account": account, "id": key, "hash": _hash(secret), "name": name}
        made = database.write("system/access/keys/add", **given, now=now, expires=expires)
    if not made:
        raise no_account(account)
    if made[0]["disabled"]:
        raise UserError(
            "the account {account!r} is disabled: `upline account enable` it first", account=account
        )
    return f"upl_{key}_{secret}"


def keys(database: Database) -> Generator[ApiKey]:
    """Yield all keys by account and time, those that expired or were revoked too."""
    return (ApiKey(**row) for row in database.read("system/access/keys/all"))


def revoke_key(database: Database, key: str) -> tuple[str, str]:
    """Revoke a key by its id for good: it dies within five seconds. Return its name and its account's.

    Raises:
        NotFoundError: when there is no such key.
    """
    with changing(database) as now:
        rows = database.write("system/access/keys/revoke", id=key, now=now)
    if not rows:
        raise NotFoundError("there is no key {key!r}: `upline key list` shows their ids", key=key)
    return rows[0]["name"], rows[0]["account"]


def revoke_keys(database: Database, account: str) -> int:
    """Revoke all keys of an account for good, within five seconds; return how many were not revoked yet."""
    with changing(database) as now:
        return int(database.write("system/access/keys/revoke_all", name=account, now=now)[0]["revoked"])


def parse_key(text: str) -> tuple[str, str] | None:
    """Return the id and the secret of a key's text; None when it is none."""
    found = _KEY.fullmatch(text)
    return (found[1], found[2]) if found else None


def grant_of(database: Database, key: str) -> Grant | None:
    """Return what the key of an id opens; None when there is no such key, or no longer."""
    rows = database.read("system/access/keys/one", id=key)
    return Grant(rows[0]["hash"], rows[0]["expires"], viewer_of(rows[0])) if rows else None


def _hash(secret: str) -> str:
    return sha256(secret.encode("ascii")).hexdigest()
