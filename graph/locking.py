"""The one lock of those who write: a load or a nightly run at a time."""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from typing import Any

import psutil
from neo4j.exceptions import DriverError

from graph.clock import to_micros
from graph.database import Database, Row
from graph.errors import DatabaseBusyError, DatabaseUnavailableError, StatementError
from graph.i18n.message import Message, message
from graph.patience import AT_ONCE, Patience

_STALE_MICROS = 600 * 1_000_000  # a holder not seen for ten minutes is gone
_HEARTBEAT_SECONDS = 30.0
_SAME_PROCESS_SECONDS = 2.0  # create times are read with a rounding of the system's

_LOOK_SECONDS = 1.0  # between looks whether the lock is free

_TROUBLE = (DatabaseUnavailableError, StatementError, DriverError)


@contextmanager
def writer_lock(
    database: Database,
    owner: str,
    resting: threading.Event | None = None,
    patience: Patience = AT_ONCE,
) -> Iterator[Callable[[], None]]:
    """Hold the writer's lock while the block runs; `owner` is what the block is, such as "nightly".

    The block sets `resting` while it keeps the server stopped: nobody else can be served then, either.
    `patience`: how long it waits while another holds the lock.

    Yields a function that raises DatabaseBusyError when the lock was lost meanwhile (this process was
    asleep for ten minutes and somebody took over): call it before each transaction. A lock whose holder
    is dead on this machine, or was not seen for ten minutes, is taken over.

    Raises:
        DatabaseBusyError: saying who holds the lock, and since when.

    """
    token = secrets.token_hex(16)
    _wait_for(database, token, owner, patience)
    ended, lost = threading.Event(), threading.Event()
    resting = resting or threading.Event()
    heart = threading.Thread(target=_beat, args=(database, token, ended, lost, resting), daemon=True)
    heart.start()

    def check() -> None:
        if lost.is_set():
            raise DatabaseBusyError(
                "{owner} lost the writer's lock, as it was not seen for ten minutes: run it again",
                owner=owner,
            )

    failed = True
    try:
        yield check
        failed = False
    finally:
        ended.set()
        heart.join()
        # Where the block failed, its own error is told, not that the lock could not be given back either.
        with suppress(*_TROUBLE) if failed else nullcontext():
            database.write("system/lock/release", token=token)


def refuse_writing(database: Database) -> None:
    """Raise a DatabaseBusyError while a load or a night is writing; takes nothing itself.

    A holder that is known to be dead, or was not seen for ten minutes, is none.
    """
    if holder := writing_now(database):
        raise _busy(holder)


def writing_now(database: Database) -> Row | None:
    """Return who holds the writer's lock (`system/lock/holder`) and may be alive, or None."""
    now = to_micros(datetime.now(UTC))
    for holder in database.read("system/lock/holder"):
        if not _dead(holder) and abs(now - holder["seen"]) <= _STALE_MICROS:
            return holder
    return None


def _wait_for(database: Database, token: str, owner: str, patience: Patience) -> None:
    """Take the lock, as soon as it is free."""
    until, known = time.monotonic() + patience.seconds, ""
    while holder := _take(database, token, owner):
        if time.monotonic() >= until:
            raise _busy(holder)
        if holder["token"] != known:
            known = holder["token"]
            patience.report(_waits(holder, owner, patience))
        time.sleep(_LOOK_SECONDS)


def _take(database: Database, token: str, owner: str) -> dict[str, Any] | None:
    """Take the lock if it is free; return who holds it otherwise."""
    dead = ""
    for _ in range(2):
        now = to_micros(datetime.now(UTC))
        holder = database.write(
            "system/lock/take",
            token=token,
            owner=owner,
            host=socket.gethostname(),
            pid=os.getpid(),
            born=_born(os.getpid()),
            now=now,
            stale=now - _STALE_MICROS,
            dead=dead,
        )[0]
        if holder["token"] == token:
            return None
        if not _dead(holder):
            break
        dead = holder["token"]
    return holder


def _waits(holder: dict[str, Any], owner: str, patience: Patience) -> Message:
    return message(
        "{owner} waits, for {minutes:,.0f} min at most: {holder}",
        owner=owner,
        minutes=patience.seconds / 60,
        holder=_held_by(holder),
    )


def _busy(holder: dict[str, Any]) -> DatabaseBusyError:
    return DatabaseBusyError("{holder}: wait until it is done, then try again", holder=_held_by(holder))


def _held_by(holder: dict[str, Any]) -> Message:
    since = datetime.fromtimestamp(holder["since"] // 1_000_000, UTC).isoformat()
    return message(
        "{owner} is writing since {since} (process {pid} on {host})",
        owner=holder["owner"],
        since=since,
        pid=holder["pid"],
        host=holder["host"],
    )


def _dead(holder: dict[str, Any]) -> bool:
    """Return whether the holder is known to be dead: only of processes on this machine can that be said."""
    if holder["host"] != socket.gethostname():
        return False
    born = _born(holder["pid"])
    return born is None or abs(born - holder["born"]) > _SAME_PROCESS_SECONDS * 1_000_000


def _born(pid: int) -> int | None:
    try:
        return int(psutil.Process(pid).create_time() * 1_000_000)
    except psutil.NoSuchProcess:
        return None


def _beat(
    database: Database, token: str, ended: threading.Event, lost: threading.Event, resting: threading.Event
) -> None:
    """Say every half minute that the holder lives."""
    while not ended.wait(_HEARTBEAT_SECONDS):
        if resting.is_set():
            continue
        try:
            if not database.write("system/lock/keep", token=token, now=to_micros(datetime.now(UTC))):
                lost.set()
                return
        except _TROUBLE:
            continue  # the block itself meets the same trouble and tells of it
