"""Who is asking: the signed-in account, carried through one request in a context variable."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import UserError


class Role(StrEnum):
    """What an account may read: everything (finance also pays), its own team, itself, or (loader) nothing."""

    ADMIN = "admin"
    FINANCE = "finance"
    ANALYST = "analyst"
    MANAGER = "manager"
    MEMBER = "member"
    LOADER = "loader"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in account. `member_id`: the root of a manager's team, or the member itself; else "".

    `version` is the account's: a session holds it, and dies when the account has another. `session` is the
    session's own id; "" for who came with a key. `must_change` says that an operator set the password,
    `second_step` that the account has one.
    """

    account: str
    role: Role
    member_id: str = ""
    version: int = field(default=0, compare=False, repr=False)
    session: str = field(default="", compare=False, repr=False)
    must_change: bool = field(default=False, compare=False, repr=False)
    second_step: bool = field(default=False, compare=False, repr=False)

    @property
    def sees_all(self) -> bool:
        """Whether every member is in scope."""
        return self.role in {Role.ADMIN, Role.FINANCE, Role.ANALYST}

    @property
    def pays(self) -> bool:
        """Whether it prepares, approves and confirms payouts, and decides and approves adjustments."""
        return self.role in {Role.ADMIN, Role.FINANCE}

    @property
    def delivers(self) -> bool:
        """Whether it hands in deliveries, and sees what became of them."""
        return self.role in {Role.ADMIN, Role.LOADER}


class NotSignedInError(UserError):
    """Nobody is signed in, and what was asked for is for signed-in accounts only."""


_viewer: ContextVar[Viewer | None] = ContextVar("viewer", default=None)


def viewer() -> Viewer:
    """Return who is asking in this request.

    Raises:
        NotSignedInError: when nobody is.
    """
    found = _viewer.get()
    if found is None:
        raise NotSignedInError("sign in first")
    return found


@contextmanager
def seen_by(account: Viewer | None) -> Iterator[None]:
    """Let `viewer()` answer with `account` until the block ends."""
    token = _viewer.set(account)
    try:
        yield
    finally:
        _viewer.reset(token)
