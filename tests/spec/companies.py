"""Random companies: a seed gives facts, plans and a time that reach deep ranks and odd corners.

`random_case(seed)` is what both engines are compared on; `cases()` lets hypothesis draw the seed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from graph.facts import (
    Adjustment,
    Community,
    Correction,
    Customer,
    Facts,
    Group,
    Line,
    Member,
    Opening,
    Order,
    Product,
    Refund,
    Withdrawal,
)
from graph.plan import Plan
from tests.spec.plans import random_plans
from tests.spec.tables import PRICES, moment

MINUTE = 60_000_000
DAYS = ("2026-01-29", "2026-01-30", "2026-01-31", "2026-02-01", "2026-02-03", "2026-03-01")
PACKAGES = tuple(PRICES)
CATEGORIES = {"P699": "basic", "P1980": "basic", "goods": "goods"}


@dataclass(frozen=True)
class Case:
    """One company to calculate, and how."""

    seed: int
    facts: Facts
    plans: tuple[Plan, ...]
    as_of: int


def random_case(seed: int, size: int = 40) -> Case:
    """Return facts of about `size` members and three times as many orders, plans, and the run's time."""
    random = Random(seed)
    facts = random_company(seed, size)
    as_of = moment("2026-06-01T00:00")
    if random.random() < 0.4:  # a run in the midst of it, at times exactly at a fact or a midnight
        exact = [*(order.at for order in facts.orders), *(moment(f"{day}T00:00") for day in DAYS[1:])]
        as_of = random.choice(exact) + random.choice([0, 0, -1, 1])
    return Case(seed, facts, random_plans(random), as_of)


def cases(size: int = 40) -> st.SearchStrategy[Case]:
    """Return a strategy that draws the seed only: a random builder reaches deeper ranks than a drawn one."""
    return st.integers(0, 2**32 - 1).map(lambda seed: random_case(seed, size))


def random_company(seed: int, size: int = 40) -> Facts:
    """Return the facts of a random company; the same seed gives the same ones."""
    random = Random(f"company {seed}")
    members = _members(random, size)
    ids = [member.id for member in members]
    communities = tuple(Community(f"k{n}", random.choice(ids)) for n in range(3))
    customers = tuple(
        Customer(f"u{n}", random.choice([*(one.id for one in communities), None]), moment("2025-06-01T00:00"))
        for n in range(5)
    )
    orders, lines = _orders(random, members, customers, size * 3)
    later = Random(f"received {seed}")
    refunds = _refunds(random, orders)
    refunded = {refund.order_id for refund in refunds}
    groups, group_of = _groups(Random(f"groups {seed}"), members, orders, refunded)
    return Facts(
        members=members,
        customers=customers,
        communities=communities,
        orders=tuple(
            replace(order, received=_received(later, order), group_id=group_of.get(order.id))
            for order in orders
        ),
        lines=lines,
        products=tuple(
            Product(one, CATEGORIES.get(one)) for one in sorted({line.product_id for line in lines})
        ),
        refunds=refunds,
        corrections=_corrections(random, members),
        openings=_openings(random, members),
        groups=groups,
        adjustments=_adjustments(Random(f"adjusted {seed}"), ids),
        withdrawals=_withdrawals(Random(f"withdrawn {seed}"), ids),
    )


def _adjustments(random: Random, ids: Sequence[str]) -> tuple[Adjustment, ...]:
    """Return bonuses and deductions, some on the same day of one member, some that cancel each other."""
    some = random.sample(ids, 4)
    return tuple(
        Adjustment(
            f"a{number}", random.choice(some), random.choice(DAYS[:4]), random.choice([500, -500, 1, -99999])
        )
        for number in range(random.choice([0, 1, 6, 12]))
    )


def _withdrawals(random: Random, ids: Sequence[str]) -> tuple[Withdrawal, ...]:
    times = [moment(f"{day}T00:00") + shift for day in DAYS[1:] for shift in (-1, 0, 1)]
    return tuple(
        Withdrawal(f"w{number}", random.choice(ids), random.choice(times), random.choice([1, 10000, 70000]))
        for number in range(random.choice([0, 2, 8]))
    )


def _groups(
    random: Random, members: Sequence[Member], orders: Sequence[Order], refunded: Collection[str]
) -> tuple[tuple[Group, ...], dict[str, str]]:
    """Return groups that open with an order, and the group of some orders: most of them in its window."""
    if random.random() < 0.5:
        return (), {}
    groups: list[Group] = []
    group_of: dict[str, str] = {}
    by_time = sorted(orders, key=lambda order: (order.at, order.id))
    for number in range(random.choice([1, 4, 8])):
        likely = [place for place, order in enumerate(by_time) if order.id in refunded]
        first = random.choice([random.randrange(len(by_time)), *likely[:1], random.choice(likely)])
        opens = by_time[first].at
        closes = opens + random.choice([0, 60, 1440, 3 * 1440, 40 * 1440]) * MINUTE
        groups.append(Group(f"g{number}", random.choice(members).id, opens, closes))
        buying = random.sample(by_time, 2) + by_time[first : first + random.choice([1, 2, 3, 6])]
        group_of |= {order.id: f"g{number}" for order in buying}
    return tuple(groups), group_of


def _received(random: Random, order: Order) -> int | None:
    return random.choice([None, order.at, order.at + 3 * 1440 * MINUTE, order.at + 90 * 1440 * MINUTE])


