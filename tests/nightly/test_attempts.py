"""Attempts: what was published, what failed or was stopped, and why, is on record."""

import pytest

from graph.clock import to_micros
from graph.database import Database
from graph.errors import CheckFailedError
from graph.nightly import run_nightly
from graph.reads.attempts import Attempt, State, attempts
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from tests.nightly.test_checks import AS_OF, FACTS
from tests.nightly.test_histories import KilledError, kill_before
from tests.spec.neo4j_engine import deliver
from tests.statements import run_test_statement


def stop_before(step: int):
    """Return a progress function that ends the night as Ctrl-C does."""
    progress = kill_before(step)

    def stopped(name: str, done: int, total: int) -> None:
        try:
            progress(name, done, total)
        except KilledError:
            raise KeyboardInterrupt from None

    return stopped


def by_state(database: Database) -> list[tuple[int, State]]:
    return [(one.number, one.state) for one in attempts(database, 100)]


def newest(database: Database) -> Attempt:
    return attempts(database, 1)[0]


def test_a_published_run_says_what_it_posted(database: Database) -> None:
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF, engine="duckdb")
    (one,) = attempts(database, 100)
    entries = list(ledger(database, published_run(database)))
    assert (one.state, one.engine, one.reason) == (State.PUBLISHED, "duckdb", None)
    assert one.entries == len(entries)
    assert one.rewards == sum(entry.amount for entry in entries if entry.payee_id)
    assert one.breakage == sum(entry.amount for entry in entries if not entry.payee_id)
    assert one.seconds is not None


def test_each_attempt_stays_on_record_with_why_it_ended(database: Database) -> None:
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    with pytest.raises(KilledError):
        run_nightly(database, (), AS_OF, kill_before(8))
    assert "an error that nobody expected: KilledError" in str(newest(database).reason)
    with pytest.raises(KeyboardInterrupt):
        run_nightly(database, (), AS_OF, stop_before(8))
    assert newest(database).state is State.STOPPED
    assert newest(database).reason is not None
    assert newest(database).reason.text("zh").startswith("被 Ctrl-C")  # type: ignore[union-attr]
    run_test_statement(database, "damage_an_entry_is_lost")
    with pytest.raises(CheckFailedError, match="order o2") as failed:
        run_nightly(database, (), AS_OF)
    assert str(newest(database).reason) == str(failed.value)
    assert by_state(database) == [
        (2, State.FAILED),
        (2, State.STOPPED),
        (2, State.STOPPED),
        (1, State.PUBLISHED),
    ]


def test_what_was_killed_without_a_word_is_told_as_that_once_nobody_calculates(database: Database) -> None:
    deliver(database, FACTS)
    seen: list[State] = []

    def look(_name: str, done: int, _total: int) -> None:
        if done == 10:
            seen.append(newest(database).state)

    run_nightly(database, (), AS_OF, look)
    assert seen == [State.CALCULATING]
    run_test_statement(
        database,
        "a_run_that_was_killed",
        number=2,
        as_of=AS_OF,
        started=to_micros(newest(database).started) + 1,
    )
    killed = newest(database)
    assert killed.state is State.STOPPED
    assert "the process ended before it was done" in str(killed.reason)
    run_nightly(database, (), AS_OF)
    assert by_state(database) == [(2, State.PUBLISHED), (2, State.STOPPED), (1, State.PUBLISHED)]
