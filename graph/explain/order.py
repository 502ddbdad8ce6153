"""Explains one order: where every cent went in a run, and why nobody else got it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from graph.clock import from_micros
from graph.database import Database, Row
from graph.explain.facts import Case, read_case
from graph.explain.history import changes
from graph.explain.model import Kind, NotPaid, OrderExplanation, Payment, Posting, Sums
from graph.explain.notes import mismatches, notes
from graph.explain.pools import contributions
from graph.kinds.basis import bases
from graph.kinds.due import Due
from graph.kinds.rewards import BY_NAME
from graph.plan import Plan
from graph.reads.runs import Run
from graph.reference.rewards import dues
from graph.words.reasons import Reason, reason

_COUNTED = 100  # "2 orders later" is counted up to this many
Postings = Callable[[Iterable[Row]], tuple[Posting, ...]]


def explain_order(database: Database, run: Run, order_id: str) -> OrderExplanation:
    """Return where every cent of an order went as of a run, and why nobody else got it (R3-R7, R9, R11).

    It rests on what is versioned by run only, and walks from the buyer upwards only.

    Raises:
        UserError: when the run does not know the order.
    """
    case = read_case(database, run, order_id)
    rows = database.read("read/explain/entries", order=order_id, run=run.number)
    postings = _postings(database, run, case)
    found = _dues(database, run, case, {row["kind"] for row in rows})
    kinds = tuple(_kind(kind, of_kind, case, rows, postings) for kind, of_kind in found.items())
    pools = tuple(contributions(database, run, case))
    order = case.order
    lines = _paid_for(case, run.plans[0])
    paid, breakage = sum(one.paid for one in kinds), sum(one.breakage for one in kinds)
    fed = sum(one.amount for one in pools)
    return OrderExplanation(
        run=run.number,
        as_of=run.as_of_time.isoformat(),
        currency=run.plans[0].currency,
        zone=run.plans[0].time_zone,
        order=order,
        notes=(
            *notes(case, run.plans[0]),
            *mismatches(found, rows),
        ),
        kinds=kinds,
        pools=pools,
        sums=Sums(lines, paid, breakage, fed, lines - paid - breakage - fed),
        names={one.id: one.name for one in (*case.upline, *case.others.values()) if one.name},
    )


def _dues(database: Database, run: Run, case: Case, posted: set[str]) -> dict[str, list[Due]]:
    """Return what each kind of the plan is due by the rules; where it pays nothing, one reason for everybody.

    posted: kinds with entries. Of a customer's order only kinds that set something aside.
    """
    if not case.upline:
        return {}

    @cache
    def later(point: str) -> str:
        row = database.read(
            "read/explain/orders_between",
            after=case.order.point,
            until=point,
            run=run.number,
            limit=_COUNTED,
            products=run.plans[0].products,
            gifts=run.plans[0].readings.gifts == "packages",
        )[0]
        count = row["orders"]
        return (
            f"{count} order"
            if count == 1
            else f"{count} orders"
            if count < _COUNTED
            else f"{_COUNTED} orders or more"
        )

    plan = case.plan or run.plans[0]
    moment = case.moment(database, later)
    found = dues(moment, plan, posted)
    if not case.order.by_member:
        found = {
            kind: of_kind
            for kind, of_kind in found.items()
            if kind in posted or any(due.set_aside for due in of_kind)
        }
    void = None
    if not case.plan:
        void = reason("no_plan_then")
    elif not case.order.stands:
        void = reason("group_void" if case.order.waits else "order_void")
    for kind, of_kind in found.items():
        for due in of_kind:
            if void or not due.set_aside:
                nothing = due.idle or reason("pays_nothing", kind=f"{kind} {due.source}".strip())
                due.refuse_all(moment.above, void or nothing)
    return found


def _paid_for(case: Case, plan: Plan) -> int:
    """Return what rewards are paid of: package lines, or all of the order where a plan pays shares of it."""
    order = case.order
    if not order.stands:
        return 0
    if case.plan and bases(case.plan):
        return order.net if case.upline else 0
    return sum(line.amount for line in order.lines if line.product_id in plan.products)


def _postings(database: Database, run: Run, case: Case) -> Postings:
    @cache
    def corrected(number: int) -> tuple[Reason, ...]:
        return changes(database, run, case, number) if number > case.order.run else ()

    def listed(rows: Iterable[Row]) -> tuple[Posting, ...]:
        return tuple(
            Posting(
                row["key"],
                row["run"],
                from_micros(row["as_of"], run.zone).date().isoformat(),
                row["amount"],
                corrected(row["run"]),
            )
            for row in rows
        )

    return listed


def _kind(kind: str, of_kind: Sequence[Due], case: Case, rows: Sequence[Row], postings: Postings) -> Kind:
    posted_rows = [row for row in rows if row["kind"] == kind]
    payments: list[Payment] = []
    reversed_payments: list[Payment] = []
    places = {one.id: place for place, one in enumerate(case.upline)}
    due_of = {due.source: due for due in of_kind}
    due_of |= {
        row["source"]: Due(kind) for row in posted_rows if row["source"] not in due_of and row["payee_id"]
    }
    for source, due in due_of.items():
        grains = [row for row in posted_rows if row["source"] == source and row["payee_id"]]
        for payee in sorted(
            {row["payee_id"] for row in grains}, key=lambda payee: (places.get(payee, len(places)), payee)
        ):
            posted = [row for row in grains if row["payee_id"] == payee]
            amount = sum(row["amount"] for row in posted)
            why = tuple(due.why.get(payee, ())) if amount else ()
            payment = Payment(source, payee, places.get(payee, 0), amount, why, postings(posted))
            (payments if amount else reversed_payments).append(payment)
    company = [row for row in posted_rows if not row["payee_id"]]
    breakage = sum(row["amount"] for row in company)
    return Kind(
        kind=kind,
        rule=BY_NAME[kind].rule,
        set_aside=sum(due.set_aside for due in of_kind),
        working=tuple(one for due in of_kind for one in due.working),
        payments=tuple(payments),
        reversed=tuple(reversed_payments),
        paid=sum(one.amount for one in payments),
        breakage=breakage,
        breakage_reasons=tuple(dict.fromkeys(one for due in of_kind for one in due.left)) if breakage else (),
        breakage_postings=postings(company),
        not_paid=tuple(row for due in of_kind for row in _not_paid(due, case)),
    )


def _not_paid(due: Due, case: Case) -> Iterator[NotPaid]:
    """Yield who got nothing, neighbours with the same reason together, then those outside of the upline."""
    listed = [(place, one.id) for place, one in enumerate(case.upline)][1:]
    refused = due.refusals()
    for why, run in groupby(
        listed, key=lambda entry: None if entry[1] in due.paid else refused.get(entry[1])
    ):
        group = list(run)
        if why is not None:
            yield NotPaid(due.source, group[0][0], group[-1][0], tuple(member for _, member in group), why)
    inside = {member for _, member in listed}
    for member, why in refused.items():
        if member not in inside and member not in due.paid:
            yield NotPaid(due.source, 0, 0, (member,), why)
