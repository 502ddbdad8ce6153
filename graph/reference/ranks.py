"""R1 and R2: who holds which rank, and who owns whose team, as the sequence goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.kinds.condition import Have, Recruits
from graph.kinds.conditions import BY_NAME, Condition
from graph.kinds.moment import Moment, Person
from graph.kinds.owners import owner_by_first_package
from graph.plan import Plan
from graph.reference.company import Company, Sale


@dataclass(slots=True)
class State:
    """What stands at one point of the sequence.

    rank: number by member. brought_by: the order that brought it, "" for an opening rank.
    owner: team owner of every member with a first package, "" for the company. bought: the
    packages a member ever bought, and the first order with each. firsts: members in the order of
    their first package. people: members as kinds of rewards see them.
    """

    rank: dict[str, int]
    brought_by: dict[str, str]
    owner: dict[str, str] = field(default_factory=dict)
    bought: dict[str, dict[str, str]] = field(default_factory=dict)
    firsts: list[str] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    def moment(self, sale: Sale, company: Company) -> Moment:
        """Return an order with everybody above its buyer, as they stand now.

        Above a customer is the owner of its community.
        """
        if sale.by_member:
            line = [sale.buyer_id, *company.upline(sale.buyer_id)]
            upline = [self.people[member] for member in line]
        else:
            line = [sale.volume_of, *company.upline(sale.volume_of)] if sale.volume_of else []
            upline = [Person(sale.buyer_id), *(self.people[member] for member in line)]
        return Moment(
            sale.point,
            sale.packages,
            upline,
            self.people,
            net=sale.net,
            items=sale.items,
            first=sale.first,
            by_member=sale.by_member,
            own_volume=lambda member, days: company.own_volume(member, days, sale),
        )

    def joins_team(self, member: str, owner: str, since: tuple[str, ...]) -> None:
        """Note the first package of a member: its team owner for good, and the ranks it holds."""
        self.firsts.append(member)
        self.owner[member] = owner
        self.people[member] = Person(member, since=since, owner_id=owner)

    def reaches(self, member: str, order_id: str, point: str) -> None:
        """Note that an order (or the opening, "") brought a member the next rank."""
        self.rank[member] += 1
        self.brought_by[member] = order_id
        one = self.people[member]
        since = (*one.since[: self.rank[member] - 1], point)
        self.people[member] = Person(member, since=since, owner_id=one.owner_id)


def opening_state(company: Company, plan: Plan) -> State:
    """Return what stands before the first order: the opening standings and what they already fulfil."""
    state = State(rank=dict.fromkeys(company.sponsor, 0), brought_by=dict.fromkeys(company.sponsor, ""))
    state.bought = {member: {} for member in company.sponsor}
    state.people = {member: Person(member) for member in company.sponsor}
    # They precede others among their sponsor's recruits, by (joined_at, member_id).
    for member in sorted(company.openings, key=lambda member: (company.joined[member], member)):
        opening = company.openings[member]
        state.rank[member] = opening.rank
        # An opening rank >= 1 counts as the first package bought; the owner is the one given.
        owner = opening.team_owner_id or ""
        state.joins_team(member, owner if owner in company.sponsor else "", ("",) * opening.rank)
    # Conditions already met promote before the first order, sponsors after those they sponsor.
    for member in sorted(company.sponsor, key=lambda member: -len(company.upline(member))):
        _promote(member, ("", ""), Known(state, company), plan)
    return state


def record_first_package(sale: Sale, state: State, company: Company, plan: Plan) -> None:
    """R2: fix the buyer's team owner when it buys its first package; ranks are still those before it."""
    buyer = sale.buyer_id
    if plan.entry_package in sale.packages and buyer not in state.owner:
        above = [state.people[member] for member in company.upline(buyer)]
        owned = owner_by_first_package(buyer, above, sale.point, plan)
        # It will hold rank 1 by this order, which so is its first package.
        state.joins_team(buyer, owned.owner_id, (sale.point,))


def promote_after(sale: Sale, state: State, company: Company, plan: Plan) -> None:
    """R1: let the promotions that an order causes take effect, to its buyer and to members above."""
    for package in sale.packages:
        state.bought[sale.buyer_id].setdefault(package, sale.id)
    # Conditions look at the member and at what is below it, so one walk upwards finds every promotion.
    by, network = (sale.id, sale.point), Known(state, company)
    for member in [sale.buyer_id, *company.upline(sale.buyer_id)]:
        _promote(member, by, network, plan)


def _promote(member: str, by: tuple[str, str], network: "Known", plan: Plan) -> None:
    while (following := network.rank(member) + 1) < len(plan.ranks):
        for one in plan.ranks[following].conditions:
            if not BY_NAME[one.kind].have(one, member, network, plan).met:
                return
        network.state.reaches(member, *by)


def holds(condition: Condition, member: str, state: State, company: Company, plan: Plan) -> bool:
    """Return whether one condition of a rank holds for a member now."""
    have: Have = BY_NAME[condition.kind].have(condition, member, Known(state, company), plan)
    return have.met


@dataclass(frozen=True, slots=True)
class Known:
    """The network as conditions look at it, now."""

    state: State
    company: Company

    def rank(self, member: str) -> int:
        """Return the rank that a member holds."""
        return self.state.rank[member]

    def order_with(self, member: str, package: str) -> str | None:
        """Return the first order with which a member bought a package, or None."""
        return self.state.bought[member].get(package)

    def recruits(self, member: str, rank: int, shown: int) -> Recruits:
        """Return how many directly sponsored members there are and hold a rank, and some of them."""
        recruits = self.company.recruits[member]
        holders = [one for one in recruits if self.state.rank[one] >= rank]
        return Recruits(len(recruits), len(holders), [self._held(one, rank) for one in holders[:shown]])

    def legs(self, member: str, rank: int, each: int) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Return each leg with those in it who hold a rank, at most `each`."""
        return [(leg, list(islice(self._holders(leg, rank), each))) for leg in self.company.recruits[member]]

    def first_recruits(self, member: str, count: int) -> Sequence[Person]:
        """Return the first directly sponsored members by their first package (R8)."""
        firsts = (one for one in self.state.firsts if self.company.sponsor[one] == member)
        return [self.state.people[one] for one in islice(firsts, count)]

    def orders_below(self, members: Sequence[str], package: str, most: int) -> int:
        """Count standing orders with a package of everyone below members, not theirs; up to `most`."""
        below = {one for member in members for one in self.company.team(member)}
        orders = (sale for sale in self.company.sales if sale.buyer_id in below and package in sale.packages)
        return sum(1 for _ in islice(orders, most))

    def _holders(self, leg: str, rank: int) -> Iterator[tuple[str, str]]:
        return (self._held(one, rank) for one in self.company.leg(leg) if self.state.rank[one] >= rank)

    def _held(self, member: str, rank: int) -> tuple[str, str]:
        return member, self.state.people[member].since[rank - 1] if rank else ""
