"""Small companies on which a plan is tried: drawn at random from a seed, and made smaller step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from graph.clock import day_start
from graph.facts import Facts, Group, Line, Member, Opening, Order, Refund
from graph.kinds.parameters import DAY
from graph.kinds.rewards.leader import Leader
from graph.outcome import Outcome
from graph.plan.model import Plan
from graph.plan.shelf import GOODS, goods, named_goods, price_of_goods, products
from graph.reference import calculate

_FIRST = date(2026, 1, 5)
_OVER = 70  # days after which all months with orders are over
_DAYS = 3
_MEMBERS, _PURCHASES = 9, 12  # at most
_MINUTE = 60_000_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Purchase:
    """An order of one product by a member (its place), minor units; day: from 0.

    paid: for the product; 0 is a gift, in an order of 0.01.
    """

    buyer: int
    product_id: str
    price: int
    paid: int
    refunded: int
    day: int

    @property
    def amount(self) -> int:
        """The amount of the order."""
        return max(self.paid, 1)


@dataclass(frozen=True)
class SmallCompany:
    """sponsors: of each member the place of its sponsor, -1 for none. ranks: before the first order."""

    sponsors: tuple[int, ...]
    ranks: tuple[int, ...]
    purchases: tuple[Purchase, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What members are called: A, B, C, ..."""
        return tuple(_LETTERS[: len(self.sponsors)])

    @property
    def revenue(self) -> int:
        """What was paid for orders that stand, net of refunds, in minor units."""
        return sum(one.amount - one.refunded for one in self.purchases)

    def facts(self, plan: Plan) -> Facts:
        """Return the company as facts that a calculation takes."""
        start, names = day_start(_FIRST, plan.zone), self.names
        above = [names[sponsor] if sponsor >= 0 else None for sponsor in self.sponsors]
        orders, lines, refunds = [], [], []
        for number, one in enumerate(self.purchases):
            order_id, at = f"o{number + 1:02d}", self._at(number, one, plan)
            group = _group(one.day) if in_groups(plan) else None
            orders.append(Order(order_id, names[one.buyer], at, one.amount, group_id=group))
            lines.append(Line(order_id, 1, one.product_id, 1, one.paid))
            if one.refunded:
                refunds.append(Refund(f"r{number + 1}", order_id, at + _MINUTE, one.refunded))
        return Facts(
            products=products(plan),
            members=tuple(Member(name, sponsor, start) for name, sponsor in zip(names, above, strict=True)),
            orders=tuple(orders),
            lines=tuple(lines),
            refunds=tuple(refunds),
            groups=tuple(self._groups(plan)) if in_groups(plan) else (),
            openings=tuple(
                Opening(name, rank, self._owner(place, plan))
                for place, (name, rank) in enumerate(zip(names, self.ranks, strict=True))
                if rank
            ),
        )

    def outcome(self, plan: Plan) -> Outcome:
        """Return what a plan alone pays the company when all its months are over."""
        as_of = day_start(_FIRST + timedelta(days=_OVER), plan.zone)
        return calculate(self.facts(plan), [plan], as_of)

    def _groups(self, plan: Plan) -> Iterator[Group]:
        """Yield the groups: what is bought on a day is one, led by who buys first."""
        leaders = {one.day: one.buyer for one in reversed(self.purchases)}
        for day, leader in leaders.items():
            start = day_start(_FIRST + timedelta(days=day), plan.zone)
            yield Group(_group(day), self.names[leader], start, start + DAY)

    def _at(self, number: int, purchase: Purchase, plan: Plan) -> int:
        return day_start(_FIRST + timedelta(days=purchase.day), plan.zone) + (number + 1) * _MINUTE * 2

    def _owner(self, place: int, plan: Plan) -> str | None:
        """Return the nearest member above whose opening rank owns teams."""
        above = self.sponsors[place]
        while above >= 0 and self.ranks[above] < max(1, plan.rank_number(plan.owner_rank)):
            above = self.sponsors[above]
        return self.names[above] if above >= 0 else None


def in_groups(plan: Plan) -> bool:
    """Return whether a plan's companies buy in groups (R12)."""
    return bool(plan.rewards_of(Leader))


def _group(day: int) -> str:
    return f"g{day}"


def paid_by_kind(outcome: Outcome) -> dict[str, int]:
    """Return what members earned of each kind, in minor units."""
    found: dict[str, int] = {}
    for grain, amount in outcome.entries.items():
        if grain.payee_id:
            found[grain.kind] = found.get(grain.kind, 0) + amount
    return found


