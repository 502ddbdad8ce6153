"""Revised orders and nights: what was due changes by differences, in whatever order revisions come."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import pytest

from graph.database import Database
from graph.explain import explain_order
from graph.facts import Facts, Order
from graph.nightly import run_nightly
from graph.outcome import Outcome, Published
from graph.plan import load_plan
from graph.reads.runs import published_run, run_numbered
from graph.reference import calculate
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment

FIRST, SECOND = "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"
MEMBERS = "S\nA S\nB A\nD"
PLAN = load_plan("chain_699")


def test_the_difference_of_a_revision_is_posted_and_explained(database: Database) -> None:
    openings = "S province\nA partner\nD district"
    before = company(MEMBERS, "o1 B 2xP699 2026-01-05T10:00", openings=openings)
    after = company(MEMBERS, "o1 B P699+10.00 2026-01-06T10:00", openings=openings)
    deliver(database, before, {"o1": FIRST})
    run_nightly(database, [PLAN], moment("2026-01-08T00:00"))
    first = calculate(before, [PLAN], moment("2026-01-08T00:00"))
    deliver(database, after, {"o1": SECOND})
    as_of = moment("2026-01-09T00:00")
    run_nightly(database, (), as_of)
    expected = calculate(after, [PLAN], as_of, Published(first, moment("2026-01-08T00:00")))
    assert published_outcome(database, after) == expected
    assert published_outcome(database, before, run_numbered(database, 1)) == first
    told = explain_order(database, published_run(database), "o1")
    assert [why.id for why in told.notes][:1] == ["revised"]
    postings = [one for kind in told.kinds for pay in (*kind.payments, *kind.reversed) for one in pay.postings]
    assert {why.id for one in postings if one.run == 2 for why in one.reasons} == {"new_revision"}
    assert {row.amount: {why.id for why in row.reasons} for row in told.pools}[10_00] >= {"pool_waits"}
    assert run_nightly(database, (), as_of).entries == 0


def _earlier(facts: Facts, orders: set[str]) -> Facts:
    """Return what a few orders were before they were revised: twice as much of everything, and a bit sooner."""
    lines = tuple(
        replace(line, quantity=line.quantity * 2, amount=line.amount * 2)
        for line in facts.lines
        if line.order_id in orders
    )
    own = (order for order in facts.orders if order.id in orders)
    return Facts(orders=tuple(replace(order, amount=order.amount * 2) for order in own), lines=lines)


def _with(known: Facts, earlier: Facts) -> Facts:
    there = {order.id for order in known.orders}
    lines = tuple(line for line in earlier.lines if line.order_id not in there)
    return replace(
        known,
        orders=(*known.orders, *(order for order in earlier.orders if order.id not in there)),
        lines=(*known.lines, *lines),
    )


def _revised(history_facts: Facts, random: Random) -> set[str]:
    ids = sorted(order.id for order in history_facts.orders)
    return set(random.sample(ids, min(len(ids), 6)))


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(one, marks=pytest.mark.full) for one in range(3, 60))])
def test_random_nights_with_revisions_in_any_order(database: Database, seed: int) -> None:
    random = Random(f"revised {seed}")
    history = random_history(seed)
    whole = history[-1].known
    chosen = _revised(whole, random)
    night_of = dict(_nights_of(history[0].known, chosen, random))
    buyers: list[set[str]] = [
        {one.id for one in (*night.known.members, *night.known.customers)} for night in history
    ]
    earlier, before = Facts(), None
    for number, night in enumerate(history):
        fresh = {
            one
            for one in chosen
            if night_of[one] == number or (night_of[one] < number and _joins(whole, one, buyers, number))
        }
        later: Mapping[str, str] = dict.fromkeys(chosen, SECOND)
        parts = [(night.delivered, later), (_earlier(whole, fresh), dict.fromkeys(fresh, FIRST))]
        known_buyers = buyers[number]
        ready = Facts(
            orders=tuple(one for one in parts[1][0].orders if one.buyer_id in known_buyers),
            lines=parts[1][0].lines,
        )
        ready_ids = {one.id for one in ready.orders}
        ready = replace(ready, lines=tuple(line for line in ready.lines if line.order_id in ready_ids))
        deliver(database, *parts[0])
        deliver(database, ready, parts[1][1])
        earlier = _with(earlier, ready)
        run_nightly(database, night.given, night.as_of)
        known = _with(night.known, earlier)
        expected: Outcome = calculate(known, night.in_force, night.as_of, before)
        assert published_outcome(database, known) == expected
        before = Published(expected, night.as_of)


def _nights_of(_facts: Facts, chosen: set[str], random: Random) -> Iterator[tuple[str, int]]:
    yield from ((one, random.randrange(3)) for one in sorted(chosen))


def _joins(whole: Facts, order_id: str, buyers: list[set[str]], number: int) -> bool:
    """Return whether the buyer of an order comes with this night."""
    order: Order = next(one for one in whole.orders if one.id == order_id)
    return order.buyer_id in buyers[number] and order.buyer_id not in buyers[number - 1]
