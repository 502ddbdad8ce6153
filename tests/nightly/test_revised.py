"""Revised orders and nights: what was due changes by differences, in whatever order revisions come."""

from dataclasses import replace
from random import Random

import pytest

from graph.database import Database
from graph.explain import explain_order
from graph.facts import Facts, Order
from graph.nightly import run_nightly
from graph.outcome import Published
from graph.plan import load_plan
from graph.reads.runs import published_run, run_numbered
from graph.reference import calculate
from tests.spec.histories import Night, random_history
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
    postings = [
        one for kind in told.kinds for pay in (*kind.payments, *kind.reversed) for one in pay.postings
    ]
    assert {why.id for one in postings if one.run == 2 for why in one.reasons} >= {"new_revision"}
    assert {row.amount: {why.id for why in row.reasons} for row in told.pools}[10_00] >= {"pool_waits"}
    assert run_nightly(database, (), as_of).entries == 0


def _earlier_group(whole: Facts, order: Order) -> str | None:
    """Return the group of an order before it was revised: none, its own, or another one."""
    groups = (None, order.group_id, *(group.id for group in whole.groups))
    return Random(f"group of {order.id}").choice(groups)


def _earlier(whole: Facts, orders: set[str]) -> Facts:
    """Return what orders were before they were revised: twice as much of everything, and of any group."""
    lines = (
        replace(line, quantity=line.quantity * 2, amount=line.amount * 2)
        for line in whole.lines
        if line.order_id in orders
    )
    own = (
        replace(order, amount=order.amount * 2, group_id=_earlier_group(whole, order))
        for order in whole.orders
        if order.id in orders
    )
    return Facts(orders=tuple(own), lines=tuple(lines), products=whole.products)


def _with(known: Facts, earlier: Facts) -> Facts:
    """Return what is known with earlier revisions of orders that are not known in a later one."""
    there = {order.id for order in known.orders}
    orders = (order for order in earlier.orders if order.id not in there)
    lines = (line for line in earlier.lines if line.order_id not in there)
    return replace(known, orders=(*known.orders, *orders), lines=(*known.lines, *lines))


def _first_nights(history: list[Night], random: Random) -> dict[str, int]:
    """Return in which night the earlier revision of some orders comes: not before their buyer and group.

    Half of them are of a group, where there are any.
    """
    whole = history[-1].known
    there = [
        {one.id for one in night.known.members}
        | {one.id for one in night.known.customers}
        | {one.id for one in night.known.groups}
        for night in history
    ]
    orders = sorted(whole.orders, key=lambda order: order.id)
    grouped = [order for order in orders if order.group_id]
    chosen = {*random.sample(orders, min(len(orders), 8)), *random.sample(grouped, min(len(grouped), 8))}
    first = {
        order.id: min(
            n
            for n, ids in enumerate(there)
            if {order.buyer_id, _earlier_group(whole, order) or order.buyer_id} <= ids
        )
        for order in sorted(chosen, key=lambda order: order.id)
    }
    return {order: max(night, random.randrange(len(history))) for order, night in first.items()}


WITH_GROUPS = (4, 20)
ALWAYS = (0, 1, *WITH_GROUPS)


@pytest.mark.parametrize(
    "seed", [*ALWAYS, *(pytest.param(n, marks=pytest.mark.full) for n in range(60) if n not in ALWAYS)]
)
def test_random_nights_with_revisions_in_any_order(database: Database, seed: int) -> None:
    history = random_history(seed)
    whole, comes = history[-1].known, _first_nights(history, Random(f"revised {seed}"))
    later, before = dict.fromkeys(comes, SECOND), None
    for number, night in enumerate(history):
        deliver(database, night.delivered, later)
        fresh = {order for order, first in comes.items() if first == number}
        deliver(database, _earlier(whole, fresh), dict.fromkeys(fresh, FIRST))
        run_nightly(database, night.given, night.as_of)
        known = _with(night.known, _earlier(whole, {one for one, first in comes.items() if first <= number}))
        expected = calculate(known, night.in_force, night.as_of, before)
        assert published_outcome(database, known) == expected
        before = Published(expected, night.as_of)


def test_the_histories_with_groups_move_orders_into_groups_out_of_them_and_between_them() -> None:
    moves = set()
    for seed in WITH_GROUPS:
        history = random_history(seed)
        whole, comes = history[-1].known, _first_nights(history, Random(f"revised {seed}"))
        for order in whole.orders:
            if order.id in comes:
                before, after = _earlier_group(whole, order), order.group_id
                moves.add((before is not None, after is not None, before == after))
    assert moves >= {(True, False, False), (False, True, False), (True, True, False)}
