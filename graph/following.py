"""The database of a long-lived service: it may be away for a while, and come back somewhere else.

A command connects once and ends when no database answers. A service goes on: every request tries again, and
the embedded server may have been started anew on another port.
"""

import time
from threading import Lock
from typing import Any, cast

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Session

from graph.database import Database
from graph.embedded import Connection, ensure_running, running
from graph.embedded.home import DATABASE
from graph.embedded.progress import on_terminal
from graph.errors import DatabaseUnavailableError
from graph.settings import Settings

PATIENCE_SECONDS = 3.0
"""How long a request waits for a database that does not answer, before it is told so."""
_LOOK_SECONDS = 1.0


def follow(settings: Settings) -> Database:
    """Return the database of the settings without asking whether it answers; the caller closes it.

    The embedded server is started where it does not run; a server of NEO4J_URI need not be there yet.

    Raises:
        UserError: NEO4J_URI is set and there is no password, or it is no address.
        DatabaseUnavailableError: the embedded server cannot be started.
    """
    if settings.neo4j_uri is not None:
        username, password = settings.sign_in()
        given = Connection(settings.neo4j_uri, username, password)
        return Database(_driver(given), settings.neo4j_database)
    with on_terminal() as progress:
        ensure_running(settings, progress)
    # Database opens sessions and closes: all of a driver that it uses.
    return Database(cast("Driver", Following(settings)), DATABASE)


class Following:
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
