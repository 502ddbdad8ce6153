"""R8: what is held back of a member's entries until its first recruits and the orders below stand."""

from collections.abc import Mapping

from graph.outcome import Grain
from graph.plan import Plan
from graph.plan.values import rounded_down
from graph.reference.company import Company
from graph.reference.ranks import State


def held_by(
    member: str, entries: Mapping[Grain, int], state: State, company: Company, plan: Plan
) -> dict[Grain, int]:
    """Return what is held of each of a member's entries (R8): nothing once both conditions stand."""
    if plan.fund is None or released(member, state, company, plan):
        return {}
    return {
        grain: rounded_down(plan.fund.share, amount)
        for grain, amount in entries.items()
        if grain.payee_id == member and grain.kind in plan.fund.of
    }


def released(member: str, state: State, company: Company, plan: Plan) -> bool:
    """Return whether the first recruits are partners and the orders below them suffice."""
    if plan.fund is None:
        return True
    recruits = [one for one in state.firsts if company.sponsor[one] == member][: plan.fund.recruits]
    partner = plan.rank_number(plan.fund.recruit_rank)
    if len(recruits) < plan.fund.recruits or any(state.rank[one] < partner for one in recruits):
        return False
    # Everyone below them; their own orders are not counted.
    below = {member for recruit in recruits for member in company.team(recruit)}
    orders = sum(plan.fund.package in sale.packages for sale in company.sales if sale.buyer_id in below)
    return orders >= plan.fund.orders
