"""R1 and R2: who holds which rank, and who owns whose team, as the sequence goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from graph.clock import point
from graph.kinds.condition import Have, Recruits
from graph.kinds.conditions import BY_NAME, Condition
from graph.kinds.moment import Moment, Person
from graph.kinds.owners import owner_by_first_package
from graph.plan import Plan
from graph.reference.company import Company, Sale


@dataclass(slots=True)
class State:
    """What stands at one point of the sequence.

    rank: number by member. months: how many months are over. owner: team owner of every member with a first
    package, "" for the company. bought: the packages a member ever bought, and the first order with each.
    firsts: members in the order of their first package. people: members as kinds of rewards see them.
    """

    rank: dict[str, int]
    months: int = 0
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

    def reaches(self, member: str, at: str) -> None:
        """Note that an order, the beginning of a month or the opening ("") brought the next rank."""
        self.rank[member] += 1
        number, one = self.rank[member], self.people[member]
        if number in one.lapses:
            self._changes(member, number, at)
        else:
            self.people[member] = replace(one, since=(*one.since[: number - 1], at))

    def loses(self, member: str, number: int, at: str) -> None:
        """Note that a member holds a rank, and those above it, no longer."""
        for lost in range(number, self.rank[member] + 1):
            self._changes(member, lost, at)
        self.rank[member] = number - 1

    def reached(self, member: str, number: int) -> bool:
        """Return whether a member holds a rank or held it once."""
        return len(self.people[member].since) >= number

    def _changes(self, member: str, number: int, at: str) -> None:
        one = self.people[member]
        changes = (*one.lapses.get(number, ()), at)
        self.people[member] = replace(one, lapses={**one.lapses, number: changes})


def opening_state(company: Company, plan: Plan) -> State:
    """Return what stands before the first order: the opening standings and what they already fulfil."""
    state = State(rank=dict.fromkeys(company.sponsor, 0))
    state.bought = {member: {} for member in company.sponsor}
    state.people = {member: Person(member) for member in company.sponsor}
    # They precede others among their sponsor's recruits, by (joined_at, member_id).
    for member in sorted(company.openings, key=lambda member: (company.joined[member], member)):
        opening = company.openings[member]
        state.rank[member] = opening.rank
        # An opening rank >= 1 counts as the first package bought; the owner is the one given.
        owner = (opening.team_owner_id or "") if plan.team else ""
        state.joins_team(member, owner if owner in company.sponsor else "", ("",) * opening.rank)
    _promote_all("", state, company, plan)
    return state


def begin_months(at: int, state: State, company: Company, plan: Plan) -> None:
    """R11: let what months that are over at a time brought or cost take effect as the next one begins."""
    while state.months < len(company.months) and company.months[state.months].end <= at:
        begins = point(company.months[state.months].end)
        state.months += 1
        if not plan.ranks_by_month:
            continue
        network = Known(state, company)
        for member in company.sponsor:
            _demote(member, begins, network, plan)
        _promote_all(begins, state, company, plan)


def _demote(member: str, begins: str, network: "Known", plan: Plan) -> None:
    for number in range(1, network.rank(member) + 1):
        lapsing = [one for one in plan.ranks[number].conditions if one.lapses]
        if not all(BY_NAME[one.kind].have(one, member, network, plan).met for one in lapsing):
            network.state.loses(member, number, begins)
            return


def _promote_all(at: str, state: State, company: Company, plan: Plan) -> None:
    """Promote whoever meets the conditions by now, sponsors after those they sponsor."""
    for member in sorted(company.sponsor, key=lambda member: -len(company.upline(member))):
        _promote(member, at, Known(state, company), plan)


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
    network = Known(state, company)
    for member in [sale.buyer_id, *company.upline(sale.buyer_id)]:
        _promote(member, sale.point, network, plan)


def _promote(member: str, at: str, network: "Known", plan: Plan) -> None:
    while (following := network.rank(member) + 1) < len(plan.ranks):
        opening = network.company.openings.get(member)
        for one in plan.ranks[following].conditions:
            if opening and opening.rank >= following and not one.lapses:
                continue  # an opening rank counts as what it asks for, but for a volume month by month
            if not BY_NAME[one.kind].have(one, member, network, plan).met:
                return
        network.state.reaches(member, at)


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

    def months(self) -> Sequence[str]:
        """Return the months that are over by now."""
        return [month.id for month in self.company.months[: self.state.months]]

    def volumes(self, member: str, of: str) -> Sequence[int]:
        """Return the volume of a member in each of these months."""
        of_whom = {"personal": [member], "group": self.company.leg(member), "team": self.company.team(member)}
        personal = self.company.personal
        return [sum(personal.get((one, month), 0) for one in of_whom[of]) for month in self.months()]

    def leg_volumes(self, member: str) -> Sequence[tuple[str, Sequence[int]]]:
        """Return each leg with its group volume in each of these months."""
        return [(leg, self.volumes(leg, "group")) for leg in self.company.recruits[member]]

    def order_with(self, member: str, package: str) -> str | None:
        """Return the first order with which a member bought a package, or None."""
        return self.state.bought[member].get(package)

    def recruits(self, member: str, rank: int, shown: int) -> Recruits:
        """Return how many directly sponsored members there are and reached a rank, and some of them."""
        recruits = self.company.recruits[member]
        holders = [one for one in recruits if self.state.reached(one, rank)]
        return Recruits(len(recruits), len(holders), [self._held(one, rank) for one in holders[:shown]])

    def legs(self, member: str, rank: int, each: int) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Return each leg with those in it who reached a rank, at most `each`."""
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
        return (self._held(one, rank) for one in self.company.leg(leg) if self.state.reached(one, rank))

    def _held(self, member: str, rank: int) -> tuple[str, str]:
        return member, self.state.people[member].since[rank - 1] if rank else ""
