"""What is to be said about an order as a whole: what it is, and whether rules and ledger agree on it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.database import Row
from graph.explain.facts import Case
from graph.explain.order_facts import OrderFacts
from graph.kinds.basis import bases
from graph.kinds.due import Due
from graph.kinds.rewards import OF_TOTALS
from graph.plan import Plan
from graph.reference.rewards import amounts
from graph.words.reasons import Reason, reason


def notes(case: Case, plan: Plan) -> Iterator[Reason]:
    """Yield what an order is where that is not plain: a customer's, refunded, without packages, a gift."""
    order = case.order
    if order.revised_at is not None:
        yield reason("revised", at=order.revised_at)
    yield from _counted(case) if order.stands else _not_counted(order)
    if order.stands and order.group and order.at != order.paid_at:
        yield reason("group_counts", group=order.group.id, paid=order.paid_at, at=order.at)
    yield from _gifts(case, plan)
    if order.stands and order.refunded:
        read = "refunded_packages" if plan.readings.part_refund == "packages" else "refunded_part"
        read = read if plan.packages else "refunded_net"
        yield reason(read, refunded=order.refunded, amount=order.amount)
    if plan.team and case.upline and case.upline[0].since[:1] == (order.point,):
        yield reason("first_package", buyer=order.buyer_id)
    yield from _totals(case)


def _counted(case: Case) -> Iterator[Reason]:
    order = case.order
    if not order.by_member and order.owner_id:
        yield reason(
            "customer_paid" if case.upline else "customer_order",
            buyer=order.buyer_id,
            community=order.community_id,
            owner=order.owner_id,
        )
    elif not order.by_member:
        yield reason("customer_alone", buyer=order.buyer_id)
    elif not order.packages and case.plan and bases(case.plan):
        pass  # what such a plan pays of it, each kind tells
    elif not order.packages:
        yield reason("no_packages", buyer=order.buyer_id)
    elif case.plan is None:
        yield reason("no_plan")


def _not_counted(order: OrderFacts) -> Iterator[Reason]:
    """Yield why an order counts for nothing; of one that waits for its group, what is missing (R12)."""
    group = order.group
    if order.withdrawn:
        yield reason("withdrawn", run=order.withdrawn)
    elif order.net <= 0:
        yield reason("refunded_all", refunded=order.refunded)
    elif group is None:
        yield reason("group_gone")
    elif not group.opens <= order.paid_at <= group.closes:
        yield reason("group_outside", group=group.id, opens=group.opens, closes=group.closes)
    else:
        counts = {"have": group.buyers, "need": group.min_buyers}
        yield reason("group_waits", group=group.id, **counts, opens=group.opens, closes=group.closes)


def _totals(case: Case) -> Iterator[Reason]:
    """Yield the kinds of the plan that pay many orders together: they are no part of the order's own."""
    for name, kind in OF_TOTALS.items():
        stands = case.order.stands and (case.order.group or not kind.of_groups)
        if stands and case.plan and _counts_in(name, case, case.plan):
            yield reason("counts_in_totals", kind=name)


def _counts_in(kind: str, case: Case, plan: Plan) -> bool:
    return any(
        one.counted(plan).amount(case.order.net, case.items) for one in plan.rewards if one.kind == kind
    )


def _gifts(case: Case, plan: Plan) -> Iterator[Reason]:
    """Yield for each package of the plan how many of it were given away and count as none."""
    if plan.readings.gifts == "packages" or not (case.order.stands and case.order.by_member):
        return
    for name, package in plan.packages.items():
        free = [
            line for line in case.order.lines if line.product_id == package.product_id and not line.amount
        ]
        if free:
            yield reason("gift", count=sum(line.quantity for line in free), package=name)


def mismatches(by_kind: dict[str, list[Due]], rows: Sequence[Row]) -> Iterator[Reason]:
    """Yield where the rules and the ledger differ: never, unless the graph was damaged."""
    due = Counter(dict(amounts(by_kind)))
    posted = Counter[tuple[str, str, str]]()
    for row in rows:
        posted[row["kind"], row["source"], row["payee_id"]] += row["amount"]
    for kind, source, payee in sorted(due.keys() | posted.keys()):
        grain = kind, source, payee
        if due[grain] != posted[grain]:
            told = f"{kind} {source}".strip()
            yield reason("differs", kind=told, payee=payee, posted=posted[grain], due=due[grain])
