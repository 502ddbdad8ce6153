"""The reference, played order by order: what stood at each point, to hold explanations against."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.plan import Plan, in_order
from graph.reference.company import Company, Sale, company_as_of
from graph.reference.ranks import State, begin_months, opening_state, promote_after, record_first_package
from tests.spec.companies import Case


@dataclass
class Replay:
    """What stood when.

    before: by order, the ranks of all members before it. since: by member, the point from which each rank was
    first held. with_packages: orders of members that stand. at_end: by day, ranks after its last order.
    """

    company: Company
    plans: Sequence[Plan]
    state: State
    with_packages: list[str]
    before: dict[str, dict[str, int]] = field(default_factory=dict)
    since: dict[str, dict[int, str]] = field(default_factory=dict)
    at_end: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def sales(self) -> dict[str, Sale]:
        return {sale.id: sale for sale in self.company.sales}

    def packages_between(self, first: str, last: str) -> int:
        """Count package orders of members after one point, up to another (included)."""
        return sum(first < self.sales[order].point <= last for order in self.with_packages)


def replay(case: Case) -> Replay:
    plans = in_order(case.plans)
    company = company_as_of(case.facts, plans, case.as_of)
    state = opening_state(company, plans[0])
    gifts = plans[0].readings.gifts == "packages"
    counted = [line for line in case.facts.lines if line.amount or gifts]
    lines = {line.order_id for line in counted if line.product_id in plans[0].products}
    named = [sale.id for sale in company.sales if sale.by_member and sale.id in lines]
    found = Replay(company, plans, state, named)
    for sale in company.sales:
        begin_months(sale.at, state, company, plans[0])
        found.before[sale.id] = dict(state.rank)
        if sale.by_member:
            record_first_package(sale, state, company, plans[0])
            promote_after(sale, state, company, plans[0])
        found.at_end[sale.day] = dict(state.rank)
    begin_months(case.as_of, state, company, plans[0])
    found.since = {member: dict(enumerate(one.since, 1)) for member, one in state.people.items()}
    return found
