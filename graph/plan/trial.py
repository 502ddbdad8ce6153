"""A plan tried on a toy company: the golden example of the rules, with the plan's own ranks and packages.

One member of each rank, from the top down to the one that owns teams, stands before the first order, each
sponsored by the one before and named by its rank. Under the lowest of them A begins, whose line buys nine
entry packages (in a plan without one goods of 200.00, or of so much that nine reach its highest bracket);
then A2 buys one of each other package that pays anything, and of each product and category that a reward
names. All is on one day, so that the pools are shared once; what is paid by the month is paid, too. It is
calculated by the reference, without a database.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from graph.clock import day_start
from graph.facts import Facts, Group, Line, Member, Opening, Order
from graph.kinds.due import Due
from graph.kinds.parameters import DAY
from graph.kinds.rewards import BY_NAME, OF_TOTALS
from graph.kinds.rewards.leader import Leader
from graph.outcome import Outcome, PaysOut
from graph.plan.checks import most_paid
from graph.plan.model import Plan
from graph.plan.shelf import GOODS, goods, named_goods, price_of_goods, products
from graph.reference import calculate
from graph.reference.company import Sale, company_as_of
from graph.reference.totals import CompanyBooks
from graph.words.reasons import Reason

_BELOW = {"A": "", "A1": "A", "A2": "A", "A3": "A", "B1": "A1", "C1": "A3", "C2": "A3", "C3": "A3"}
_BUYERS = ("A", "A1", "A2", "A3", "A1", "B1", "C1", "C2", "C3")
_OTHERS = "A2"  # who buys the other packages
_MINUTE = 60_000_000
_DAY = date(2026, 1, 5)
_NEXT_MONTH = date(2026, 2, 1)


@dataclass(frozen=True)
class Tried:
    """One member of the toy company; money in minor units, earnings by kind, ranks by number."""

    member_id: str
    sponsor_id: str
    bought: tuple[str, ...]
    rank_before: int
    rank: int
    by_kind: dict[str, int]
    earned: int
    held: int


@dataclass(frozen=True)
class Sum:
    """How one kind of reward was calculated for the first order, or day, for which it pays somebody.

    place: the order and its buyer, or the pool and its day. set_aside: minor units, of the arithmetic
    `working`. paid: whom it pays how much, and why.
    """

    kind: str
    source: str
    place: tuple[str, str]
    set_aside: int
    working: tuple[Reason, ...]
    paid: tuple[tuple[str, int, tuple[Reason, ...]], ...]


@dataclass(frozen=True)
class Trial(PaysOut):
    """Who would earn what: members from the top down, and the sums of all (minor units).

    sums: the arithmetic of each kind of reward, and source of it, that pays somebody.
    """

    members: tuple[Tried, ...]
    sums: tuple[Sum, ...]
    orders: int
    revenue: int
    rewards: dict[str, int]
    breakage: dict[str, int]
    carried: int


def try_plan(plan: Plan) -> Trial:
    """Return what the toy company earns under a plan alone (its `valid_from` is ignored)."""
    alone = plan.model_copy(update={"valid_from": None})
    facts = toy_company(alone)
    sums: dict[tuple[str, str], Sum] = {}

    def watch(sale: Sale, by_kind: Mapping[str, Sequence[Due]]) -> None:
        for due in (one for several in by_kind.values() for one in several if one.paid):
            paid = tuple((who, amount, tuple(due.why.get(who, ()))) for who, amount in due.paid.items())
            place = sale.id, sale.buyer_id
            sums.setdefault(
                (due.kind, due.source),
                Sum(due.kind, due.source, place, due.set_aside, tuple(due.working), paid),
            )

    as_of = day_start(_NEXT_MONTH, plan.zone)
    outcome = calculate(facts, [alone], as_of, watch=watch)
    others = [*_pools(outcome), *_totals(facts, alone, as_of)]
    rewards, breakage = defaultdict[str, int](int), defaultdict[str, int](int)
    for grain, amount in outcome.entries.items():
        (rewards if grain.payee_id else breakage)[grain.kind] += amount
    return Trial(
        members=tuple(_tried(one, facts, outcome) for one in facts.members),
        sums=tuple(sorted([*sums.values(), *others], key=lambda row: list(BY_NAME).index(row.kind))),
        orders=len(facts.orders),
        revenue=sum(order.amount for order in facts.orders),
        rewards=dict(rewards),
        breakage=dict(breakage),
        carried=sum(row.carried for row in outcome.pools.values()),
    )


def toy_company(plan: Plan) -> Facts:
    """Return the facts of the toy company."""
    start = day_start(_DAY, plan.zone)
    lowest = max(1, plan.rank_number(plan.owner_rank))
    standing = [rank.id for rank in reversed(plan.ranks[lowest:])]
    sponsors: dict[str, str | None] = dict(zip(standing, [None, *standing], strict=False))
    sponsors |= {member: above or (standing[-1] if standing else None) for member, above in _BELOW.items()}
    entry = plan.packages.get(plan.entry_package) or goods(GOODS, price_of_goods(plan))
    bought = [(buyer, entry) for buyer in _BUYERS]
    bought += [
        (_OTHERS, package)
        for name, package in plan.packages.items()
        if name != plan.entry_package and most_paid(plan, name)
    ]
    bought += [(_OTHERS, one) for one in named_goods(plan)]
    # Where leaders are paid, A leads a group that everybody buys in.
    led = bool(plan.rewards_of(Leader))
    groups = (Group("G", "A", start, start + DAY),) if led else ()
    orders, lines = [], []
    for number, (buyer, package) in enumerate(bought, 1):
        at, group_id = start + number * _MINUTE, "G" if led else None
        orders.append(Order(f"o{number}", buyer, at, package.price, group_id=group_id))
        lines.append(Line(f"o{number}", 1, package.product_id, 1, package.price))
    return Facts(
        products=products(plan),
        members=tuple(Member(member, sponsor, start) for member, sponsor in sponsors.items()),
        orders=tuple(orders),
        lines=tuple(lines),
        groups=groups,
        openings=tuple(Opening(member, plan.rank_number(member), sponsors[member]) for member in standing),
    )


def _pools(outcome: Outcome) -> Iterator[Sum]:
    """Yield how the first pool that is shared of each kind was: all that was fed, by its holders."""
    for (pool, day), row in outcome.pools.items():
        paid = tuple(
            (grain.payee_id, amount, ())
            for grain, amount in outcome.entries.items()
            if (grain.pool, grain.day) == (pool, day)
        )
        if paid:
            kind = next(grain.kind for grain in outcome.entries if grain.pool == pool)
            yield Sum(kind, pool, (pool, day), row.fed, (), paid)


def _totals(facts: Facts, plan: Plan, as_of: int) -> Iterator[Sum]:
    """Yield how the first share of a total is calculated, of each kind that pays such."""
    books = CompanyBooks(company_as_of(facts, [plan], as_of), [plan])
    for name, kind in OF_TOTALS.items():
        for due in islice((due for due in kind.pay(books) if due.amount), 1):
            place = due.source, due.payee_id
            paid = ((due.payee_id, due.amount, ()),)
            yield Sum(name, due.source, place, due.amount, tuple(due.reasons), paid)


def _tried(member: Member, facts: Facts, outcome: Outcome) -> Tried:
    by_kind = defaultdict[str, int](int)
    for grain, amount in outcome.entries.items():
        if grain.payee_id == member.id:
            by_kind[grain.kind] += amount
    standing = outcome.standings[member.id]
    of_line = {line.order_id: line.product_id for line in facts.lines}
    return Tried(
        member_id=member.id,
        sponsor_id=member.sponsor_id or "",
        bought=tuple(of_line[order.id] for order in facts.orders if order.buyer_id == member.id),
        rank_before=next((one.rank for one in facts.openings if one.member_id == member.id), 0),
        rank=standing.rank,
        by_kind=dict(by_kind),
        earned=standing.earned,
        held=standing.held,
    )
