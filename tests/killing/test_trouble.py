"""Trouble at night: words that say what to do, nothing published, the last run still served."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from neo4j import Driver

from graph.clock import to_micros
from graph.connection import connect_service
from graph.database import Database, opened
from graph.embedded import ensure_running, status, stop
from graph.errors import UplineError
from graph.settings import Settings
from tests.cli.conftest import Ended, Upline, upline
from tests.embedded.conftest import life
from tests.killing.company import Day, everything, readers
from tests.statements import run_test_statement

__all__ = ["life", "upline"]


@pytest.fixture
def served(database: Database, tmp_path: Path) -> Database:
    """A company with a published run, and a delivery that the next one will count."""
    Day(0, tmp_path).load(database)
    Day(0, tmp_path).night(database)
    Day(1, tmp_path).load(database)
    return database


def assert_told(database: Database, ended: Ended, code: int, *words: str) -> None:
    """Assert that a command ended in one line of words, and that readers see what they saw."""
    assert (ended.code, ended.out) == (code, "")
    assert [word for word in words if word not in ended.err] == [], ended.err
    assert "Traceback" not in ended.err
    assert list(readers(database)) == [1]


@pytest.fixture
def expired(driver: Driver) -> Iterator[str]:
    """A user of the database whose password has expired."""
    text = "CREATE OR REPLACE USER expired SET PASSWORD 'a password of before' CHANGE REQUIRED"
    driver.execute_query(text, database_="system")
    yield "expired"
    driver.execute_query("DROP USER expired", database_="system")


def test_an_expired_password_is_told(
    upline: Upline, served: Database, expired: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", expired)
    monkeypatch.setenv("NEO4J_PASSWORD", "a password of before")
    assert_told(served, upline("nightly"), 1, "password")


def test_a_clock_that_was_set_back_is_told(upline: Upline, served: Database, tmp_path: Path) -> None:
    # The published run is as of March 2026; this is what a night asks for whose clock is before it.
    assert_told(served, upline("nightly", "--as-of", "2026-02-01T00:00:00Z"), 2, "a run never goes back")
    assert Day(1, tmp_path).as_of > 0


@pytest.mark.parametrize("ago", [timedelta(minutes=1), timedelta(minutes=-1)])
def test_a_lock_of_another_host_is_waited_for_in_words(
    upline: Upline, served: Database, ago: timedelta
) -> None:
    run_test_statement(served, "a_lock", seen=to_micros(datetime.now(UTC) - ago))
    told = "nightly is writing since", "process 7 on elsewhere", "wait until it is done"
    assert_told(served, upline("nightly", "--as-of", "2026-06-01T00:00:00Z", "--wait", "0"), 1, *told)


@pytest.mark.parametrize("ago", [timedelta(minutes=11), timedelta(days=-300)])
def test_a_stale_lock_of_another_host_is_taken_over(upline: Upline, served: Database, ago: timedelta) -> None:
    run_test_statement(served, "a_lock", seen=to_micros(datetime.now(UTC) - ago))
    assert upline("nightly", "--as-of", "2026-06-01T00:00:00Z", "--wait", "0").code == 0
    assert list(readers(served)) == [1, 2]


@pytest.mark.full
def test_a_disk_that_is_full_loses_nothing_and_is_over_when_there_is_room(
    life: Settings, tmp_path: Path
) -> None:
    ensure_running(life)
    with opened(connect_service(life)) as database:
        run_test_statement(database, "empty")
        for operation in (Day(0, tmp_path).load, Day(0, tmp_path).night, Day(1, tmp_path).load):
            operation(database)
        before = readers(database)
        server = status(life).running
        assert server
        process = psutil.Process(server.pid)
        process.rlimit(psutil.RLIMIT_FSIZE, (1_000, 1_000))
        with pytest.raises(UplineError, match=r"could not carry out|went away"):
            Day(1, tmp_path).night(database)
        stop(life, kill=True)
        ensure_running(life)
        run_test_statement(database, "the_writer_died")
        assert readers(database) == before
        Day(1, tmp_path).night(database)
        assert list(readers(database)) == [1, 2]
        assert everything(database)["writing"] is None
