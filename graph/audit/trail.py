"""Where events go: the database, and a file of JSON lines; what cannot be stored yet waits in a file.

Events are nodes (:AuditEvent), so that commands, servers and workers share one trail. While the database is
away they wait in UPLINE_HOME/audit-pending.jsonl, and the next writer carries them over.
"""

import json
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import structlog
from filelock import FileLock
from neo4j.exceptions import DriverError, Neo4jError

from graph.audit.events import COLUMNS, Event, as_data
from graph.database import Database, Row
from graph.errors import UplineError
from graph.printing import to_json
from graph.settings import Settings

_BATCH = 1000
_MOST_PENDING_BYTES = 64 * 1024 * 1024
_log = structlog.get_logger("upline.audit")


class Trail:
    """The audit trail of a database, for writing. Safe between threads and processes."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._lines = settings.upline_audit_log
        self._pending = settings.upline_home.expanduser().absolute() / "audit-pending.jsonl"
        self._ready = False

    def write(self, events: Sequence[Event]) -> None:
        """Store events and write them to the file of JSON lines; errors are told in the log, never raised."""
        rows = [event.row() for event in events]
        if self._lines is not None and rows:
            _append(self._lines, [to_json(as_data(row)) for row in rows])
        try:
            self._carry_over()
            self._add(rows)
        except (UplineError, DriverError, Neo4jError) as error:
            _log.error("audit events wait for the database", events=len(rows), error=str(error))
            self._put_off(rows)

    def _add(self, rows: Sequence[Row]) -> None:
        if rows and not self._ready:
            self._database.ensure_schema("schema/audit")
            self._ready = True
        _store(self._database, rows)

    def _put_off(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        try:
            self._pending.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock():
                if self._pending.exists() and self._pending.stat().st_size > _MOST_PENDING_BYTES:
                    _log.error("audit events are lost: too many wait", events=len(rows))
                    return
                _append(self._pending, [to_json(row) for row in rows])
        except OSError as error:
            _log.error("audit events are lost", events=len(rows), error=str(error))

    def _carry_over(self) -> None:
        """Store what waits in the file. What has been stored already stays as it is."""
        if not self._pending.exists():
            return
        with self._lock():
            try:
                text = self._pending.read_text(encoding="utf-8")
            except OSError:
                return  # another process was first
            self._add([row for line in text.splitlines() if (row := _row_of(line))])
            self._pending.unlink(missing_ok=True)

    def _lock(self) -> FileLock:
        return FileLock(self._pending.with_suffix(".lock"), mode=0o600)


def add_rows(database: Database, rows: Iterable[Row]) -> None:
    """Store rows of `graph.audit.reading.all_events`; those that are there already stay as they are."""
    database.ensure_schema("schema/audit")
    _store(database, rows)


def _store(database: Database, rows: Iterable[Row]) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        database.write("audit/add", events=batch)


def _append(file: Path, lines: Iterable[str]) -> None:
    """Append lines in one write; a new file is for its owner only. An error is told in the log."""
    text = "".join(f"{line}\n" for line in lines).encode()
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)  # never wait for a pipe
    try:
        descriptor = os.open(file, flags, 0o600)
        try:
            while text:
                text = text[os.write(descriptor, text) :]
        finally:
            os.close(descriptor)
    except OSError as error:
        _log.error("the audit log cannot be written", file=str(file), error=error.strerror or str(error))


def _row_of(line: str) -> Row | None:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if isinstance(row, dict) and set(row) == set(COLUMNS):
        return row
    _log.error("a waiting audit event cannot be read")
    return None