def _members(random: Random, size: int) -> tuple[Member, ...]:
    shape = random.choice(["tree", "ternary", "ternary", "chain", "star", "binary"])
    names = [random.choice([f"m{n}", f"M{n}", f"成员{n}", f"m 0{n}"]) for n in range(size)]
    random.shuffle(names)
    members: list[Member] = []
    for place, name in enumerate(names):
        sponsor = None if place == 0 or random.random() < 0.03 else names[_above(random, shape, place)]
        joined = moment(random.choice(["2025-12-01T00:00", "2025-12-01T00:00", "2025-12-03T08:00"]))
        if random.random() < 0.1:
            joined = moment(f"{random.choice(DAYS[:3])}T12:00")
        members.append(Member(name, sponsor, joined))
    random.shuffle(members)
    return tuple(members)


def _above(random: Random, shape: str, place: int) -> int:
    if shape == "chain" and random.random() < 0.8:
        return place - 1
    if shape == "star" and random.random() < 0.7:
        return 0
    if shape in {"ternary", "binary"} and random.random() < 0.9:
        return (place - 1) // (3 if shape == "ternary" else 2)
    return random.randrange(place)


def _orders(
    random: Random, members: Sequence[Member], customers: Sequence[Customer], number: int
) -> tuple[tuple[Order, ...], tuple[Line, ...]]:
    times = [moment(f"{random.choice(DAYS)}T{random.randrange(24):02d}:00") for _ in range(number // 3)]
    for day in DAYS[1:]:  # the last moment of a day, midnight itself, and the first after it
        times += [moment(f"{day}T00:00") + shift for shift in (-1, 0, 1)]
    buyers: list[Member | Customer] = [*members, *members, *members, *customers]
    generous = random.random() < 0.7
    orders = []
    lines: list[Line] = []
    for place in range(number):
        buyer = random.choice(buyers)
        # The first round: one package each, so that the ladder has its lowest step.
        buyer = members[place] if place < len(members) * 0.8 else buyer
        late = [at for at in times if at >= buyer.joined] or [buyer.joined]
        at = random.choice(late)
        order_id = f"o{random.choice(['', '0', 'ö'])}{place}"
        bought = _lines(random, order_id, generous=generous, first=place < len(members))
        extra = (
            random.choice([0, 0, 1, 12345]) if not bought or not any(line.amount for line in bought) else 0
        )
        amount = sum(line.amount for line in bought) + extra
        if extra and bought:
            bought.append(Line(order_id, len(bought) + 1, "goods", 1, extra))
        orders.append(Order(order_id, buyer.id, at, amount or 5000))
        lines += bought if amount else []
    random.shuffle(orders)
    random.shuffle(lines)
    return tuple(orders), tuple(lines)


def _lines(random: Random, order_id: str, *, generous: bool, first: bool) -> list[Line]:
    kind = random.random()
    products = ["P699"] if first or kind < 0.5 else []
    if generous and random.random() < 0.5:
        products += random.choice([["P999"], ["P999", "P1980"], list(PACKAGES[1:]), list(PACKAGES[1:])])
    elif kind > 0.8:
        products.append(random.choice([*PACKAGES, "P699", "goods"]))
    random.shuffle(products)
    lines = []
    for line_no, product in enumerate(products, start=1):
        quantity = random.choice([1, 1, 1, 2, 3])
        amount = PRICES.get(product, 3333) * quantity
        amount = random.choice([amount] * 6 + [amount - 10001 * quantity, amount // 2, 0])
        lines.append(Line(order_id, line_no, product, quantity, max(amount, 0)))
    return lines


def _refunds(random: Random, orders: Sequence[Order]) -> tuple[Refund, ...]:
    refunds = []
    for order in random.sample(orders, len(orders) // 7):
        left = order.amount
        for part in range(random.choice([1, 1, 2])):
            amount = random.choice([left, left, 1, max(left // 2, 1), max(left - 1, 1), max(left // 3, 1)])
            amount = min(amount, left)
            if amount:
                at = order.at + random.choice([0, 5 * MINUTE, 3 * 1440 * MINUTE, 40 * 1440 * MINUTE])
                refunds.append(Refund(f"r{order.id} {part}", order.id, at, amount))
            left -= amount
    random.shuffle(refunds)
    return tuple(refunds)


def _corrections(random: Random, members: Sequence[Member]) -> tuple[Correction, ...]:
    """Move a few members, in the order of (time, id), never below themselves."""
    sponsor = {member.id: member.sponsor_id for member in members}
    times = sorted(moment(f"{random.choice(DAYS)}T18:00") for _ in range(random.choice([0, 0, 1, 3, 5])))
    drawn = sorted({(at, random.choice(members).id) for at in times})
    corrections = []
    for at, member in drawn:
        allowed = [one.id for one in members if member not in _path(one.id, sponsor)]
        target = random.choice(allowed) if allowed and random.random() < 0.9 else None
        sponsor[member] = target
        corrections.append(Correction(member, target, at))
    random.shuffle(corrections)
    return tuple(corrections)


def _path(member: str, sponsor: dict[str, str | None]) -> list[str]:
    path = [member]
    while above := sponsor[path[-1]]:
        path.append(above)
    return path


def _openings(random: Random, members: Sequence[Member]) -> tuple[Opening, ...]:
    sponsor = {member.id: member.sponsor_id for member in members}
    number = random.choice([0, 0, 4, 10, 25])
    ladder = random.random() < 0.5  # the higher up the higher the rank, as in a company that grew
    openings = []
    for member in random.sample(members, min(number, len(members))):
        others = [one.id for one in members if one.id != member.id]
        above = _path(member.id, sponsor)[1:]
        owner = random.choice([random.choice(others), *above[:2], *above[:2], None])
        rank = random.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5])
        if ladder:
            rank = max(1, min(5, 5 - len(above) + random.choice([-1, 0, 0])))
        openings.append(Opening(member.id, rank, owner))
    return tuple(openings)
