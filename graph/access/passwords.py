"""Passwords: argon2id hashes with the parameters OWASP recommends (19 MiB, two passes, one lane)."""

import secrets
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from graph.errors import UserError

SHORTEST, LONGEST = 8, 1024
_MADE_BYTES = 15  # a generated password: 120 random bits, 20 characters
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def check_password(password: str) -> None:
    """Raise a UserError when a new password is too short or too long; what is in it is free."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserError(
            f"a password has {SHORTEST} to {LONGEST} characters: choose another, or --generate one"
        )


def generated_password() -> str:
    """Return a random password that nobody can guess."""
    return secrets.token_urlsafe(_MADE_BYTES)


def hashed(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and a salt of its own."""
    return _HASHER.hash(_bytes(password))


def matches(found: str | None, password: str) -> bool:
    """Return whether a password is the one of a hash; where there is no hash, after the same work."""
    if found is None:
        hashed(password)  # nobody can measure whether there is such an account
        return False
    try:
        return _HASHER.verify(found, _bytes(password))
    except VerifyMismatchError:
        return False


def _bytes(password: str) -> bytes:
    # A form or a JSON text can bring halves of surrogate pairs, which plain UTF-8 refuses.
    return password.encode("utf-8", "surrogatepass")
