"""SIGKILL of the database: the error says what to do; after a restart nothing is lost, doubled or half."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase, NotificationMinimumSeverity

from graph.connection import connect_service
from graph.database import Database, opened
from graph.embedded import ensure_running, running, status
from graph.embedded.progress import silent
from graph.errors import DatabaseUnavailableError
from graph.settings import Settings
from tests.embedded.conftest import life
from tests.killing.company import Day, everything, survive
from tests.killing.mortal import DiesAfter, MortalDatabase
from tests.statements import run_test_statement

__all__ = ["life"]
KILLED = (
    ("load", "load/facts/create"),
    ("load", "load/delivery/done"),
    ("night", "nightly/standings/change_versions"),
    ("night", "nightly/rewards/post"),
    ("night", "run/retention/mark"),
)


class KillsTheServer(DiesAfter):
    """Kills the server behind a statement; the process lives on and meets what is left."""

    def end(self) -> None:  # type: ignore[override]  # it does return
        if not self.over:
            self.over = True
            self.die()

    def go_on(self) -> None:
        """Let the next statement go to a server that is gone."""


@pytest.fixture
def alive(life: Settings) -> Iterator[Database]:
    """A database of the second home, emptied, whose driver does not wait long for a server that is gone."""
    target = ensure_running(life)
    with GraphDatabase.driver(
        target.uri,
        auth=(target.username, target.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        max_transaction_retry_time=1,
    ) as driver:
        database = Database(driver, "neo4j")
        run_test_statement(database, "empty")
        yield database


def killing(settings: Settings, database: Database, day: Day, death: tuple[str, str]) -> Callable[[], str]:
    """Return what kills the server behind a statement of a day's operation, and starts it again.

    database: finds the server wherever it listens.
    """
    operation, statement = death

    def kill() -> str:
        target = running(settings)
        about = status(settings).running
        assert target
        assert about
        server = psutil.Process(about.pid)
        with GraphDatabase.driver(
            target.uri, auth=(target.username, target.password), max_transaction_retry_time=1
        ) as driver:
            ends = KillsTheServer(statement, lambda: os.kill(server.pid, signal.SIGKILL))
            with pytest.raises(DatabaseUnavailableError, match=r"went away.*what was published stays"):
                getattr(day, operation)(MortalDatabase(driver, "neo4j", ends))
        server.wait(10)
        ensure_running(settings, silent)
        run_test_statement(database, "the_writer_died")  # its command has ended with the error
        return statement

    return kill


@pytest.mark.parametrize("killed", [KILLED[2:3], pytest.param(KILLED, marks=pytest.mark.full)])
def test_a_server_that_is_killed_loses_nothing_that_was_committed(
    alive: Database, life: Settings, tmp_path: Path, killed: tuple[tuple[str, str], ...]
) -> None:
    days = range(len(killed) + 1)
    undisturbed = []
    for number in days:
        day = Day(number, tmp_path / "undisturbed")
        day.load(alive)
        day.night(alive)
        undisturbed.append(everything(alive))
    run_test_statement(alive, "empty")
    Day(0, tmp_path).load(alive)
    Day(0, tmp_path).night(alive)
    for number, (operation, statement) in enumerate(killed, start=1):
        day = Day(number, tmp_path)
        with opened(connect_service(life)) as database:
            if operation == "night":
                day.load(database)
            survive(database, day, operation, killing(life, database, day, (operation, statement)))
            if operation == "load":
                day.night(database)
            now, then = everything(database), undisturbed[number]
            assert [part for part in then if now[part] != then[part]] == [], statement
