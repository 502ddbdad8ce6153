"""How many sign-ins may fail, by an injected clock."""

from threading import Barrier, Thread

import pytest

from graph.access.attempts import PER_CLIENT, PER_NAME, Attempts, TooManyAttemptsError, WrongSignInError
from tests.access.clock import Clock


def fail(attempts: Attempts, name: str, client: str) -> None:
    with pytest.raises(WrongSignInError), attempts.attempt(name, client):
        raise WrongSignInError("wrong")


def succeed(attempts: Attempts, name: str, client: str) -> None:
    with attempts.attempt(name, client):
        pass


def test_after_ten_failures_a_name_waits_from_wherever_it_is_tried():
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(PER_NAME):
        fail(attempts, "chen", f"10.0.0.{number}")
        clock.wait(1)
    with pytest.raises(TooManyAttemptsError) as told:
        succeed(attempts, "chen", "10.0.1.1")
    assert told.value.retry_after == 290
    succeed(attempts, "wang", "10.0.0.1")
    clock.wait(289)
    with pytest.raises(TooManyAttemptsError):
        succeed(attempts, "chen", "10.0.1.1")
    clock.wait(1)
    succeed(attempts, "chen", "10.0.1.1")


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
        with pytest.raises(ZeroDivisionError), attempts.attempt("chen", "10.0.0.1"):
            raise ZeroDivisionError
    succeed(attempts, "chen", "10.0.0.1")


def test_attempts_that_go_on_at_once_count_as_failed_until_they_end():
    attempts = Attempts(Clock())
    inside, leave = Barrier(PER_NAME + 1), Barrier(PER_NAME + 1)

    def slow() -> None:
        with attempts.attempt("chen", "10.0.0.1"):
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
