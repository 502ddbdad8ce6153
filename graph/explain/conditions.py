"""What a member has of what it needs: the conditions of the next rank (R1) and of the support fund (R8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.database import Database
from graph.explain.facts import OrderLine, Person
from graph.explain.model import Money
from graph.explain.reasons import Reason, reason
from graph.explain.rewards import percent
from graph.plan.kinds import Condition as PlanCondition
from graph.plan.kinds import DirectRecruits, HoldsPackage, HoldsRank, Legs, Registered
from graph.plan.model import Fund
from graph.reads.runs import Run
from graph.reference.company import packages_of

_SHOWN = 20  # how many recruits or legs are named; the counts are always of all


@dataclass(frozen=True, slots=True)
class Condition:
    """What there is of what is needed, in words, and single recruits or legs (`more` are not told)."""

    kind: str
    have: int
    need: int
    met: bool
    reason: Reason
    details: tuple[Reason, ...]
    more: int


def _counted(
    kind: str, have: int, need: int, told: Reason, *, details: Sequence[Reason] = (), more: int = 0
) -> Condition:
    return Condition(kind, have, need, have >= need, told, tuple(details), more)


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
    number = len(person.since) + 1
    if number == len(plan.ranks):
        return None
    rank = plan.ranks[number]
    return NextRank(rank.id, tuple(_condition(database, run, person, one) for one in rank.conditions))


def _condition(database: Database, run: Run, person: Person, condition: PlanCondition) -> Condition:
    plan = run.plans[0]
    match condition:
        case Registered():
            return _counted("registered", 1, 1, reason("registered"))
        case HoldsPackage():
            bought = _first_order_with(database, run, person.id, condition.package)
            told = reason("package_bought", package=condition.package, order=bought)
            missing = reason("package_missing", package=condition.package)
            return _counted("package", int(bool(bought)), 1, told if bought else missing)
        case HoldsRank():
            has = len(person.since) >= plan.rank_number(condition.rank)
            return _counted(
                "rank", int(has), 1, reason("rank_held" if has else "rank_missing", rank=condition.rank)
            )
        case DirectRecruits():
            return _recruits(database, run, person, condition)
        case Legs():
            return _legs(database, run, person, condition)


def _first_order_with(database: Database, run: Run, member: str, package: str) -> str:
    plan = run.plans[0]
    products = [plan.packages[package].product_id]
    for row in database.read("explain/bought", member=member, products=products, run=run.number):
        net = row["amount"] - row["refunded"]
        lines = [OrderLine(**line) for line in row["lines"]]
        if net > 0 and package in packages_of(net, lines, plan):
            return str(row["id"])
    return ""


def _recruits(database: Database, run: Run, person: Person, condition: DirectRecruits) -> Condition:
    number = run.plans[0].rank_number(condition.rank)
    row = database.read("explain/recruits", member=person.id, run=run.number, rank=number, shown=_SHOWN)[0]
    told = reason("recruits", rank=condition.rank, have=row["holders"], need=condition.count)
    details = tuple(
        reason("recruit_holds", who=one["id"], rank=condition.rank, since=one["since"])
        for one in row["first"]
    )
    return _counted(
        "direct", row["holders"], condition.count, told, details=details, more=row["recruits"] - len(details)
    )


def _legs(database: Database, run: Run, person: Person, condition: Legs) -> Condition:
    plan = run.plans[0]
    number, each = plan.rank_number(condition.rank), plan.each_leg(condition)
    rows = database.read("explain/legs", member=person.id, run=run.number, rank=number, each=each)
    full = sum(len(row["found"]) >= each for row in rows)
    details = []
    for row in rows[:_SHOWN]:
        leg: dict[str, str] = {"leg": row["id"], "rank": condition.rank}
        if len(row["found"]) >= each:
            found = row["found"][-1]
            details.append(reason("leg_full", **leg, who=found["id"], since=found["since"]))
        else:
            details.append(reason("leg_short", **leg, have=len(row["found"]), each=each))
    told = reason("legs", rank=condition.rank, each=each, have=full, need=condition.count)
    return _counted("legs", full, condition.count, told, details=details, more=len(rows) - len(details))


def fund_state(database: Database, run: Run, member: str, held: int, share: int) -> FundState:
    """Return what is held of a member and on what it will be released (R8).

    held: what its standing says; share: what the fund would hold of its entries; both in minor units.
    """
    fund = run.plans[0].fund
    if fund is None:
        return FundState(0, 0, reason("fund_none"))
    conditions = tuple(_fund_conditions(database, run, member, fund))
    kinds = " and ".join(fund.of)
    if not share:
        why = reason("fund_empty")
    elif held:
        why = reason("fund_held", share=percent(fund.share), kinds=kinds, held=held)
    else:
        why = reason("fund_released", share=share)
    return FundState(held, share, why, conditions)


def _fund_conditions(database: Database, run: Run, member: str, fund: Fund) -> Iterator[Condition]:
    plan = run.plans[0]
    number = plan.rank_number(fund.recruit_rank)
    firsts = database.read("explain/firsts", member=member, run=run.number, recruits=fund.recruits)
    details = []
    for row in firsts:
        told: dict[str, str] = {"who": row["id"], "rank": fund.recruit_rank}
        if len(row["since"]) >= number:
            since = row["since"][number - 1] if number else ""
            details.append(reason("first_yes", **told, since=since))
        else:
            details.append(reason("first_no", **told, first=row["since"][0]))
    details += [reason("first_open", number=place + 1) for place in range(len(firsts), fund.recruits)]
    have = sum(one.id == "first_yes" for one in details)
    words = reason("first_recruits", rank=fund.recruit_rank, have=have, need=fund.recruits)
    yield _counted("first_recruits", have, fund.recruits, words, details=details)
    orders = _orders_below(database, run, [row["id"] for row in firsts], fund)
    words = reason("orders_below", package=fund.package, have=orders, need=fund.orders)
    yield _counted("orders_below", orders, fund.orders, words)


def _orders_below(database: Database, run: Run, members: list[str], fund: Fund) -> int:
    """Count standing orders below members up to the number needed: the search stops there."""
    plan, found = run.plans[0], set()
    product = plan.packages[fund.package].product_id
    rows = database.stream("explain/below", members=members, product=product, run=run.number)
    for row in rows:
        net = row["amount"] - row["refunded"]
        lines = [OrderLine(**line) for line in row["lines"]]
        if net > 0 and fund.package in packages_of(net, lines, plan):
            found.add(row["id"])
        if len(found) == fund.orders:
            break
    return len(found)
