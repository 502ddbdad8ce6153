"""The company as of one time: who is there, under whom, and the sequence of orders that stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from graph.clock import day_of, point
from graph.facts import Adjustment, Facts, Line, Opening, Order
from graph.kinds.basis import Item
from graph.kinds.parameters import DAY
from graph.months import Month, months_over, number_of
from graph.plan import Plan, valid_plan
from graph.reference.groups import Groups, groups_as_of

ALL_TIME = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """An order that counts: one whose refunds do not reach its amount, and whose group succeeded (R12).

    volume_of: whose personal volume it is ("" for nobody's): the member who bought, or the
    owner of the community whose customer bought. at: when it counts, in microseconds UTC. net: minor units.
    packages: number bought by the plan's name of the package; empty for a customer's. plan: the one that pays
    it. items: its lines. first: whether it is the first standing order of its buyer. received: microseconds
    UTC, None: not known. group_id: its buying group, "" for none.
    """

    id: str
    buyer_id: str
    by_member: bool
    volume_of: str
    at: int
    day: str
    net: int
    packages: dict[str, int]
    plan: Plan | None
    items: tuple[Item, ...]
    first: bool
    received: int | None
    group_id: str

    @property
    def point(self) -> str:
        """Its point on the clock."""
        return point(self.at, self.id)


@dataclass(frozen=True)
class Company:
    """Members as of the calculation's time, with their corrected sponsors ("" for none), and their sales.

    months: those that are over, from that of the first sale on. groups: buying groups, and which succeeded.
    adjusted: the adjustments that count. withdrawn: by member, in minor units.
    """

    sponsor: dict[str, str]
    recruits: dict[str, list[str]]
    joined: dict[str, int]
    openings: dict[str, Opening]
    sales: tuple[Sale, ...]
    months: tuple[Month, ...]
    groups: Groups
    adjusted: tuple[Adjustment, ...]
    withdrawn: dict[str, int]

    def own_volume(self, member_id: str, days: int, sale: Sale) -> int:
        """Return the net amount (minor units) of own standing orders in the days up to an order."""
        return sum(
            one.net
            for one in self.sales
            if one.buyer_id == member_id and one.at >= sale.at - days * DAY and one.point <= sale.point
        )

    @cached_property
    def personal(self) -> dict[tuple[str, str], int]:
        """Personal volumes by (member, month): own orders, and those of customers of owned communities.

        Net, in minor units; the month `ALL_TIME` has all of them.
        """
        volumes: dict[tuple[str, str], int] = defaultdict(int)
        for sale in self.sales:
            if sale.volume_of:
                volumes[sale.volume_of, sale.day[:7]] += sale.net
                volumes[sale.volume_of, ALL_TIME] += sale.net
        return volumes

    def upline(self, member_id: str) -> list[str]:
        """Return the sponsors above a member, nearest first."""
        above = []
        while member_id := self.sponsor[member_id]:
            above.append(member_id)
        return above

    def leg(self, recruit_id: str) -> list[str]:
        """Return a directly sponsored member with everything below."""
        found = [recruit_id]
        for member_id in found:
            found.extend(self.recruits[member_id])
        return found

    def team(self, member_id: str) -> list[str]:
        """Return everything below a member."""
        return self.leg(member_id)[1:]


def company_as_of(facts: Facts, plans: Sequence[Plan], as_of: int) -> Company:
    """Return what counts at `as_of` (microseconds UTC): facts after it do not."""
    joined = {member.id: member.joined for member in facts.members if member.joined <= as_of}
    sponsor = {member.id: member.sponsor_id or "" for member in facts.members if member.id in joined}
    for correction in sorted(facts.corrections, key=lambda correction: (correction.at, correction.member_id)):
        if correction.at <= as_of and correction.member_id in sponsor:
            # Taken to have been the new one from the start: everything is calculated on it from nothing.
            sponsor[correction.member_id] = correction.sponsor_id or ""
    sponsor = {member: above if above in joined else "" for member, above in sponsor.items()}
    recruits: dict[str, list[str]] = {member: [] for member in sponsor}
    for member, above in sponsor.items():
        if above:
            recruits[above].append(member)
    # Rank 0 rows say nothing.
    highest = len(plans[0].ranks) - 1
    openings = {
        row.member_id: replace(row, rank=min(row.rank, highest))
        for row in facts.openings
        if min(row.rank, highest) >= 1 and row.member_id in joined
    }
    refunded: dict[str, int] = defaultdict(int)
    for refund in facts.refunds:
        if refund.at <= as_of:
            refunded[refund.order_id] += refund.amount
    # Refunds that reach the amount: as if it had never been placed.
    standing = [one for one in facts.orders if one.at <= as_of and one.amount > refunded[one.id]]
    groups = groups_as_of(facts.groups, standing, plans[0].min_buyers)
    sales = _sales(facts, plans, [(one, one.amount - refunded[one.id]) for one in standing], joined, groups)
    months = _months(sales, plans[0], as_of)
    today = day_of(as_of, plans[0].zone).isoformat()
    adjusted = tuple(one for one in facts.adjustments if one.member_id in joined and one.day <= today)
    withdrawn = Counter[str]()
    for one in facts.withdrawals:
        withdrawn[one.member_id] += one.amount if one.at <= as_of else 0
    return Company(sponsor, recruits, joined, openings, sales, months, groups, adjusted, withdrawn)


def _months(sales: Sequence[Sale], plan: Plan, as_of: int) -> tuple[Month, ...]:
    """Return the months that are over, from that of the first sale on."""
    if not sales:
        return ()
    first = number_of(day_of(sales[0].at, plan.zone))
    return tuple(months_over(first, as_of, plan.zone))


def _sales(
    facts: Facts,
    plans: Sequence[Plan],
    standing: Iterable[tuple[Order, int]],
    joined: dict[str, int],
    groups: Groups,
) -> tuple[Sale, ...]:
    """Return the orders that count, along the clock; standing: orders with what is left of their amounts."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in facts.lines:
        lines[line.order_id].append(line)
    owners = {community.id: community.owner_id for community in facts.communities}
    owner_of = {customer.id: owners.get(customer.community_id or "", "") for customer in facts.customers}
    categories = {product.id: product.category or "" for product in facts.products}
    sales: list[Sale] = []
    buyers: set[str] = set()
    counted = [(at, one, net) for one, net in standing if (at := groups.counts_at(one)) is not None]
    # Orders are processed in the order (when they count, order_id; ids compared as text).
    for at, order, net in sorted(counted, key=lambda row: (row[0], row[1].id)):
        by_member = order.buyer_id in joined
        volume_of = order.buyer_id if by_member else owner_of.get(order.buyer_id, "")
        sales.append(
            Sale(
                id=order.id,
                buyer_id=order.buyer_id,
                by_member=by_member,
                volume_of=volume_of if volume_of in joined else "",
                at=at,
                day=day_of(at, plans[0].zone).isoformat(),
                net=net,
                packages=packages_of(net, lines[order.id], plans[0]) if by_member else {},
                plan=valid_plan(plans, at),
                items=tuple(
                    Item(one.product_id, categories.get(one.product_id, ""), one.amount)
                    for one in lines[order.id]
                ),
                first=order.buyer_id not in buyers,
                received=order.received,
                group_id=order.group_id or "",
            )
        )
        buyers.add(order.buyer_id)
    return tuple(sales)


class PackageLine(Protocol):
    """What counting needs of an order's line."""

    @property
    def product_id(self) -> str:
        """The product's id."""

    @property
    def quantity(self) -> int:
        """How many of it."""

    @property
    def amount(self) -> int:
        """What was paid for all of them, in minor units."""


def packages_of(net: int, lines: Iterable[PackageLine], plan: Plan) -> dict[str, int]:
    """Count the packages of an order by the plan's name: lines whose product it names, each by its quantity.

    A line of 0.00 is a gift and no package, unless the plan counts it (`gifts`). net: what is left of the
    order, in minor units.
    """
    counted = [line for line in lines if line.amount > 0 or plan.readings.gifts == "packages"]
    found = {}
    for name, package in plan.packages.items():
        of_package = [line for line in counted if line.product_id == package.product_id]
        number = sum(line.quantity for line in of_package)
        paid = sum(line.amount for line in of_package)
        if plan.readings.part_refund == "packages" and paid > 0:
            # As many whole packages as the net amount still covers, at the price paid for one.
            number = min(number, net * number // paid)
        if number:
            found[name] = number
    return found
