"""What the database said is remembered for five seconds, by few, and asked once at a time."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from graph.access.cache import Remembered
from tests.access.clock import Clock


def counting() -> tuple[Callable[[str], int], list[str]]:
    asked: list[str] = []

    def load(key: str) -> int:
        asked.append(key)
        return len(asked)

    return load, asked


def test_an_answer_is_remembered_for_five_seconds_and_then_asked_again():
    clock = Clock()
    load, asked = counting()
    remembered = Remembered(load, clock)
    assert remembered.known("a") is None
    assert [remembered.get("a"), remembered.get("a")] == [1, 1]
    clock.wait(4.99)
    assert remembered.get("a") == 1
    clock.wait(0.01)
    assert remembered.known("a") is None
    assert remembered.get("a") == 2
    assert asked == ["a", "a"]


def test_an_answer_is_as_old_as_its_question():
    clock = Clock()

    def slow(_key: str) -> int:
        clock.wait(3)
        return 1

    remembered = Remembered(slow, clock)
    remembered.get("a")
    clock.wait(2)
    assert remembered.known("a") is None


def test_asking_for_many_wrong_keys_fills_no_memory():
    load, asked = counting()
    remembered = Remembered(load, Clock(), most=10)
    for number in range(1000):
        remembered.get(str(number))
    kept = [number for number in range(1000) if remembered.known(str(number))]
    assert kept == list(range(990, 1000))
    assert len(asked) == 1000


def test_an_error_is_raised_and_not_remembered():
    clock = Clock()
    answers: list[int | Exception] = [ValueError("away"), 7]

    def load(_key: str) -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    remembered = Remembered(load, clock)
    with pytest.raises(ValueError, match="away"):
        remembered.get("a")
    assert remembered.get("a") == 7


def test_many_who_ask_at_once_ask_the_database_once():
    asking, go, asked = Event(), Event(), []

    def load(key: str) -> int:
        asked.append(key)
        asking.set()
        go.wait(10)
        return 1

    remembered = Remembered(load, Clock())
    threads = [Thread(target=remembered.get, args=("a",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert asking.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert asked == ["a"]
