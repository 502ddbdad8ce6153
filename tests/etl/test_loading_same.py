"""However rows are delivered, and however often a load is killed, the graph ends the same."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.loading import load_delivery
from etl.reading import Delivery
from graph.database import Database, Row
from tests.etl.deliveries import Rows, delivery, empty, facts, load
from tests.etl.gappy import company, split


def _compare(database: Database, seed: int, parts: int) -> None:
    whole = company(seed)
    empty(database)
    load(database, whole)
    at_once = facts(database)
    empty(database)
    for number, rows in enumerate(split(whole, seed, parts)):
        load(database, rows, str(number))
    assert facts(database) == at_once


@pytest.mark.parametrize(("seed", "parts"), [(11, 2), (12, 3), (13, 4), (14, 3)])
def test_rows_in_any_order_and_number_of_deliveries_end_in_the_same_graph(
    database: Database, seed: int, parts: int
):
    _compare(database, seed, parts)


def test_the_same_delivery_again_changes_nothing(database: Database):
    whole = company(5)
    load(database, whole)
    before = facts(database)
    summary = load(database, whole)
    assert facts(database) == before
    assert summary.tables
    assert all(counts.loaded == counts.changed == counts.woken == 0 for counts in summary.tables.values())


class _KilledError(Exception):
    """The load was killed."""


@dataclass(frozen=True)
class _Killed(Database):
    """A database whose client dies before its n-th transaction."""

    left: list[int]

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        if not steps[0][0].startswith("system/lock/"):
            self.left[0] -= 1
            if self.left[0] < 0:
                raise _KilledError
        return super().write_all(steps)


def _two_deliveries(seed: int) -> tuple[Rows, Delivery]:
    first, last = split(company(seed), seed, 2)
    return first, delivery(last, "last")


def _undisturbed(database: Database, first: Rows, last: Delivery) -> set[str]:
    load(database, first)
    load_delivery(database, last)
    found = facts(database)
    empty(database)
    load(database, first)
    return found


def test_a_load_that_is_killed_again_and_again_ends_as_if_it_had_not_been(database: Database):
    first, last = _two_deliveries(2)
    undisturbed = _undisturbed(database, first, last)
    for moment in itertools.count():
        try:
            load_delivery(_Killed(database.driver, database.name, [moment]), last)
        except _KilledError:
            continue
        break
    assert moment > 5
    assert facts(database) == undisturbed


@pytest.mark.full
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_load_that_is_killed_before_any_transaction_and_run_again_ends_the_same(
    database: Database, seed: int
):
    first, last = _two_deliveries(seed)
    undisturbed = _undisturbed(database, first, last)
    for moment in itertools.count():
        empty(database)
        load(database, first)
        try:
            load_delivery(_Killed(database.driver, database.name, [moment]), last)
        except _KilledError:
            load_delivery(database, last)
            assert facts(database) == undisturbed
        else:
            assert moment > 5
            return


@pytest.mark.full
@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_many_companies_end_in_the_same_graph(database: Database, seed: int, parts: int):
    _compare(database, seed, parts)
