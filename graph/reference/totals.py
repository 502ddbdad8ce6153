"""R11, R12: what is due of months that are over and of buying groups, as the company stands at the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.clock import day_of
from graph.kinds.basis import Basis
from graph.kinds.rewards import OF_TOTALS
from graph.kinds.total import GroupTotal
from graph.months import Month
from graph.outcome import Grain
from graph.plan import Plan, valid_plan
from graph.reference.company import Company, Sale


@dataclass(frozen=True)
class CompanyBooks:
    """The volumes of a company, by member and month."""

    company: Company
    plans: Sequence[Plan]

    def months(self) -> Sequence[Month]:
        """Return the months that are over, from that of the first order on."""
        return self.company.months

    def members(self) -> Iterable[str]:
        """Return all members."""
        return self.company.sponsor

    def plan_at(self, at: int) -> Plan | None:
        """Return the plan that is valid at a time (microseconds UTC)."""
        return valid_plan(self.plans, at)

    def own_volume(self, member: str, month: Month) -> int:
        """Return the personal volume of a member in a month."""
        return self.company.personal.get((member, month.id), 0)

    def group_volume(self, member: str, month: Month) -> int:
        """Return the volume of a member and its team in a month."""
        return sum(self.own_volume(one, month) for one in self.company.leg(member))

    def counted_volume(self, member: str, month: Month, basis: Basis) -> int:
        """Return what of the group volume of a month falls on lines that count, rounded down per order."""
        group = set(self.company.leg(member))
        return sum(
            basis.amount(sale.net, sale.items) for sale in self._sales_of(month) if sale.volume_of in group
        )

    def _sales_of(self, month: Month) -> Iterator[Sale]:
        return (sale for sale in self.company.sales if sale.day.startswith(month.id))

    def legs(self, member: str) -> Sequence[str]:
        """Return the directly sponsored members."""
        return self.company.recruits[member]

    def groups(self) -> Iterable[GroupTotal]:
        """Return the buying groups that are led by members who have joined."""
        groups, zone = self.company.groups, self.plans[0].zone
        net = Counter[str]()
        for sale in self.company.sales:
            net[sale.group_id] += sale.net
        for group in groups.by_id.values():
            if group.leader_id in self.company.sponsor:
                success = groups.successes.get(group.id)
                day = day_of(group.closes if success is None else success, zone).isoformat()
                buyers = groups.buyers.get(group.id, 0)
                yield GroupTotal(group.id, group.leader_id, buyers, success, day, net[group.id])


def entries(company: Company, plans: Sequence[Plan]) -> dict[Grain, int]:
    """Return the entries of all kinds that are paid of totals; they have no order."""
    books = CompanyBooks(company, plans)
    return {
        Grain(due.kind, due.source, due.payee_id, "", "", due.day): due.amount
        for kind in OF_TOTALS.values()
        for due in kind.pay(books)
        if due.amount
    }
