"""Who acts: in a request the account, its key and its address; in a command the user of the system."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where; what is not there is "".

    account: of a session or a key. key: id of the API key. os_user: of the system, in commands. address: of
    the client, from the connection or from a trusted proxy; in commands the host's name.
    """

    account: str = ""
    key: str = ""
    os_user: str = ""
    address: str = ""


_actor: ContextVar[Actor] = ContextVar("actor", default=Actor())  # noqa: B039 - it is immutable


def actor() -> Actor:
    """Return who acts in this request; nobody outside of one."""
    return _actor.get()


@contextmanager
def acting_as(who: Actor) -> Iterator[None]:
    """Let `actor()` answer with `who` until the block ends."""
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)


def operator() -> Actor:
    """Return who runs this process: the user that the system knows, not what an environment variable says."""
    return Actor(os_user=_os_user(), address=socket.gethostname())


def _os_user() -> str:
    if os.name != "posix":
        return os.getlogin()
    from pwd import getpwuid  # noqa: PLC0415 - there is none on Windows

    try:
        return getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user need not have a name
        return str(os.getuid())
