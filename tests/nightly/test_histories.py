"""Nights one after the other: late rows, corrections, killed calculations, later plans."""

import pytest

from graph.database import Database
from graph.facts import Facts
from graph.nightly import run_nightly
from graph.outcome import Outcome, Published
from graph.reads.ledger import ledger
from graph.reads.runs import published_run, run_numbered
from graph.reference import calculate
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver, published_outcome


class KilledError(Exception):
    """A night that ends in the middle."""


def kill_before(step: int):
    """Return a progress function that ends the night before its step number `step`."""
    seen = []

    def progress(name: str, _done: int, _total: int) -> None:
        seen.append(name)
        if len(seen) > step:
            raise KilledError(name)

    return progress


CORRECTED_TO_A_ROOT, EARLIER_FIRST_MONTH = 39, 73
ALWAYS = (*range(6), CORRECTED_TO_A_ROOT, EARLIER_FIRST_MONTH)


@pytest.mark.parametrize(
    "seed",
    [*ALWAYS, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(6, 120) if seed not in ALWAYS)],
)
def test_each_night_equals_a_calculation_from_facts_and_closed_days(database: Database, seed: int) -> None:
    published: list[tuple[Facts, Outcome]] = []
    before: Published | None = None
    for number, night in enumerate(random_history(seed), start=1):
        deliver(database, night.delivered)
        if night.stops:
            with pytest.raises(KilledError):
                run_nightly(database, night.given, night.as_of, kill_before(night.stops))
        summary = run_nightly(database, night.given, night.as_of)
        expected = calculate(night.known, night.in_force, night.as_of, before)
        before = Published(expected, night.as_of)
        assert summary.run == number
        assert published_outcome(database, night.known) == expected
        published.append((night.known, expected))
    for number, (known, expected) in enumerate(published, start=1):
        assert published_outcome(database, known, run_numbered(database, number)) == expected
    last = published_run(database)
    assert run_nightly(database, (), last.as_of).entries == 0
    keys = [entry.key for entry in ledger(database, last)]
    assert len(keys) == len(set(keys))


def test_a_correcting_entry_names_the_first_entry_of_its_grain(database: Database) -> None:
    for night in random_history(0):
        deliver(database, night.delivered)
        run_nightly(database, night.given, night.as_of)
    first: dict[tuple[str, ...], str] = {}
    corrections = 0
    for entry in sorted(ledger(database, published_run(database)), key=lambda entry: entry.run):
        # Each adjustment is posted by itself: what its key has behind the number of the run is its own.
        source = entry.key.partition(" ")[2] if entry.kind == "adjustment" else entry.source
        grain = (entry.kind, source, entry.payee_id, entry.order_id, entry.pool, entry.day)
        assert entry.corrects == first.get(grain, "")
        first.setdefault(grain, entry.key)
        corrections += entry.corrects != ""
    assert corrections > 0


def test_readers_see_the_last_run_whole_while_the_next_one_is_calculated(database: Database) -> None:
    first, second, _ = random_history(7)
    deliver(database, first.delivered)
    run_nightly(database, first.given, first.as_of)
    before = published_outcome(database, first.known)
    deliver(database, second.delivered)
    torn = []

    def look(name: str, done: int, _total: int) -> None:
        if name != "published" and done % 5 == 0 and published_outcome(database, first.known) != before:
            torn.append(name)

    run_nightly(database, second.given, second.as_of, look)
    assert torn == []
    assert published_outcome(database, second.known) != before
