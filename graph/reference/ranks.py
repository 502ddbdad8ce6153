"""R1 and R2: who holds which rank, and who owns whose team, as the sequence goes on."""

from dataclasses import dataclass, field

from graph.plan import Plan
from graph.plan.kinds import Condition, DirectRecruits, HoldsPackage, HoldsRank, Legs, Registered
from graph.reference.company import Company, Sale


@dataclass(slots=True)
class State:
    """What stands at one point of the sequence.

    rank: number by member. brought_by: the order that brought it, "" for an opening rank.
    owner: team owner of every member with a first package, "" for the company. bought: the
    packages a member ever bought. firsts: members in the order of their first package.
    """

    rank: dict[str, int]
    brought_by: dict[str, str]
    owner: dict[str, str] = field(default_factory=dict)
    bought: dict[str, set[str]] = field(default_factory=dict)
    firsts: list[str] = field(default_factory=list)


def opening_state(company: Company, plan: Plan) -> State:
    """Return what stands before the first order: the opening standings and what they already fulfil."""
    state = State(rank=dict.fromkeys(company.sponsor, 0), brought_by=dict.fromkeys(company.sponsor, ""))
    state.bought = {member: set() for member in company.sponsor}
    # They precede others among their sponsor's recruits, by (joined_at, member_id).
    for member in sorted(company.openings, key=lambda one: (company.joined[one], one)):
        opening = company.openings[member]
        state.rank[member] = opening.rank
        # An opening rank >= 1 counts as the first package bought; the owner is the one given.
        state.firsts.append(member)
        owner = opening.team_owner_id or ""
        state.owner[member] = owner if owner in company.sponsor else ""
    # Conditions already met promote before the first order, sponsors after those they sponsor.
    for member in sorted(company.sponsor, key=lambda one: -len(company.upline(one))):
        _promote(member, "", state, company, plan)
    return state


def record_first_package(sale: Sale, state: State, company: Company, plan: Plan) -> None:
    """R2: fix the buyer's team owner when it buys its first package; ranks are still those before it."""
    buyer = sale.buyer_id
    if plan.entry_package in sale.packages and buyer not in state.owner:
        state.owner[buyer] = team_owner(buyer, state, company, plan)
        state.firsts.append(buyer)


def team_owner(member: str, state: State, company: Company, plan: Plan) -> str:
    """R2: "" is the company."""
    # The nearest sponsor above of rank >= 1: visitors are passed over.
    nearest = next((above for above in company.upline(member) if state.rank[above] >= 1), "")
    if not nearest:
        return ""  # without any, the company owns the team
    was_partner = state.rank[nearest] >= plan.rank_number(plan.team.owner_rank)
    if was_partner or plan.readings.first_two == "keep":
        return nearest
    if state.owner[nearest]:
        return state.owner[nearest]
    # The head of a tree has nobody to contribute to.
    return nearest if plan.readings.head == "keeps" else ""


def promote_after(sale: Sale, state: State, company: Company, plan: Plan) -> None:
    """R1: let the promotions that an order causes take effect, to its buyer and to members above."""
    state.bought[sale.buyer_id].update(sale.packages)
    # Conditions look at the member and at what is below it, so one walk upwards finds every promotion.
    for member in [sale.buyer_id, *company.upline(sale.buyer_id)]:
        _promote(member, sale.id, state, company, plan)


def _promote(member: str, order_id: str, state: State, company: Company, plan: Plan) -> None:
    while state.rank[member] + 1 < len(plan.ranks):
        following = plan.ranks[state.rank[member] + 1]
        if not all(holds(one, member, state, company, plan) for one in following.conditions):
            return
        state.rank[member] += 1
        state.brought_by[member] = order_id


def holds(condition: Condition, member: str, state: State, company: Company, plan: Plan) -> bool:
    """Return whether one condition of a rank holds for a member now."""
    match condition:
        case Registered():
            return True
        case HoldsPackage():
            return condition.package in state.bought[member]
        case HoldsRank():
            return state.rank[member] >= plan.rank_number(condition.rank)
        case DirectRecruits():
            needed = plan.rank_number(condition.rank)
            return sum(state.rank[one] >= needed for one in company.recruits[member]) >= condition.count
        case Legs():
            needed = plan.rank_number(condition.rank)
            full = 0
            for recruit in company.recruits[member]:
                of_rank = sum(state.rank[one] >= needed for one in company.leg(recruit))
                full += of_rank >= plan.each_leg(condition)
            return full >= condition.count
