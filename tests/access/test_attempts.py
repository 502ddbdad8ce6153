"""How many sign-ins may fail, by an injected clock."""

from threading import Barrier, Thread

import pytest

from graph.access.attempts import (
    PER_CLIENT,
    PER_NAME,
    PER_NAME_ANYWHERE,
    Attempts,
    Origin,
    Step,
    TooManyAttemptsError,
    WrongSignInError,
)
from tests.access.clock import Clock


def fail(attempts: Attempts, name: str, client: str, device: str = "", step: Step = Step.PASSWORD) -> None:
    with pytest.raises(WrongSignInError), attempts.attempt(name, Origin(client, device), step):
        raise WrongSignInError("wrong")


def succeed(attempts: Attempts, name: str, client: str, device: str = "", step: Step = Step.PASSWORD) -> None:
    with attempts.attempt(name, Origin(client, device), step):
        pass


def test_after_ten_failures_a_name_waits_where_it_was_tried_and_nowhere_else():
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(PER_NAME):
        fail(attempts, "chen", "10.0.0.1")
        clock.wait(1)
    with pytest.raises(TooManyAttemptsError) as told:
        succeed(attempts, "chen", "10.0.0.1")
    assert told.value.retry_after == 290
    succeed(attempts, "chen", "10.0.1.1")
    succeed(attempts, "wang", "10.0.0.1")
    clock.wait(289)
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.0.0.1")
    clock.wait(1)
    succeed(attempts, "chen", "10.0.0.1")


def test_a_name_that_is_tried_from_everywhere_waits_but_not_on_a_device_that_signed_in_before():
    attempts = Attempts(Clock())
    for number in range(PER_NAME_ANYWHERE):
        fail(attempts, "chen", f"10.0.0.{number}")
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.1.0.1")
    for _ in range(PER_NAME):
        succeed(attempts, "chen", "10.1.0.1", "a device")
        fail(attempts, "chen", "10.1.0.1", "a device")
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.1.0.1", "a device")
    succeed(attempts, "chen", "10.1.0.1", "another device")


def test_codes_are_counted_per_name_from_wherever_they_come():
    attempts = Attempts(Clock())
    for number in range(PER_NAME):
        fail(attempts, "chen", f"10.0.0.{number}", step=Step.CODE)
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.1.0.1", step=Step.CODE)
    succeed(attempts, "chen", "10.1.0.1", "a device", Step.CODE)
    succeed(attempts, "chen", "10.1.0.1")


def test_counts_of_many_names_fill_no_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graph.access.attempts._MOST", 30)
    attempts = Attempts(Clock())
    for number in range(200):
        fail(attempts, f"name {number}", f"10.0.{number}.1")
    assert len(attempts._failed) == 30  # noqa: SLF001 - memory is what this is about


def test_a_client_that_tries_many_names_waits():
    attempts = Attempts(Clock())
    for number in range(PER_CLIENT):
        fail(attempts, f"name {number}", "10.0.0.1")
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.0.0.1")
    succeed(attempts, "chen", "10.0.0.2")


def test_addresses_of_one_ipv6_network_are_one_client():
    attempts = Attempts(Clock())
    for number in range(PER_CLIENT):
        fail(attempts, f"name {number}", f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "2001:db8:1:2:ffff::1")
    succeed(attempts, "chen", "2001:db8:1:3::1")


def test_sign_ins_that_succeed_or_meet_a_fault_of_ours_do_not_count():
    attempts = Attempts(Clock())
    for _ in range(3 * PER_NAME):
        succeed(attempts, "chen", "10.0.0.1")
        with pytest.raises(ZeroDivisionError), attempts.attempt("chen", Origin("10.0.0.1")):
            raise ZeroDivisionError
    succeed(attempts, "chen", "10.0.0.1")


def test_attempts_that_go_on_at_once_count_as_failed_until_they_end():
    attempts = Attempts(Clock())
    inside, leave = Barrier(PER_NAME + 1), Barrier(PER_NAME + 1)

    def slow() -> None:
        with attempts.attempt("chen", Origin("10.0.0.1")):
            inside.wait(10)
            leave.wait(10)

    threads = [Thread(target=slow) for _ in range(PER_NAME)]
    for thread in threads:
        thread.start()
    inside.wait(10)
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.0.0.1")
    leave.wait(10)
    for thread in threads:
        thread.join(10)
    succeed(attempts, "chen", "10.0.0.1")
