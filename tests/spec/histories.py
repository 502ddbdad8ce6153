"""Random histories: a company's facts in three deliveries, with a run after each."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from graph.facts import Facts
from graph.plan import Plan, in_order
from tests.spec.companies import random_case

DELIVERIES = 3
_HOUR = 3_600_000_000
_LATER = 2_800 * _HOUR
Draw = Callable[[int | None], int]
Split = dict[tuple[str, object], int]


@dataclass(frozen=True)
class Night:
    """One delivery and the run after it; `known` is everything delivered so far.

    given: the plans named to the run; in_force: those that pay. as_of: microseconds. stops: before
    how many steps a first attempt is killed; 0 for none.
    """

    delivered: Facts
    known: Facts
    given: tuple[Plan, ...]
    in_force: tuple[Plan, ...]
    as_of: int
    stops: int


def random_history(seed: int) -> list[Night]:
    """Return the nights of a random company: rows at random or by time with late ones, at growing times."""
    case = random_case(seed)
    random = Random(f"history {seed}")
    reading = {"pool_days": "closed" if seed % 4 else "restate"}
    facts, plans = case.facts, tuple(plan.with_readings(reading) for plan in in_order(case.plans))
    times = sorted(order.at for order in facts.orders)
    moments = sorted(random.choice(times) + random.choice([0, 1, -1, 300 * _HOUR]) for _ in range(2))
    moments.append(max(case.as_of, times[-1] + _LATER))
    if random.random() < 0.4:
        moments = [moments[-1]] * DELIVERIES
    nights: list[Night] = []
    known, in_force = Facts(), plans[:1]
    later = random.randrange(1, DELIVERIES)  # the night that brings the later plans
    for number, delivered in enumerate(_deliveries(facts, random)):
        known = _joined(known, delivered)
        given = plans[:1] if number == 0 else plans if number == later else ()
        in_force = plans if number >= later else plans[:1]
        stops = random.randrange(2, 45) if random.random() < 0.3 else 0
        nights.append(Night(delivered, known, given, in_force, moments[number], stops))
    return nights


def _joined(first: Facts, then: Facts) -> Facts:
    tables = {name: getattr(first, name) + getattr(then, name) for name in Facts.__dataclass_fields__}
    return Facts(**{**tables, "products": then.products})


def _deliveries(facts: Facts, random: Random) -> list[Facts]:
    """Split facts so that what a row refers to comes with it or before it."""
    draw = _draw(facts, random)
    of = _people(facts, random, draw)
    for group in facts.groups:
        of["groups", group.id] = of["members", group.leader_id]
    for order in facts.orders:
        buyer = of.get(("members", order.buyer_id), of.get(("customers", order.buyer_id), 0))
        of["orders", order.id] = max(draw(order.at), buyer, of.get(("groups", order.group_id), 0))
    for refund in facts.refunds:
        of["refunds", refund.id] = max(draw(refund.at), of["orders", refund.order_id])
    for table in ("adjustments", "withdrawals"):
        for row in getattr(facts, table):
            of[table, row.id] = max(draw(getattr(row, "at", None)), of["members", row.member_id])
    reached = 0  # corrections come in their order, so that none closes a cycle for a while
    in_order_of_time = sorted(enumerate(facts.corrections), key=lambda pair: (pair[1].at, pair[1].member_id))
    for number, one in in_order_of_time:
        reached = max(
            reached, draw(one.at), of["members", one.member_id], of.get(("members", one.sponsor_id), 0)
        )
        of["corrections", number] = reached
    for opening in facts.openings:
        own = draw(None) if random.random() < 0.5 else 0
        owner = of.get(("members", opening.team_owner_id), 0)
        of["openings", opening.member_id] = max(own, of["members", opening.member_id], owner)
    return [_of_delivery(facts, of, number) for number in range(DELIVERIES)]


def _people(facts: Facts, random: Random, draw: Draw) -> Split:
    sponsors = {member.id: member.sponsor_id for member in facts.members}
    of: Split = {}

    def member(member_id: str | None) -> int:
        if member_id is None:
            return 0
        if ("members", member_id) not in of:
            own = draw(None) if random.random() < 0.4 else 0
            of["members", member_id] = max(own, member(sponsors[member_id]))
        return of["members", member_id]

    for one in facts.members:
        member(one.id)
    for community in facts.communities:
        own = draw(None) if random.random() < 0.3 else 0
        of["communities", community.id] = max(own, member(community.owner_id))
    for customer in facts.customers:
        of["customers", customer.id] = of.get(("communities", customer.community_id), 0)
    return of


def _draw(facts: Facts, random: Random) -> Draw:
    """Return what draws the number of a delivery: by time, with late rows, or at random."""
    by_time = random.random() < 0.5
    first, last = min(order.at for order in facts.orders), max(order.at for order in facts.orders) + 1

    def draw(at: int | None) -> int:
        if by_time and at is not None and random.random() < 0.85:
            return min(DELIVERIES - 1, max(0, (at - first) * DELIVERIES // (last - first)))
        return random.choices(range(DELIVERIES), [3, 1, 1])[0]

    return draw


def _of_delivery(facts: Facts, of: Split, number: int) -> Facts:
    def chosen(table: str, key: str) -> tuple[Any, ...]:
        return tuple(row for row in getattr(facts, table) if of[table, getattr(row, key)] == number)

    lines = tuple(line for line in facts.lines if of["orders", line.order_id] == number)
    corrections = tuple(
        row for place, row in enumerate(facts.corrections) if of["corrections", place] == number
    )
    keyed = {
        table: chosen(table, "id")
        for table in (
            *("members", "communities", "customers", "groups", "orders", "refunds"),
            *("adjustments", "withdrawals"),
        )
    }
    return Facts(
        **keyed,
        products=facts.products,  # with each delivery: its tables have the categories of its lines
        openings=chosen("openings", "member_id"),
        lines=lines,
        corrections=corrections,
    )
