"""R8: what is held back of a member's entries until its first recruits and the orders below stand."""

from collections.abc import Iterator, Mapping, Sequence

from graph.kinds.condition import Have, Network, Wording
from graph.kinds.moment import Person
from graph.kinds.rewards import level, level_plan
from graph.kinds.values import rounded_down
from graph.outcome import Grain
from graph.plan import Plan
from graph.plan.model import Fund
from graph.reference.company import Company
from graph.reference.ranks import Known, State
from graph.words.reasons import Reason, reason


def held_by(
    member: str, entries: Mapping[Grain, int], state: State, company: Company, plan: Plan
) -> dict[Grain, int]:
    """Return what is held of each of a member's entries (R8): nothing once both conditions stand."""
    fund = plan.fund
    if fund is None or all(one.met for one in conditions(member, fund, Known(state, company), plan)):
        return {}
    return {
        grain: rounded_down(fund.share, amount)
        for grain, amount in entries.items()
        if grain.payee_id == member and grain.kind in fund.of
    }


def waiting(entries: Mapping[Grain, int], company: Company, as_of: int) -> dict[Grain, int]:
    """Return the entries held until some time after their order is received (R10): free from then on."""
    sales = {sale.id: sale for sale in company.sales}
    found = {}
    for grain, amount in entries.items():
        sale = sales.get(grain.order_id)
        time = level_plan.held_for(sale.plan) if sale and sale.plan and grain.kind == level.KIND.name else 0
        if sale and time and (sale.received is None or sale.received + time > as_of):
            found[grain] = amount
    return found


def conditions(member: str, fund: Fund, network: Network, plan: Plan) -> Iterator[Have]:
    """Yield how many of the first recruits hold the rank, and how many orders stand below them."""
    firsts = network.first_recruits(member, fund.recruits)
    number = plan.rank_number(fund.recruit_rank)
    have = sum(one.rank >= number for one in firsts)
    yield Have(have, fund.recruits, lambda: _in_words(firsts, have, number, fund))
    # Everyone below them; their own orders are not counted.
    orders = network.orders_below([one.id for one in firsts], fund.package, fund.orders)
    told = reason("orders_below", package=fund.package, have=orders, need=fund.orders)
    yield Have(orders, fund.orders, lambda: Wording(told))


def _in_words(firsts: Sequence[Person], have: int, number: int, fund: Fund) -> Wording:
    details = [_first(one, number, fund.recruit_rank) for one in firsts]
    details += [reason("first_open", number=place + 1) for place in range(len(firsts), fund.recruits)]
    return Wording(reason("first_recruits", rank=fund.recruit_rank, have=have, need=fund.recruits), details)


def _first(recruit: Person, number: int, rank: str) -> Reason:
    if recruit.rank >= number:
        return reason("first_yes", who=recruit.id, rank=rank, since=recruit.held_since(number))
    return reason("first_no", who=recruit.id, rank=rank, first=recruit.since[0])
