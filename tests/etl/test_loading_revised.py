"""Revised orders: the latest revision stands with its lines, in whatever order revisions are delivered."""

from random import Random

import pytest

from etl.loading import load_delivery
from graph.database import Database
from tests.etl.deliveries import delivery, empty, facts, links, load, nodes, waiting

SOUND = {"members": ["m1||2026-01-01", "m2|m1|2026-01-01"], "products": ["P699|Package", "P1|Tea"]}
FIRST = {"orders": ["o1|m1|2026-02-01|709.00"], "order_lines": ["o1|1|P699|1|699.00", "o1|2|P1|1|10.00"]}
SECOND = {
    "orders": ["o1|m1|2026-02-01|699.00|||||2026-02-03"],
    "order_lines": ["o1|1|P699|1|699.00|2026-02-03"],
}
THIRD = {"orders": ["o1|m2|2026-02-02|20.00|||||2026-02-04"], "order_lines": ["o1|2|P1|2|20.00|2026-02-04"]}


def _stands(database: Database) -> tuple[object, list[tuple[str, object]]]:
    lines = links(database, "CONTAINS")
    found = sorted((product, line["amount"]) for (order, product), line in lines.items() if order == "o1")
    return nodes(database, "Order")["o1"]["amount"], found


@pytest.mark.parametrize("order", ["123", "132", "213", "231", "312", "321"])
def test_the_latest_revision_stands_in_whatever_order_they_come(database: Database, order: str) -> None:
    revisions = {"1": FIRST, "2": SECOND, "3": THIRD}
    load(database, SOUND)
    for number in order:
        load(database, revisions[number], number)
    assert _stands(database) == (20_00, [("P1", 20_00)])
    assert list(links(database, "PLACED")) == [("m2", "o1")]
    assert waiting(database) == {}


def test_what_is_older_than_the_order_that_stands_changes_nothing(database: Database) -> None:
    load(database, {**SOUND, **SECOND})
    before = facts(database)
    summary = load(database, FIRST)
    assert facts(database) == before
    assert (summary.tables["orders"].unchanged, summary.tables["order_lines"].unchanged) == (1, 2)
    assert summary.quarantined == 0


def test_all_revisions_in_one_delivery(database: Database) -> None:
    every = {name: FIRST[name] + SECOND[name] + THIRD[name] for name in FIRST}
    load(database, {**SOUND, **every})
    assert _stands(database) == (20_00, [("P1", 20_00)])
    assert waiting(database) == {}


def test_lines_of_a_later_revision_wait_for_their_order(database: Database) -> None:
    load(database, {**SOUND, **FIRST})
    load(database, {"order_lines": SECOND["order_lines"]})
    assert _stands(database)[0] == 709_00
    assert waiting(database) == {
        "order_lines o1 1": "order o1 is not there in the revision that the line belongs to (revised_at)"
    }
    load(database, {"orders": SECOND["orders"]})
    assert _stands(database) == (699_00, [("P699", 699_00)])
    assert waiting(database) == {}


def test_a_revision_stands_without_lines_until_its_own_come(database: Database) -> None:
    load(database, {**SOUND, **FIRST})
    load(database, {"orders": SECOND["orders"]})
    assert _stands(database) == (699_00, [])
    load(database, {"order_lines": SECOND["order_lines"]})
    assert _stands(database) == (699_00, [("P699", 699_00)])


def test_a_revision_whose_lines_do_not_add_up_waits_and_the_order_with_it(database: Database) -> None:
    load(database, {**SOUND, **FIRST, "refunds": ["r1|o1|2026-02-05|5.00"]})
    load(database, {**SECOND, "order_lines": ["o1|1|P699|1|600.00|2026-02-03"]})
    assert nodes(database, "Order") == {}
    assert set(waiting(database)) == {"orders o1", "order_lines o1 1", "refunds r1"}
    load(database, {"order_lines": SECOND["order_lines"]})
    assert _stands(database) == (699_00, [("P699", 699_00)])
    assert list(links(database, "REFUNDS")) == [("r1", "o1")]
    assert waiting(database) == {}


def test_two_payloads_of_one_revision_are_a_conflict(database: Database) -> None:
    load(database, {**SOUND, **SECOND})
    load(database, {"orders": ["o1|m1|2026-02-01|698.00|||||2026-02-03"]})
    assert waiting(database) == {"orders o1": "amount '69800' differs from the loaded '69900'"}
    load(database, THIRD)
    assert waiting(database) == {}
    two = [f"o1|m1|2026-02-01|{amount}|||||2026-02-05" for amount in ("1.00", "2.00")]
    load(database, {"orders": two})
    assert _stands(database)[0] == 20_00
    assert len(waiting(database)) == 1


def test_a_revision_that_is_bad_in_itself_waits_until_it_is_repaired(database: Database) -> None:
    load(database, {**SOUND, "orders": ["o1|m1|2026-02-01|x|||||2026-02-03"]})
    load(database, FIRST)
    assert _stands(database)[0] == 709_00
    assert list(waiting(database)) == ["orders o1"]  # it is later than what stands
    load(database, SECOND)
    assert waiting(database) == {}


def test_refunds_are_judged_against_the_amount_that_stands(database: Database) -> None:
    refunds = ["r1|o1|2026-02-05|15.00", "r2|o1|2026-02-06|10.00", "r3|o1|2026-02-01|1.00"]
    load(database, {**SOUND, **FIRST, "refunds": refunds})
    load(database, THIRD)
    assert list(nodes(database, "Refund")) == ["r1"]
    assert waiting(database) == {
        "refunds r2": "amount 10.00 and the 15.00 refunded before are more than the order's 20.00",
        "refunds r3": "refunded_at lies before its order 'o1' was paid",
    }


@pytest.mark.parametrize("seed", range(3))
def test_revisions_split_at_random_end_as_in_one_delivery(database: Database, seed: int) -> None:
    random = Random(f"revisions {seed}")
    orders, lines, refunds = _random_revisions(random)
    empty(database)
    load(database, {**SOUND, "orders": orders, "order_lines": lines, "refunds": refunds})
    at_once = facts(database)
    empty(database)
    parts: list[dict[str, list[str]]] = [{"orders": [], "order_lines": [], "refunds": []} for _ in range(4)]
    for table, rows in (("orders", orders), ("order_lines", lines), ("refunds", refunds)):
        for row in rows:
            random.choice(parts)[table].append(row)
    load(database, SOUND)
    for number, part in enumerate(parts):
        load_delivery(database, delivery(part, str(number)))
    assert facts(database) == at_once


def _random_revisions(random: Random) -> tuple[list[str], list[str], list[str]]:
    orders, lines, refunds = [], [], []
    for number in range(12):
        for day in random.sample(["", "2026-03-01", "2026-03-02", "2026-03-03"], random.randrange(1, 4)):
            amounts = [random.randrange(1, 9) * 100 for _ in range(random.randrange(3))]
            total = (sum(amounts) or 500) + (100 if random.random() < 0.15 else 0)  # does not add up
            buyer = random.choice(["m1", "m2", "m1", "m9"])  # m9 is not there
            orders.append(f"o{number}|{buyer}|2026-02-0{random.randrange(1, 4)}|{total}.00|||||{day}")
            lines += [
                f"o{number}|{place}|{random.choice(['P699', 'P1'])}|1|{amount}.00|{day}"
                for place, amount in enumerate(amounts, 1)
            ]
        if random.random() < 0.5:
            refunds.append(
                f"r{number}|o{number}|2026-02-0{random.randrange(2, 9)}|{random.randrange(1, 9)}00.00"
            )
    return orders, lines, refunds
