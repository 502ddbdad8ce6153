"""However rows are delivered, and however often a load is killed, the graph ends the same."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.loading import load_delivery
from graph.database import Database
from tests.etl.deliveries import Rows, delivery, facts, load

_TABLES = {
    "members": 8,
    "communities": 2,
    "customers": 3,
    "products": 2,
    "groups": 2,
    "orders": 6,
}


def _company(seed: int) -> dict[str, list[str]]:
    """Return a small company full of gaps: unknown ids, cycles, lines that do not add up, too many refunds."""
    rng = random.Random(seed)

    def one(kind: str, *, empty: float = 0.0, unknown: float = 0.08) -> str:
        if rng.random() < empty:
            return ""
        return f"{kind}{'?' if rng.random() < unknown else rng.randrange(_TABLES[kind])}"

    def day(first: int, last: int) -> str:
        return f"2026-01-{rng.randint(first, last):02d}"

    rows: dict[str, list[str]] = {table: [] for table in _TABLES}
    for n in range(_TABLES["members"]):
        community = one("communities", empty=0.7)
        sponsor = rng.choice([one("members", empty=0.3), f"members{n // 2}"])
        rows["members"].append(f"members{n}|{sponsor}|{day(1, 4)}|Name {n}||{community}")
    for n in range(_TABLES["communities"]):
        rows["communities"].append(f"communities{n}|{one('members')}|C{n}")
    for n in range(_TABLES["customers"]):
        rows["customers"].append(f"customers{n}|{one('communities', empty=0.3)}|{day(1, 4)}")
    for n in range(_TABLES["products"]):
        rows["products"].append(f"products{n}|Product {n}")
    for n in range(_TABLES["groups"]):
        rows["groups"].append(f"groups{n}|{one('members')}|{day(1, 4)}|{day(5, 9)}")
    for table in ("order_lines", "refunds", "sponsor_corrections", "opening_standings", "touches"):
        rows[table] = []
    for n in range(_TABLES["orders"]):
        buyer = one("customers" if rng.random() < 0.2 else "members")
        rows["orders"].append(f"orders{n}|{buyer}|{day(3, 9)}|10.00||{one('groups', empty=0.7)}")
        parts = rng.choice([[], ["10.00"], ["4.00", "6.00"], ["3.00", "3.00"], ["10.00", "x"], ["x"]])
        for number, part in enumerate(parts):
            rows["order_lines"].append(f"orders{n}|{number}|{one('products', unknown=0.04)}|1|{part}")
        for number in range(rng.choice([0, 0, 1, 3])):
            amount = rng.choice(["4.00", "7.00", "2.00"])
            rows["refunds"].append(f"refund{n}{number}|orders{n}|{day(5, 20)}|{amount}")
    for n in range(5):
        sponsor = one("members", empty=0.1)
        rows["sponsor_corrections"].append(f"{one('members')}|{sponsor}|2026-02-0{n + 1}|why")
    for n in range(2):
        rows["opening_standings"].append(f"members{n}|{n}|{one('members', empty=0.5)}")
        rows["touches"].append(f"t{n}|v|{day(1, 9)}|ads|{one('members', empty=0.3)}|{one('customers')}")
    return rows


def _split(company: Rows, seed: int, parts: int) -> list[dict[str, list[str]]]:
    """Deal the rows to some deliveries, shuffled; some rows come twice."""
    rng = random.Random(seed)
    dealt: list[dict[str, list[str]]] = [{} for _ in range(parts)]
    for table, rows in company.items():
        for row in rng.sample(rows, len(rows)):
            for place in {rng.randrange(parts), rng.randrange(parts) if rng.random() < 0.2 else 0}:
                dealt[place].setdefault(table, []).append(row)
    return dealt


def _empty(database: Database) -> None:
    with database.driver.session(database=database.name) as session:
        session.run("MATCH (n) DETACH DELETE n").consume()


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10**6), st.integers(2, 4))
def test_rows_in_any_order_and_number_of_deliveries_end_in_the_same_graph(
    database: Database, seed: int, parts: int
):
    company = _company(seed)
    _empty(database)
    load(database, company)
    at_once = facts(database)
    _empty(database)
    for number, rows in enumerate(_split(company, seed, parts)):
        load(database, rows, str(number))
    assert facts(database) == at_once


def test_the_same_delivery_again_changes_nothing(database: Database):
    company = _company(5)
    load(database, company)
    before = facts(database)
    summary = load(database, company)
    assert facts(database) == before
    assert all(counts.loaded == counts.changed == counts.woken == 0 for counts in summary.tables.values())


class _KilledError(Exception):
    """The load was killed."""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_load_that_is_killed_after_any_transaction_and_run_again_ends_the_same(database: Database, seed: int):
    first, *later = _split(_company(seed), seed, 2)
    last = delivery(later[0], "last")
    load(database, first)
    load_delivery(database, last)
    undisturbed = facts(database)
    done = 0
    while True:
        _empty(database)
        load(database, first)
        left = done

        def kill(_table: str, _rows: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise _KilledError

        try:
            load_delivery(database, last, kill)
        except _KilledError:
            load_delivery(database, last)
            assert facts(database) == undisturbed
            done += 1
            continue
        break
    assert done > 5
