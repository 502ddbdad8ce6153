"""Waiting for a server: its process lives, its port answers, it takes our password, its database is open."""

import re
import time
from dataclasses import dataclass, field

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

from graph.database import Database
from graph.embedded import process, state
from graph.embedded.home import DATABASE, USERNAME, Home
from graph.embedded.progress import Report
from graph.errors import DatabaseUnavailableError, StatementError

READY_SECONDS = 600.0  # recovery of a big load takes minutes; it ends at once when the process ends
OFFLINE_SECONDS = 60.0
_PAUSE_SECONDS = 0.1
_RECOVERED = re.compile(rf"\[{DATABASE}/\w+\] +(?:(\d{{1,3}})% completed|Recovery in .* completed)")


class StartFailedError(DatabaseUnavailableError):
    """The server process ended before it was ready; the text carries the causes from its log."""


class NotReadyYetError(DatabaseUnavailableError):
    """The server lives and works, for longer than anybody wants to wait; it is left to go on."""


@dataclass(frozen=True)
class Connection:
    """How to reach a server: what a driver needs."""

    uri: str
    username: str
    password: str = field(repr=False)


def connection(server: state.State, password: str) -> Connection:
    """Return how to reach the server on record."""
    return Connection(f"bolt://127.0.0.1:{server.port}", USERNAME, password)


def wait_until_ready(home: Home, server: state.State, target: Connection, report: Report) -> None:
    """Return when the server answers and its database is open.

    A refused password ends the wait at once: asking again would only fill the log.

    Raises:
        StartFailedError: its process ended.
        NotReadyYetError: it was not ready within ten minutes.
        DatabaseUnavailableError: it refuses the password, or could not open the database.
    """
    began = time.monotonic()
    while not process.listens(server.port):
        _check(home, server, began, report)
        time.sleep(_PAUSE_SECONDS)
    auth = (target.username, target.password)
    # No retries inside the driver: its growing pauses would see readiness seconds late.
    with GraphDatabase.driver(target.uri, auth=auth, max_transaction_retry_time=0.1) as driver:
        while not _is_open(home, driver, began):
            _check(home, server, began, report)
            time.sleep(_PAUSE_SECONDS)


def _check(home: Home, server: state.State, began: float, report: Report) -> None:
    """Raise when waiting any longer is no use; else tell how far a recovery is."""
    code = process.exit_code(server.pid)
    if code is not None or state.created(server.pid) != server.created:
        state.clear(home)
        raise StartFailedError(
            "Neo4j ended while it started: {causes}. Its log is {log}", causes=_causes(home), log=home.log
        )
    if time.monotonic() - began > READY_SECONDS:
        raise NotReadyYetError(
            "Neo4j is not ready after {seconds:.0f} s and goes on; look into {debug_log},"
            " and run the command again to wait again",
            seconds=READY_SECONDS,
            debug_log=home.debug_log,
        )
    if percent := recovered(home):
        report("Recovering what was committed before the database was cut off", percent, 100)


def _is_open(home: Home, driver: Driver, began: float) -> bool:
    try:
        driver.verify_connectivity()
        [row] = Database(driver, "system").read("system/database/status", database=DATABASE)
    except (AuthError, ClientError) as error:
        raise DatabaseUnavailableError(
            "the server of {home} refuses the password in {password_file}: {message}",
            home=home.path,
            password_file=home.password_file,
            message=error.message,
        ) from error
    except (DriverError, Neo4jError, StatementError, ValueError):
        return False  # not yet: it listens before it can answer
    if row["message"]:
        raise DatabaseUnavailableError(
            "Neo4j could not open the database in {home}: {message} Look into {debug_log};"
            " `upline database restore` puts a backup in its place.",
            home=home.path,
            message=row["message"],
            debug_log=home.debug_log,
        )
    if row["status"] == "offline" and time.monotonic() - began > OFFLINE_SECONDS:
        raise DatabaseUnavailableError(
            "the database in {home} stays offline; look into {debug_log}",
            home=home.path,
            debug_log=home.debug_log,
        )
    return bool(row["status"] == "online")


def recovered(home: Home) -> int | None:
    """Return how many percent of a running recovery are done, by Neo4j's log; None when none runs."""
    if not home.debug_log.is_file():
        return None
    with home.debug_log.open("rb") as stream:
        stream.seek(max(0, home.debug_log.stat().st_size - 8192))
        lines = stream.read().decode("utf-8", errors="replace").splitlines()
    for line in reversed(lines):
        if match := _RECOVERED.search(line):
            return int(match[1]) if match[1] else None
    return None


def _causes(home: Home) -> str:
    """Return the last causes of the server's log in one line."""
    lines = home.log.read_text(encoding="utf-8", errors="replace").splitlines()
    causes = [line.strip().removeprefix("Caused by: ") for line in lines if "Caused by:" in line]
    errors = [line.strip() for line in lines if re.search(r"\b(ERROR|Error)\b|Exception", line)]
    said = [line.strip() for line in lines if line.strip()]
    return "; ".join(dict.fromkeys(causes[-2:] or errors[:2] or said[-2:])) or "it said nothing"
