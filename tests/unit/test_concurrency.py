"""Two at a time, and beside a block: in order, ended when told, and no error lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from graph import concurrency
from graph.concurrency import beside, each

WAIT_SECONDS = 30


def test_results_are_in_the_order_of_the_items_whichever_ends_first():
    later = Event()

    def half(number: int) -> int:
        if number == 2:
            assert later.wait(WAIT_SECONDS)
        else:
            later.set()
        return number // 2

    assert each(half, [2, 4]) == [1, 2]


def test_what_goes_beside_a_block_begins_before_it_ends_and_has_ended_with_it():
    begun, seen = Event(), list[str]()

    def note(name: str) -> None:
        begun.set()
        seen.append(name)

    with beside(note, ["a", "b"]):
        assert begun.wait(WAIT_SECONDS)
    assert seen == ["a", "b"]


def test_an_error_beside_a_block_is_raised_at_its_end():
    reached = False
    with pytest.raises(ZeroDivisionError), beside(lambda number: 1 / number, [0]):
        reached = True
    assert reached


def test_when_the_block_fails_what_has_not_begun_is_left_out(monkeypatch: pytest.MonkeyPatch):
    begun, left_out, seen = Event(), Event(), list[int]()

    class Pool(ThreadPoolExecutor):
        def shutdown(self, *options: bool, **named: bool) -> None:
            super().shutdown(*options, **named)
            left_out.set()

    def note(number: int) -> None:
        begun.set()
        assert left_out.wait(WAIT_SECONDS)
        seen.append(number)

    def fail() -> None:
        with beside(note, [1, 2, 3]):
            assert begun.wait(WAIT_SECONDS)
            raise KeyError("the block's own")

    monkeypatch.setattr(concurrency, "ThreadPoolExecutor", Pool)
    with pytest.raises(KeyError, match="the block's own"):
        fail()
    assert seen == [1]
