"""R6 of one order, told: the rise of the rate along the sponsors above the buyer."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.explain.facts import Case, Person
from graph.explain.reasons import Reason, reason
from graph.explain.rewards import Due, held_since
from graph.plan import Plan


@dataclass(frozen=True, slots=True)
class _Rate:
    """One differential of the plan that this order pays: amounts in minor units per package."""

    package: str
    count: int
    rates: dict[str, int]

    def of(self, person: Person, case: Case, plan: Plan) -> int:
        return self.rates.get(plan.ranks[person.rank_before(case.order.point)].id, 0)


def differential(case: Case, plan: Plan) -> Due:
    """R6: walk up from the buyer's sponsor; each receives what its rate rises above the highest paid."""
    due = Due("differential")
    taken: dict[str, Reason] = {}
    for rate in _paying(case, plan):
        _walk(due, rate, case, plan, taken)
    for person in case.upline[1:]:
        due.refuse([person.id], taken.get(person.id) or _unpaid(person, case, plan))
    return due


def _walk(due: Due, rate: _Rate, case: Case, plan: Plan, taken: dict[str, Reason]) -> None:
    highest, up_to, top = 0, "", max(rate.rates.values())
    counted: dict[str, str | int] = {"count": rate.count, "package": rate.package}
    due.set_aside += rate.count * top
    due.working.append(reason("per_package", **counted, each=top, total=rate.count * top))
    for person in case.upline[1:]:
        own = rate.of(person, case, plan)
        rank = plan.ranks[person.rank_before(case.order.point)].id
        if own > highest:
            total = rate.count * (own - highest)
            due.pay(
                person.id,
                total,
                [
                    reason("is_above", who=person.id, before=highest),
                    *held_since(person, rank, plan),
                    reason("rise", **counted, rate=own, rank=rank, before=highest, total=total),
                ],
            )
            highest, up_to = own, person.id
        elif own:
            paid: dict[str, str | int] = {"rank": rank, "rate": own, "highest": highest, "payee": up_to}
            taken.setdefault(person.id, reason("rate_taken", **paid))
    if highest < top:
        left = rate.count * (top - highest)
        due.left.append(reason("rate_left", **counted, highest=highest, top=top, total=left))


def _unpaid(person: Person, case: Case, plan: Plan) -> Reason:
    """Return why a member without a paid rank got nothing; who reaches one later is told apart."""
    at = case.order.point
    for rank in range(person.rank_before(at) + 1, len(person.since) + 1):
        name = plan.ranks[rank].id
        if any(rate.rates.get(name) for rate in _paying(case, plan)):
            since = person.since[rank - 1]
            if since == at:
                return reason("paid_rank_by_this", who=person.id, rank=name)
            return reason("paid_rank_later", who=person.id, rank=name, since=since)
    return reason("no_paid_rank")


def _paying(case: Case, plan: Plan) -> Iterator[_Rate]:
    for one in plan.differential:
        count = case.order.packages.get(one.package, 0)
        if count and any(one.rates.values()):
            yield _Rate(one.package, count, dict(one.rates))