def payout(company: SmallCompany, outcome: Outcome) -> Fraction:
    """Return what was paid over what came in; with a revenue of 0.00 any pay is without measure."""
    return Fraction(sum(paid_by_kind(outcome).values()), max(company.revenue, 1))


def draw_company(plan: Plan, seed: int, *, plain: bool, large: bool = False) -> SmallCompany:
    """Return a company; the same seed gives the same one. plain: all is paid at list price and kept.

    large: twice as large, so that members climb.
    """
    random = Random(f"company {seed}")  # noqa: S311 - the same companies always
    most = 2 if large else 1
    number = random.randint(most, most * _MEMBERS)
    shape = random.choice(list(_SHAPES))
    sponsors = tuple(_SHAPES[shape](place, random) for place in range(number))
    rank = random.randrange(len(plan.ranks)) if random.random() < 0.75 else 0  # noqa: PLR2004
    ranks: list[int] = []  # the higher up the higher the rank
    for sponsor in sponsors:
        above = ranks[sponsor] if sponsor >= 0 else rank
        ranks.append(max(0, above - random.choice([0, 1, 1])))
    orders = random.randint(1, most * _PURCHASES)
    return SmallCompany(sponsors, tuple(ranks), _purchases(random, plan, ranks, orders, plain=plain))


_SHAPES: dict[str, Callable[[int, Random], int]] = {
    "chain": lambda place, _: place - 1,
    "star": lambda place, _: min(0, place - 1),
    "threes": lambda place, _: (place - 1) // 3,
    "mixed": lambda place, random: random.randrange(-1, place),
}
"""The place of a member's sponsor, by its own place."""


def _purchases(
    random: Random, plan: Plan, ranks: list[int], number: int, *, plain: bool
) -> tuple[Purchase, ...]:
    shelf = [*plan.packages.values(), goods(GOODS, price_of_goods(plan)), *named_goods(plan)]
    entry = plan.packages.get(plan.entry_package)
    best = sorted(range(len(ranks)), key=lambda place: -ranks[place])[:2]
    found = []
    for _ in range(number):
        package, buyers = random.choice(shelf), best  # who climbs buys what higher ranks ask for
        if entry and random.random() < 2 / 3:
            package, buyers = entry, list(range(len(ranks)))
        paid = package.price if plain else random.choice([package.price] * 3 + [package.price // 2, 0])
        refunded = 0 if plain or paid < 2 else random.choice([0, 0, 0, paid // 2, paid - 1])  # noqa: PLR2004
        buyer, day = random.choice(buyers if entry else range(len(ranks))), random.randrange(_DAYS)
        found.append(Purchase(buyer, package.product_id, package.price, paid, refunded, day))
    return tuple(sorted(found, key=lambda purchase: purchase.day))


def smaller(company: SmallCompany) -> Iterator[SmallCompany]:
    """Yield the companies that are one step smaller or plainer, the largest steps first."""
    buyers = {one.buyer for one in company.purchases}
    for place in range(len(company.sponsors)):
        if len(company.sponsors) > 1 and place not in buyers:
            yield _without_member(company, place)
    for day in sorted({one.day for one in company.purchases}):
        yield replace(company, purchases=tuple(one for one in company.purchases if one.day != day))
    for number in range(len(company.purchases)):
        yield replace(company, purchases=company.purchases[:number] + company.purchases[number + 1 :])
    yield from _plainer(company)


def _plainer(company: SmallCompany) -> Iterator[SmallCompany]:
    """Yield the companies with a lower rank before the first order, or an order that is less special."""
    for place, rank in enumerate(company.ranks):
        for lower in (0, rank - 1) if rank else ():
            yield replace(company, ranks=(*company.ranks[:place], lower, *company.ranks[place + 1 :]))
    for number, one in enumerate(company.purchases):
        for plain in (
            replace(one, paid=one.price, refunded=0),
            replace(one, refunded=0),
            replace(one, day=0),
        ):
            if plain != one:
                others = company.purchases
                yield replace(company, purchases=(*others[:number], plain, *others[number + 1 :]))


def _without_member(company: SmallCompany, place: int) -> SmallCompany:
    """Return the company without a member, whose recruits are sponsored by its sponsor then."""

    def moved(other: int) -> int:
        return other - 1 if other > place else other

    above = company.sponsors[place]
    sponsors = [above if one == place else one for one in company.sponsors]
    return SmallCompany(
        tuple(moved(one) for number, one in enumerate(sponsors) if number != place),
        tuple(rank for number, rank in enumerate(company.ranks) if number != place),
        tuple(replace(one, buyer=moved(one.buyer)) for one in company.purchases),
    )
