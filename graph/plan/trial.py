"""A plan tried on a toy company: the golden example of the rules, with the plan's own ranks and packages.

One member of each rank, from the top down to the one that owns teams, stands before the first order, each
sponsored by the one before and named by its rank. Under the lowest of them A begins, whose line buys nine
entry packages (in a plan without one goods of 200.00, or of so much that nine reach its highest bracket);
then A2 buys one of each other package that pays anything, and of each product and category that a reward
names. All is on one day, so that the pools are shared once; what is paid by the month is paid, too. It is
calculated by the reference, without a database.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph.clock import day_start
from graph.facts import Facts, Line, Member, Opening, Order, Product
from graph.kinds.basis import bases
from graph.kinds.rewards.bracket import Brackets
from graph.money import to_minor
from graph.outcome import Outcome
from graph.plan.checks import most_paid
from graph.plan.model import Package, Plan
from graph.reference import calculate

_BELOW = {"A": "", "A1": "A", "A2": "A", "A3": "A", "B1": "A1", "C1": "A3", "C2": "A3", "C3": "A3"}
_BUYERS = ("A", "A1", "A2", "A3", "A1", "B1", "C1", "C2", "C3")
_OTHERS = "A2"  # who buys the other packages
_MINUTE = 60_000_000
_DAY = date(2026, 1, 5)
_NEXT_MONTH = date(2026, 2, 1)
_PRICE = "200.00"  # of goods that the plan has no price for


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
class Trial:
    """Who would earn what: members from the top down, and the sums of all (minor units)."""

    members: tuple[Tried, ...]
    orders: int
    revenue: int
    rewards: dict[str, int]
    breakage: dict[str, int]
    carried: int

    @property
    def paid(self) -> int:
        """All rewards, in minor units."""
        return sum(self.rewards.values())

    @property
    def payout(self) -> Fraction | None:
        """The payout ratio: rewards over revenue; None without revenue."""
        return Fraction(self.paid, self.revenue) if self.revenue else None


def try_plan(plan: Plan) -> Trial:
    """Return what the toy company earns under a plan alone (its `valid_from` is ignored)."""
    alone = plan.model_copy(update={"valid_from": None})
    facts = toy_company(alone)
    outcome = calculate(facts, [alone], day_start(_NEXT_MONTH, plan.zone))
    rewards, breakage = defaultdict[str, int](int), defaultdict[str, int](int)
    for grain, amount in outcome.entries.items():
        (rewards if grain.payee_id else breakage)[grain.kind] += amount
    return Trial(
        members=tuple(_tried(one, facts, outcome) for one in facts.members),
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
    entry = plan.packages.get(plan.entry_package) or _goods("goods", _price_of_nine(plan))
    bought = [(buyer, entry) for buyer in _BUYERS]
    bought += [
        (_OTHERS, package)
        for name, package in plan.packages.items()
        if name != plan.entry_package and most_paid(plan, name)
    ]
    named = dict.fromkeys(name for one in bases(plan) for name in one.products)
    bought += [(_OTHERS, _goods(name)) for name in named if name not in plan.products]
    categories = dict.fromkeys(name for one in bases(plan) for name in one.categories)
    bought += [(_OTHERS, _goods(name)) for name in categories]
    orders, lines = [], []
    for number, (buyer, package) in enumerate(bought, 1):
        orders.append(Order(f"o{number}", buyer, start + number * _MINUTE, package.price))
        lines.append(Line(f"o{number}", 1, package.product_id, 1, package.price))
    return Facts(
        products=tuple(Product(name, name) for name in categories),
        members=tuple(Member(member, sponsor, start) for member, sponsor in sponsors.items()),
        orders=tuple(orders),
        lines=tuple(lines),
        openings=tuple(Opening(member, plan.rank_number(member), sponsors[member]) for member in standing),
    )


def _goods(product_id: str, price: str = _PRICE) -> Package:
    return Package.model_validate({"product_id": product_id, "price": price})


def _price_of_nine(plan: Plan) -> str:
    highest = max((one.brackets[-1].volume for one in plan.rewards_of(Brackets)), default=0)
    return max(_PRICE, f"{-(-highest // (100 * len(_BUYERS)))}.00", key=to_minor)


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
