"""Webhooks of payouts: what is to be sent is kept in the transaction that it tells of, and sent beside it.

So no approval waits for an address that does not answer, and nothing is lost when a process is killed. An id
stays the same however often it is sent: who listens may hear it twice.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from neo4j.exceptions import DriverError, Neo4jError

from graph.access.writing import now
from graph.audit.events import UTC
from graph.clock import from_micros
from graph.database import Database, Row
from graph.errors import UplineError
from graph.money import to_decimal
from graph.settings import Settings
from graph.webhooks import post

_MINUTE = 60_000_000
PAUSES: Final = tuple(minutes * _MINUTE for minutes in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""How long after each attempt that failed the next one comes; after the last one it is given up."""
_CLAIMED = 5 * _MINUTE
_AT_ONCE = 20
_SECONDS = 15.0
_log = structlog.get_logger("upline.payouts")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of notices: taken, and not."""

    taken: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in the log. Times in microseconds, 0 of what is not: next, when it is tried again; done."""

    id: str
    event: str
    batch: int
    member_id: str
    created: int
    tries: int
    next: int
    done: int
    why: str


def notices(database: Database, limit: int, *, waiting: bool = False) -> list[Notice]:
    """Return the newest notices; `waiting`: those that are not taken."""
    rows = database.read("payouts/notices/log", limit=limit, waiting=waiting)
    return [Notice(**row) for row in rows]


def send(
    database: Database,
    settings: Settings,
    limit: int = _AT_ONCE,
    ended: Callable[[], bool] = lambda: False,
) -> Sent:
    """Send what is to be sent by now, at most `limit`; without an address nothing is.

    `ended` is asked before each: whether to leave the others for later.
    """
    url = settings.upline_payout_webhook
    if url is None:
        return Sent()
    secret = settings.upline_payout_webhook_secret
    taken = failed = 0
    while taken + failed < limit and not ended() and (row := _claim(database)):
        body = json.dumps(_document(row), ensure_ascii=False)
        answer = post(url, row["id"], body, secret.get_secret_value() if secret else "")
        again = None if not answer.why or row["tries"] >= len(PAUSES) else now() + PAUSES[row["tries"]]
        done = None if answer.why else now()
        database.write("payouts/notices/note", id=row["id"], next=again, done=done, why=answer.why)
        taken, failed = taken + (not answer.why), failed + bool(answer.why)
        if answer.why:
            _log.warning("a payout webhook was not taken", notice=row["id"], why=answer.why)
    return Sent(taken, failed)


def _claim(database: Database) -> Row | None:
    """Take the next notice that is due, for longer than an attempt lasts; None: there is none."""
    at = now()
    claim = {"now": at, "until": at + _CLAIMED}
    rows = database.write_all([("payouts/book/lock", {"now": at}), ("payouts/notices/claim", claim)])[1]
    return rows[0] if rows else None


def _document(row: Row) -> dict[str, Any]:
    """Return what is sent: the event, when it happened, and its figures as decimals."""
    batch, line = row["batch"], row["line"]
    data: dict[str, Any] = {"batch": batch["number"], "day": batch["day"], "currency": batch["currency"]}
    figures = line or batch
    data |= {name: to_decimal(figures[name]) for name in ("gross", "withheld", "net")}
    if line:
        data |= {"member_id": line["member_id"], "reference": line.get("reference") or None}
    else:
        data |= {"lines": batch["lines"], "run": batch["run"], "approved_by": batch["approved_by"]}
    return {"type": row["event"], "timestamp": from_micros(row["created"], UTC).isoformat(), "data": data}


class Sender:
    """Sends notices in a thread of a process that serves; `start` and `close` are called by it."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Send every few seconds until `close`, where there is an address."""
        if self._settings.upline_payout_webhook is not None:
            self._thread = threading.Thread(target=self._work, name="payout notices", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread: after the notice that it is sending."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(_SECONDS)

    def _work(self) -> None:
        while not self._ended.wait(_SECONDS):
            try:
                send(self._database, self._settings, ended=self._ended.is_set)
            except (UplineError, DriverError, Neo4jError, ValueError) as error:
                _log.warning("payout webhooks were not sent", error=str(error))
