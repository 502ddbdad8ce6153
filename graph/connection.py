"""The way to the database: the server that NEO4J_URI names, else the embedded one.

A command connects once and ends when no database answers. A service goes on: its database may be away for
a while and come back somewhere else, so every request tries again, also on another port.
"""

import time
from threading import Lock
from typing import Any, cast

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Session

from graph.database import Database
from graph.embedded import Connection, ensure_running, running
from graph.embedded.home import DATABASE
from graph.embedded.progress import Report, on_terminal
from graph.errors import DatabaseUnavailableError
from graph.settings import Settings

PATIENCE_SECONDS = 3.0
"""How long a request waits for a database that does not answer, before it is told so."""
_LOOK_SECONDS = 1.0


def connect(settings: Settings, progress: Report | None = None) -> Database:
    """Return an open database (the caller closes it); start the embedded server where it is needed.

    `progress` hears of a start that takes time; without it, that is told on standard error.

    Raises:
        UserError: NEO4J_URI is set and there is no password.
        DatabaseUnavailableError: no server answers, or none can be started.
    """
    if settings.neo4j_uri is not None:
        username, password = settings.sign_in()
        return Database.connect(settings.neo4j_uri, username, password, settings.neo4j_database)
    if progress is None:
        with on_terminal() as drawn:
            return connect(settings, drawn)
    target = ensure_running(settings, progress)
    return Database.connect(target.uri, target.username, target.password, DATABASE)


def connect_service(settings: Settings) -> Database:
    """Return the database of the settings without asking whether it answers; the caller closes it.

    The embedded server is started where it does not run; a server of NEO4J_URI need not be there yet.

    Raises:
        UserError: NEO4J_URI is set and there is no password, or it is no address.
        DatabaseUnavailableError: the embedded server cannot be started.
    """
    if settings.neo4j_uri is not None:
        username, password = settings.sign_in()
        server = Connection(settings.neo4j_uri, username, password)
        return Database(_driver(server), settings.neo4j_database)
    with on_terminal() as progress:
        ensure_running(settings, progress)
    # Database opens sessions and closes: all of a driver that it uses.
    return Database(cast("Driver", EmbeddedSessions(settings)), DATABASE)


class EmbeddedSessions:
    """Opens sessions on the embedded server, wherever it listens now. Safe between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._looked = float("-inf")
        self._target: Connection | None = None
        self._driver: Driver | None = None

    def session(self, **options: Any) -> Session:  # noqa: ANN401 - those of the driver
        """Return a session.

        Raises:
            DatabaseUnavailableError: when the embedded server does not run.
        """
        return self._current().session(**options)

    def close(self) -> None:
        """Close the driver."""
        with self._lock:
            if self._driver is not None:
                self._driver.close()
            self._driver = self._target = None

    def _current(self) -> Driver:
        with self._lock:
            if self._driver is None or time.monotonic() >= self._looked + _LOOK_SECONDS:
                self._look()
            if self._driver is None:
                raise DatabaseUnavailableError(
                    "the embedded database does not run: start it with `upline database start`"
                )
            return self._driver

    def _look(self) -> None:
        target = running(self._settings)
        self._looked = time.monotonic()
        if target == self._target:
            return
        if self._driver is not None:
            self._driver.close()  # that server is gone, and with it all of its sessions
        self._target, self._driver = target, _driver(target) if target else None


def _driver(target: Connection) -> Driver:
    return GraphDatabase.driver(
        target.uri,
        auth=(target.username, target.password),
        user_agent="upline",
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        connection_timeout=PATIENCE_SECONDS,
        max_transaction_retry_time=PATIENCE_SECONDS,
    )
