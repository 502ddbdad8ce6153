"""Passwords: argon2id hashes with the parameters OWASP recommends (19 MiB, two passes, one lane)."""

import secrets
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from graph.errors import UserError

SHORTEST, LONGEST = 12, 1024
_SCORED = 32  # characters at each end that are scored: the work grows faster than the length
_ALSO_COMMON: Final = (
    "upline", "woaini", "aini", "5201314", "1314520", "1314", "520", "woaiwojia", "nihao", "mima",
    "zhongguo", "beijing", "shanghai", "laopo", "laogong", "baobei", "wang", "li", "zhang", "liu",
    "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "wei", "zhangwei", "wangwei",
    "liuyang", "lixiang", "wangfang",
)  # fmt: skip
"""What zxcvbn's lists lack: this program, and Chinese in Latin letters."""
_UNGUESSABLE = 3  # of zxcvbn's scores 0 to 4: more than 10^8 guesses
_MADE_BYTES = 15  # a generated password: 120 random bits, 20 characters
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Weakness(StrEnum):
    """Why a new password is refused, in words."""

    LENGTH = f"a password has {SHORTEST} to {LONGEST} characters: choose another"
    COMMON = (
        "this password is among the first that are guessed (common words and names, rows of keys, characters"
        " repeated or counted up, the account's name): choose another, such as four words that have nothing"
        " to do with each other"
    )
    SAME = "the new password is the old one: choose another"


class WeakPasswordError(UserError):
    """A new password is refused; `weakness` says why."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(str(weakness))
        self.weakness = weakness


def check_password(password: str, name: str = "") -> None:
    """Raise a WeakPasswordError when a new password of an account is too short, too long or easily guessed.

    What is common is known from zxcvbn's lists of passwords, words and names, read also backwards, repeated
    and with look-alike characters, and from words of ours. Passwords that were set before are not looked at.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPasswordError(Weakness.LENGTH)
    if max(_score(password[:_SCORED], name), _score(password[-_SCORED:], name)) < _UNGUESSABLE:
        raise WeakPasswordError(Weakness.COMMON)


def generated_password() -> str:
    """Return a random password that nobody can guess."""
    return secrets.token_urlsafe(_MADE_BYTES)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and a salt of its own."""
    return _HASHER.hash(_bytes(password))


def matches(stored_hash: str | None, password: str) -> bool:
    """Return whether a password is the one of a hash; where there is no hash, after the same work."""
    if stored_hash is None:
        hash_password(password)  # nobody can measure whether there is such an account
        return False
    try:
        return _HASHER.verify(stored_hash, _bytes(password))
    except VerifyMismatchError:
        return False


def _score(text: str, name: str) -> int:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are read when a password is set, never to sign in

    own = [name[:_SCORED]] if name else []
    return int(zxcvbn(text, user_inputs=[*own, *_ALSO_COMMON])["score"])


def _bytes(password: str) -> bytes:
    # A form or a JSON text can bring halves of surrogate pairs, which plain UTF-8 refuses.
    return password.encode("utf-8", "surrogatepass")
