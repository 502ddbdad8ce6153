"""Batches that wait for each other: which statements are run again, and how often."""

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pytest
from neo4j import Driver
from neo4j.exceptions import TransientError

from graph.catalogue import statement
from graph.database import Database
from graph.errors import StatementError


class Deadlocked:
    """A driver whose sessions find a deadlock so many times, then answer."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.runs = 0

    def session(self, **_: object) -> Any:
        return nullcontext(SimpleNamespace(run=self.run))

    def run(self, *_: object) -> Any:
        self.runs += 1
        if self.left:
            self.left -= 1
            raise TransientError("DeadlockDetected")
        return SimpleNamespace(consume=lambda: "done")


def _batched(name: str, driver: Deadlocked) -> Any:
    return Database(cast(Driver, driver), "neo4j").batched(name)


def test_batches_side_by_side_that_wait_for_each_other_are_run_again() -> None:
    driver = Deadlocked(2)
    assert _batched("standings/versions", driver) == "done"
    assert driver.runs == 3


def test_a_deadlock_that_comes_again_and_again_is_told() -> None:
    with pytest.raises(StatementError):
        _batched("standings/versions", Deadlocked(100))


def test_batches_that_build_on_each_other_are_never_run_twice() -> None:
    driver = Deadlocked(1)
    assert "CONCURRENT" not in statement("ranks/legs_rollup").text
    with pytest.raises(StatementError):
        _batched("ranks/legs_rollup", driver)
    assert driver.runs == 1
