"""Calls with wrong parameters are refused; batches that wait for each other are run again."""

import re
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pytest
from neo4j import Driver
from neo4j.exceptions import TransientError

from graph.catalogue import place, statement
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
        return iter([SimpleNamespace(items=lambda: [("rows", 7)])])


def _batched(name: str, driver: Deadlocked) -> Any:
    return Database(cast(Driver, driver), "neo4j").batched(name, **dict.fromkeys(statement(name).takes))


def test_batches_side_by_side_that_wait_for_each_other_are_run_again() -> None:
    driver = Deadlocked(2)
    assert _batched("nightly/standings/versions", driver) == 7
    assert driver.runs == 3


def test_a_deadlock_that_comes_again_and_again_is_told() -> None:
    with pytest.raises(StatementError):
        _batched("nightly/standings/versions", Deadlocked(100))


def test_batches_that_build_on_each_other_are_never_run_twice() -> None:
    driver = Deadlocked(1)
    assert "CONCURRENT" not in statement("nightly/ranks/legs_rollup").text
    with pytest.raises(StatementError):
        _batched("nightly/ranks/legs_rollup", driver)
    assert driver.runs == 1


def _ways(database: Database) -> list[tuple[str, Any]]:
    def write_all(name: str, **parameters: object) -> Any:
        return database.write_all([("system/lock/release", {"token": "t"}), (name, parameters)])

    return [
        ("read/runs/history", database.read),
        ("read/runs/history", database.stream),
        ("system/lock/keep", database.write),
        ("system/lock/keep", write_all),
        ("load/quarantine/discard", database.batched),
    ]


@pytest.mark.parametrize("way", range(5))
def test_a_call_with_wrong_parameters_is_refused_before_anything_is_sent(way: int) -> None:
    driver = Deadlocked(0)
    name, run = _ways(Database(cast(Driver, driver), "neo4j"))[way]
    taken = dict.fromkeys(statement(name).takes)
    first, second = sorted(taken)

    with pytest.raises(TypeError, match=rf"^{re.escape(place(name))} does not take \$other$"):
        run(name, **taken, other=1)
    with pytest.raises(TypeError, match=rf"^{re.escape(place(name))} lacks \${first}, \${second}$"):
        run(name)
    with pytest.raises(TypeError, match=rf"lacks \${second} and does not take \$other$"):
        run(name, **{first: 1, "other": 1})
    assert driver.runs == 0
