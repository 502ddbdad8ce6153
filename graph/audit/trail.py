"""Where events go: the database, which commands, servers and workers share, and a file of JSON lines.

Events are nodes (:AuditEvent). While the database is away they wait in a file (graph.audit.files), and the
next who writes carries them over.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import structlog
from neo4j.exceptions import DriverError, Neo4jError

from graph.audit.events import Event, as_data
from graph.audit.files import Waiting, append
from graph.database import Database, Row
from graph.errors import UplineError
from graph.printing import to_json
from graph.settings import Settings

_BATCH = 1000
_log = structlog.get_logger("upline.audit")


class Trail:
    """The audit trail of a database, for writing. Safe between threads and processes."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._waiting = Waiting(settings)
        self._ready = False

    def write(self, events: Sequence[Event] = ()) -> None:
        """Store events, and those that wait. Errors are told in the log, never raised."""
        rows = _write_log(self._settings, events)
        try:
            self._waiting.carry_over(self._add)
            self._add(rows)
        except (UplineError, DriverError, Neo4jError) as error:
            if rows:
                _log.error("audit events wait for the database", events=len(rows), error=str(error))
                self._waiting.add(rows)

    def _add(self, rows: Sequence[Row]) -> None:
        if rows and not self._ready:
            self._database.ensure_schema("system/schema/audit")
            self._ready = True
        _store(self._database, rows)


def write_later(settings: Settings, *events: Event) -> None:
    """Let events wait for the next who writes: for commands that keep the server stopped."""
    Waiting(settings).add(_write_log(settings, events))


def add_rows(database: Database, rows: Iterable[Row]) -> None:
    """Store rows of `graph.audit.reading.all_events`; those that are there already stay as they are."""
    database.ensure_schema("system/schema/audit")
    _store(database, rows)


def _write_log(settings: Settings, events: Sequence[Event]) -> list[Row]:
    """Write events to the file of JSON lines, if there is to be one; return them as they are stored."""
    rows = [event.row() for event in events]
    if settings.upline_audit_log is not None and rows:
        append(settings.upline_audit_log, [to_json(as_data(row)) for row in rows])
    return rows


def _store(database: Database, rows: Iterable[Row]) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        database.write("system/audit/add", events=batch)
