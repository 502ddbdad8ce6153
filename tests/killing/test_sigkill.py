"""SIGKILL of a real process: its lock is taken over, what it left is taken back, and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.database import Database
from graph.embedded import Connection
from graph.nightly import run_nightly
from graph.reads.attempts import State, attempts
from tests.killing.company import Day, everything, survive
from tests.statements import run_test_statement

KILLED = (
    ("load", "load/delivery/open"),
    ("night", "nightly/standings/change_versions"),
    ("night", "run/publish"),
)
"""By day, from the second one on: the second is calculated by DuckDB, the third by Cypher."""


def in_a_process(server: Connection, day: Day, operation: str, statement: str) -> Callable[[], str]:
    """Return what lets a process die by SIGKILL behind a statement."""
    arguments = (server.uri, str(day.folder), str(day.number), operation, statement)

    def kill() -> str:
        ended = subprocess.run(  # noqa: S603 - our own Python, no shell
            [sys.executable, "-m", "tests.killing.child", *arguments],
            env={**os.environ, "NEO4J_PASSWORD": server.password},
            capture_output=True,
            check=False,
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
        return statement

    return kill


@pytest.mark.parametrize("killed", [KILLED[1:2], pytest.param(KILLED, marks=pytest.mark.full)])
def test_a_process_that_is_killed_leaves_nothing_half(
    database: Database, server: Connection, tmp_path: Path, killed: tuple[tuple[str, str], ...]
) -> None:
    Day(0, tmp_path).load(database)
    Day(0, tmp_path).night(database)
    for number, (operation, statement) in enumerate(killed, start=1):
        day = Day(number, tmp_path)
        if operation == "night":
            day.load(database)
        survive(database, day, operation, in_a_process(server, day, operation, statement))
        if operation == "load":
            day.night(database)
    now = everything(database)
    if "night" in {operation for operation, _ in killed[:1]}:
        assert attempts(database, 10)[1].state is State.STOPPED
    run_test_statement(database, "empty")
    for number in range(len(killed) + 1):
        day = Day(number, tmp_path / "undisturbed")
        day.load(database)
        day.night(database)
    then = everything(database)
    assert [part for part in then if now[part] != then[part]] == []
    assert run_nightly(database, (), day.as_of).entries == 0
