"""Which branches of the rules a company reached: so that random tests can show that they reach all."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.outcome import Outcome
from graph.reference.groups import groups_as_of
from tests.spec.companies import Case

EXPECTED = {
    *(f"rank {rank} brought by an order" for rank in range(1, 6)),
    "rank promoted by the opening alone",
    "rank brought by a month",
    "a rank that was lost",
    "one order promoted several members",
    "one order brought several ranks at once",
    "a visitor with recruits is passed over",
    "the owner is not the sponsor",
    "the company owns the team of a member with a sponsor",
    *(
        f"{kind} paid"
        for kind in (
            *("direct", "override", "peer", "differential", "pool", "level", "bracket", "leader"),
            "adjustment",
        )
    ),
    *(f"{kind} due to nobody" for kind in ("direct", "override", "peer", "differential", "level")),
    "both peer entries of an order to one payee",
    "differential shared by two",
    "differential shared by three",
    "pool carried a rest",
    "pool without holders",
    "pool row with nothing fed",
    "pool share of a later day out of carried money",
    "something held",
    "everything released",
    "order refunded in full",
    "order refunded in part",
    "correction of a member",
    "orders of one moment",
    "several packages on one line",
    "order with several packages",
    "a line of 0.00 that is a gift",
    "a line of 0.00 that is a package",
    "order with gifts alone",
    "order with a gift beside packages",
    "order of a customer",
    "order after the run",
    "order that counts when its group succeeds",
    "order that counts in its group when it was paid",
    "order of a group that has not succeeded",
    "order outside of the window of its group",
    "group undone by a refund",
    "day not over",
    "two plans",
}


def branches(case: Case, outcome: Outcome) -> set[str]:
    """Return the branches of the rules that a case reached."""
    of_outcome = {*_of_ranks(case, outcome), *_of_months(outcome), *_of_rewards(outcome)}
    return {*of_outcome, *_of_pools(outcome), *_of_lines(case), *_of_facts(case, outcome), *_of_groups(case)}


def _of_ranks(case: Case, outcome: Outcome) -> Iterator[str]:
    opening = {row.member_id: row.rank for row in case.facts.openings}
    standings = outcome.standings
    for member, row in standings.items():
        if row.rank_order_id:
            yield f"rank {row.rank} brought by an order"
        elif row.rank > opening.get(member, 0):
            by_month = case.plans[0].ranks_by_month
            yield "rank brought by a month" if by_month else "rank promoted by the opening alone"
        sponsor = standings.get(row.sponsor_id)
        if row.team_owner_id and row.team_owner_id != row.sponsor_id:
            yield "the owner is not the sponsor"
        if row.team_owner_id and sponsor and sponsor.rank == 0:
            yield "a visitor with recruits is passed over"
        if row.rank and not row.team_owner_id and sponsor:
            yield "the company owns the team of a member with a sponsor"
    brought = Counter(row.rank_order_id for row in standings.values() if row.rank_order_id)
    if max(brought.values(), default=0) > 1:
        yield "one order promoted several members"
    buyers = {order.id: order.buyer_id for order in case.facts.orders}
    bought = Counter(order.buyer_id for order in case.facts.orders)
    for member, row in standings.items():
        # A buyer of one order only: all its ranks above the opening came by that order.
        own = bought[member] == 1 and buyers.get(row.rank_order_id) == member
        if own and row.rank - opening.get(member, 0) > 1:
            yield "one order brought several ranks at once"


def _of_months(outcome: Outcome) -> Iterator[str]:
    if any(row.highest_rank > row.rank for row in outcome.standings.values()):
        yield "a rank that was lost"


def _of_rewards(outcome: Outcome) -> Iterator[str]:
    payees = defaultdict(list)
    for grain in outcome.entries:
        yield f"{grain.kind} paid" if grain.payee_id else f"{grain.kind} due to nobody"
        if grain.payee_id:
            payees[grain.kind, grain.order_id].append(grain.payee_id)
    for (kind, order), earners in payees.items():
        if kind == "peer" and len(earners) > len(set(earners)):
            yield "both peer entries of an order to one payee"
        if kind == "differential" and order and len(earners) > 1:
            yield f"differential shared by {'two' if len(earners) == 2 else 'three'}"
    funded = {
        grain.payee_id for grain, amount in outcome.entries.items() if grain.kind == "direct" and amount > 99
    }
    for member, row in outcome.standings.items():
        if row.held:
            yield "something held"
        elif member in funded:
            yield "everything released"


def _of_pools(outcome: Outcome) -> Iterator[str]:
    for row in outcome.pools.values():
        if row.share and row.carried:
            yield "pool carried a rest"
        if not row.holders and row.carried:
            yield "pool without holders"
        if not row.orders:
            yield "pool row with nothing fed"
        if row.share * row.holders > row.fed:
            yield "pool share of a later day out of carried money"


def _of_lines(case: Case) -> Iterator[str]:
    products: defaultdict[str, set[str]] = defaultdict(set)
    paid: set[str] = set()
    gifts: set[str] = set()
    for line in case.facts.lines:
        if line.product_id != "goods":
            (paid if line.amount else gifts).add(line.order_id)
            products[line.order_id].add(line.product_id)
            if line.quantity > 1:
                yield "several packages on one line"
    if any(len(bought) > 1 for bought in products.values()):
        yield "order with several packages"
    if gifts:
        none = case.plans[0].readings.gifts == "none"
        yield "a line of 0.00 that is a gift" if none else "a line of 0.00 that is a package"
        if gifts - paid:
            yield "order with gifts alone"
        if gifts & paid:
            yield "order with a gift beside packages"


def _of_facts(case: Case, outcome: Outcome) -> Iterator[str]:
    facts, members = case.facts, {member.id for member in case.facts.members}
    refunded = Counter[str]()
    for refund in facts.refunds:
        refunded[refund.order_id] += refund.amount if refund.at <= case.as_of else 0
    moments = Counter(order.at for order in facts.orders)
    for order in facts.orders:
        if refunded[order.id]:
            yield f"order refunded in {'full' if refunded[order.id] == order.amount else 'part'}"
        if moments[order.at] > 1:
            yield "orders of one moment"
        if order.buyer_id not in members:
            yield "order of a customer"
        if order.at > case.as_of:
            yield "order after the run"
    if any(correction.at <= case.as_of for correction in facts.corrections):
        yield "correction of a member"
    days = {day for _, day in outcome.pools}
    if any(grain.day not in days for grain in outcome.entries if grain.order_id):
        yield "day not over"
    if len(case.plans) > 1:
        yield "two plans"


def _of_groups(case: Case) -> Iterator[str]:
    facts, refunded = case.facts, Counter[str]()
    for refund in facts.refunds:
        refunded[refund.order_id] += refund.amount if refund.at <= case.as_of else 0
    paid = [order for order in facts.orders if order.at <= case.as_of]
    standing = [order for order in paid if refunded[order.id] < order.amount]
    groups = groups_as_of(facts.groups, standing, case.plans[0].min_buyers)
    for order in standing:
        counts = groups.counts_at(order)
        if order.group_id and counts:
            later = counts > order.at
            yield (
                "order that counts when its group succeeds"
                if later
                else "order that counts in its group when it was paid"
            )
        elif order.group_id:
            group = groups.by_id[order.group_id]
            outside = not group.opens <= order.at <= group.closes
            yield (
                "order outside of the window of its group"
                if outside
                else "order of a group that has not succeeded"
            )
    unrefunded = groups_as_of(facts.groups, paid, case.plans[0].min_buyers)
    if unrefunded.successes.keys() - groups.successes.keys():
        yield "group undone by a refund"
