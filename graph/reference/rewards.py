"""R3-R6 and R9: what one order pays, with the ranks that stood before it, and what is due to nobody."""

from collections.abc import Iterator
from typing import NamedTuple

from graph.outcome import Grain
from graph.plan import Plan
from graph.plan.values import rounded_down
from graph.reference.company import Company, Sale
from graph.reference.ranks import State

NOBODY = ""  # the payee of breakage


class Paid(NamedTuple):
    """One entry of an order, in minor units; `source` is the matched kind of a peer entry."""

    kind: str
    source: str
    payee: str
    amount: int


def pay(sale: Sale, state: State, company: Company) -> Iterator[tuple[Grain, int]]:
    """Yield the entries of an order, breakage included: an order of n packages pays n times."""
    if sale.plan is None:
        return
    plan = sale.plan
    paid = [*direct(sale, state, company, plan), *override(sale, state, plan)]
    paid += list(peer(paid, state, plan))
    paid += list(differential(sale, state, company, plan))
    for kind, planned in set_aside(sale, plan).items():
        left = planned - sum(entry.amount for entry in paid if entry.kind == kind)
        paid.append(Paid(kind, "", NOBODY, left))
    for entry in paid:
        if entry.amount:
            yield Grain(entry.kind, entry.source, entry.payee, sale.id, "", sale.day), entry.amount


def direct(sale: Sale, state: State, company: Company, plan: Plan) -> Iterator[Paid]:
    """R3: to the buyer's sponsor (rank >= 1), for the first package and for every repurchase."""
    sponsor = company.sponsor[sale.buyer_id]
    for reward in plan.direct:
        number = sale.packages.get(reward.package, 0)
        if number and sponsor and state.rank[sponsor] >= plan.rank_number(reward.payee_rank):
            yield Paid("direct", "", sponsor, number * reward.amount)


def override(sale: Sale, state: State, plan: Plan) -> Iterator[Paid]:
    """R4: to the buyer's team owner if it then is a partner."""
    owner = state.owner.get(sale.buyer_id, "")
    for reward in plan.override:
        number = sale.packages.get(reward.package, 0)
        if number and owner and state.rank[owner] >= plan.rank_number(reward.payee_rank):
            yield Paid("override", "", owner, number * reward.amount)


def peer(paid: list[Paid], state: State, plan: Plan) -> Iterator[Paid]:
    """R5: a share of each R3 and R4 entry earned by a partner, to its mentor if that then is a partner."""
    if plan.peer is None:
        return
    for kind in plan.peer.of:
        matched = [entry for entry in paid if entry.kind == kind]
        earner = matched[0].payee if matched else ""  # one payee only: the sponsor, or the team owner
        mentor = state.owner.get(earner, "")  # a partner's mentor is its own team owner
        if (
            mentor
            and state.rank[earner] >= plan.rank_number(plan.peer.earner_rank)
            and state.rank[mentor] >= plan.rank_number(plan.peer.payee_rank)
        ):
            amount = sum(entry.amount for entry in matched)
            yield Paid("peer", kind, mentor, rounded_down(plan.peer.rate, amount))


def differential(sale: Sale, state: State, company: Company, plan: Plan) -> Iterator[Paid]:
    """R6: walk the sponsors up from the buyer's sponsor; each receives the rise of the rate."""
    for reward in plan.differential:
        number = sale.packages.get(reward.package, 0)
        highest = 0
        for above in company.upline(sale.buyer_id):
            rate = reward.rates.get(plan.ranks[state.rank[above]].id, 0)
            if number and rate > highest:
                yield Paid("differential", "", above, number * (rate - highest))
                highest = rate


def set_aside(sale: Sale, plan: Plan) -> dict[str, int]:
    """R9: what the plan sets aside for an order per kind (200, 100, 30, 50 yuan for one 699 package)."""
    number = sale.packages
    planned = {
        "direct": sum(one.amount * number.get(one.package, 0) for one in plan.direct),
        "override": sum(one.amount * number.get(one.package, 0) for one in plan.override),
        "differential": sum(
            max(one.rates.values()) * number.get(one.package, 0) for one in plan.differential
        ),
    }
    if plan.peer is not None:
        planned["peer"] = sum(rounded_down(plan.peer.rate, planned[kind]) for kind in plan.peer.of)
    return planned
