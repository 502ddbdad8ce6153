"""Marks: by them a touch that was erased is known again when it is delivered once more."""

import hashlib
import secrets

_BYTES = 16


def new_salt() -> str:
    """Return a salt: each database has one of its own, so that no two of them can be compared."""
    return secrets.token_hex(_BYTES)


def mark_of(salt: str, id_: str) -> str:
    """Return the mark of a touch's or a visitor's id."""
    return hashlib.blake2b(id_.encode(), key=salt.encode(), digest_size=_BYTES).hexdigest()
