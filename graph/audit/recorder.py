"""What a process that answers requests puts into the audit trail: gathered, then written beside them."""

import threading
from collections.abc import Callable, Hashable, Mapping
from typing import Final

import structlog
from neo4j.exceptions import DriverError, Neo4jError

from graph.access.attempts import client_network
from graph.access.writing import now as now_micros
from graph.audit.actor import actor
from graph.audit.events import Event, EventName
from graph.audit.limits import Once, PerMinute
from graph.audit.trail import Trail
from graph.database import Database
from graph.errors import UplineError
from graph.settings import Settings

MOST_WAITING: Final = 10_000
_SECONDS = 1.0
_AT_ONCE = 500
_PER_ADDRESS, _PER_ACCOUNT, _IN_ALL = 20, 60, 600
_log = structlog.get_logger("upline.audit")


class Recorder:
    """Gathers events and the last use of accounts and keys; `start` lets a thread write them every second.

    Nothing here waits for the database but `flush`, `record_now` and `close`. Beyond MOST_WAITING events
    further ones go to the log as a count: no reader waits, and memory is bounded. Safe between threads.
    """

    def __init__(self, database: Database, settings: Settings, now: Callable[[], int] = now_micros) -> None:
        self._database = database
        self._trail = Trail(database, settings)
        self._now = now
        self._waiting: list[Event] = []
        self._used: dict[tuple[str, str], int] = {}
        self._lost = 0
        self._hourly, self._limits = Once(), PerMinute()
        self._lock, self._flushing = threading.Lock(), threading.Lock()
        self._wake, self._ended = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def record(self, event: Event) -> None:
        """Gather an event; it is written within about a second."""
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                self._lost += 1
                return
            self._waiting.append(event)
            many = len(self._waiting) >= _AT_ONCE
        if many:
            self._wake.set()

    def record_now(self, event: Event) -> None:
        """Write an event, and what was gathered before, before this returns; not on an event loop."""
        self.record(event)
        self.flush()

    def record_hourly(
        self,
        name: EventName,
        *,
        member: str = "",
        order: str = "",
        route: str = "",
        run: int = 0,
        **detail: str,
    ) -> None:
        """Gather an event of `actor()` unless it did the same within the hour; another run is the same."""
        at = self._now()
        if self._hourly.first((name, actor(), member, order, route, *detail.items()), at):
            event = Event(name, member=member, order=order, route=route, run=run, detail=detail, at=at)
            self.record(event)

    def record_refusal(self, event: Event) -> bool:
        """Gather a refusal and return True; of a flood from one address or account the rest is counted."""
        passes = self._limits.passes(event, _limits(event))
        if passes:
            self.record(event)
        return passes

    def used(self, account: str, key: str = "") -> None:
        """Remember that an account, by a key or a session, was used; it is written once in an hour."""
        at = self._now()
        if self._hourly.first(("used", account, key), at):
            with self._lock:
                self._used[(account, key)] = at

    def flush(self) -> None:
        """Write what was gathered. Errors are told in the log, never raised."""
        with self._flushing:
            for event in self._limits.counted(self._now()):
                self.record(event)
            with self._lock:
                events, self._waiting = self._waiting, []
                used, self._used = self._used, {}
                lost, self._lost = self._lost, 0
            if lost:
                _log.error("audit events are lost: too many at once", events=lost)
            self._trail.write(events)
            if used:
                self._write_used(used)

    def start(self) -> None:
        """Write every second in a thread of this process, until `close`."""
        self._thread = threading.Thread(target=self._work, name="audit", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Write what was gathered, and end the thread."""
        self._ended.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def _work(self) -> None:
        while not self._ended.is_set():
            self._wake.wait(_SECONDS)
            self._wake.clear()
            try:
                self.flush()
            except Exception:  # noqa: BLE001 - the trail must go on, whatever one event did
                _log.exception("audit events could not be written")

    def _write_used(self, used: Mapping[tuple[str, str], int]) -> None:
        rows = [{"account": account, "key": key, "at": at} for (account, key), at in used.items()]
        try:
            self._database.write("system/access/accounts/used", rows=rows)
        except (UplineError, DriverError, Neo4jError) as error:
            _log.warning("the last use of accounts was not kept", error=str(error))


def _limits(event: Event) -> dict[Hashable, int]:
    """Return how many refusals a minute keeps of an address, of an account's name, and in all."""
    limits: dict[Hashable, int] = {
        event.name: _IN_ALL,
        (event.name, "address", client_network(event.actor.address)): _PER_ADDRESS,
    }
    if event.actor.account:
        limits[(event.name, "account", event.actor.account)] = _PER_ACCOUNT
    return limits
