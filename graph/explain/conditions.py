"""What a member has of what it needs: the conditions of the next rank (R1) and of the support fund (R8)."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.database import Database, Row
from graph.explain.facts import person_of
from graph.explain.order_facts import OrderLine
from graph.explain.volumes import VolumesOfOne
from graph.kinds.condition import Have, Recruits
from graph.kinds.conditions import BY_NAME
from graph.kinds.moment import Person
from graph.money import Money
from graph.reads.runs import Run
from graph.reference import fund as rules
from graph.reference.company import packages_of
from graph.words.rates import exact_percent
from graph.words.reasons import Reason, reason

Legs = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Condition:
    """What there is of what is needed, in words, and single recruits or legs (`more` are not told).

    money: whether have and need are minor units. task: what to do about what is missing; None: it is met.
    """

    kind: str
    have: int
    need: int
    met: bool
    reason: Reason
    details: tuple[Reason, ...]
    more: int
    money: bool = False
    task: Reason | None = None


def _in_words(kind: str, have: Have, task: Reason) -> Condition:
    told = have.tell()
    return Condition(
        kind,
        have.have,
        have.need,
        have.met,
        told.reason,
        tuple(told.details),
        told.more,
        have.money,
        None if have.met else task,
    )


@dataclass(frozen=True, slots=True)
class NextRank:
    """The rank above the one held, and each of its conditions."""

    rank: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class FundState:
    """What the support fund holds of a member, and its conditions; `share` is what it would hold."""

    held: Money
    share: Money
    reason: Reason
    conditions: tuple[Condition, ...] = ()


def next_rank(database: Database, run: Run, person: Person) -> NextRank | None:
    """Return have and need of each condition of the next rank; None at the highest."""
    plan = run.plans[0]
    number = person.rank + 1
    if number == len(plan.ranks):
        return None
    rank, network = plan.ranks[number], known(database, run, person)
    found = [(one, BY_NAME[one.kind].have(one, person.id, network, plan)) for one in rank.conditions]
    return NextRank(
        rank.id,
        tuple(
            _in_words(one.kind, have, BY_NAME[one.kind].task(one, plan, have.need - have.have))
            for one, have in found
        ),
    )


def fund_state(database: Database, run: Run, person: Person, held: int, share: int) -> FundState:
    """Return what is held of a member and on what it will be released (R8).

    held: what its standing says; share: what the fund would hold of its entries; both in minor units.
    """
    plan = run.plans[0]
    fund = plan.fund
    if fund is None:
        return FundState(0, 0, reason("fund_none"))
    found = rules.conditions(person.id, fund, known(database, run, person), plan)
    firsts, orders = found
    conditions = (
        _in_words(
            "first_recruits", firsts, reason("task_firsts", count=fund.recruits, rank=fund.recruit_rank)
        ),
        _in_words(
            "orders_below",
            orders,
            reason("task_orders_below", short=orders.need - orders.have, package=fund.package),
        ),
    )
    if not share:
        why = reason("fund_empty")
    elif held:
        why = reason("fund_held", share=exact_percent(fund.share), kinds=" and ".join(fund.of), held=held)
    else:
        why = reason("fund_released", share=share)
    return FundState(held, share, why, conditions)


def known(database: Database, run: Run, person: Person) -> "Known":
    """Return the network as conditions of a member look at it."""
    return Known(database, run, person, VolumesOfOne(database, run, person.id))


@dataclass(frozen=True, slots=True)
class Known:
    """The network as conditions look at it, at the end of a run.

    person: the member they are about; books: its volumes.
    """

    database: Database
    run: Run
    person: Person
    books: VolumesOfOne

    def rank(self, member: str) -> int:
        """Return the rank of the member."""
        return self._only(member).rank

    def months(self) -> Sequence[str]:
        """Return the months that are over."""
        return [month.id for month in self._books(self.person.id).months()]

    def volumes(self, member: str, of: str) -> Sequence[int]:
        """Return the volume of the member in each of these months."""
        books = self._books(member)
        pairs = [(books.own_volume(member, one), books.group_volume(member, one)) for one in books.months()]
        return [{"personal": own, "group": group, "team": group - own}[of] for own, group in pairs]

    def leg_volumes(self, member: str) -> Sequence[tuple[str, Sequence[int]]]:
        """Return each leg of the member with its group volume in each of these months."""
        books = self._books(member)
        return [(leg, [books.group_volume(leg, one) for one in books.months()]) for leg in books.legs(member)]

    def order_with(self, member: str, package: str) -> str | None:
        """Return the first order that stands with which a member bought a package, or None."""
        plan = self.run.plans[0]
        products, run = [plan.packages[package].product_id], self.run.number
        for row in self.database.read("read/explain/bought", member=member, products=products, run=run):
            if self._counts(row, package):
                return str(row["id"])
        return None

    def recruits(self, member: str, rank: int, shown: int) -> Recruits:
        """Return the directly sponsored members; those who hold a rank by when they reached it."""
        row = self.database.read(
            "read/explain/recruits", member=member, run=self.run.number, rank=rank, shown=shown
        )[0]
        return Recruits(row["recruits"], row["holders"], [(one["id"], one["since"]) for one in row["first"]])

    def legs(self, member: str, rank: int, each: int) -> Legs:
        """Return each leg with those in it who hold a rank, at most `each`; the fullest first."""
        rows = self.database.read(
            "read/explain/legs", member=member, run=self.run.number, rank=rank, each=each
        )
        return [(row["id"], [(one["id"], one["since"]) for one in row["found"]]) for row in rows]

    def first_recruits(self, member: str, count: int) -> Sequence[Person]:
        """Return the first directly sponsored members by their first package (R8)."""
        rows = self.database.read("read/explain/firsts", member=member, run=self.run.number, recruits=count)
        return [person_of(row) for row in rows]

    def orders_below(self, members: Sequence[str], package: str, most: int) -> int:
        """Count standing orders below members up to the number needed: the search stops there."""
        found = set()
        product = self.run.plans[0].packages[package].product_id
        rows = self.database.stream(
            "read/explain/below", members=members, product=product, run=self.run.number
        )
        for row in rows:
            if self._counts(row, package):
                found.add(row["id"])
            if len(found) == most:
                break
        return len(found)

    def _counts(self, row: Row, package: str) -> bool:
        net = row["amount"] - row["refunded"]
        lines = [OrderLine(**line) for line in row["lines"]]
        return net > 0 and package in packages_of(net, lines, self.run.plans[0])

    def _books(self, member: str) -> VolumesOfOne:
        self._only(member)
        return self.books

    def _only(self, member: str) -> Person:
        if member != self.person.id:
            raise KeyError(member)
        return self.person
