"""Explains one order: where every cent went in a run, and why nobody else got it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from graph.clock import from_micros
from graph.database import Database, Row
from graph.explain.differential import differential
from graph.explain.facts import Case, read_case
from graph.explain.history import changes
from graph.explain.model import Fed, Kind, OrderExplanation, Payment, Posting, Silence, Sums
from graph.explain.notes import mismatches, notes
from graph.explain.reasons import Reason, reason
from graph.explain.rewards import Due, direct, override, peer
from graph.plan import Plan
from graph.reads.runs import Run

_COUNTED = 100  # "2 orders later" is counted up to this many
_RULES = {"direct": "R3", "override": "R4", "peer": "R5", "differential": "R6"}
Postings = Callable[[Iterable[Row]], tuple[Posting, ...]]


def explain_order(database: Database, run: Run, order_id: str) -> OrderExplanation:
    """Return where every cent of an order went as of a run, and why nobody else got it (R3-R7, R9, R11).

    It rests on what is versioned by run only, and walks from the buyer upwards only.

    Raises:
        UserError: when the run does not know the order.
    """
    case = read_case(database, run, order_id)
    rows = database.read("explain/entries", order=order_id, run=run.number)
    postings = _postings(database, run, case)
    found = list(_dues(database, run, case))
    kinds = tuple(_kind(kind, dues, case, rows, postings) for kind, dues in found)
    pools = tuple(_pools(database, run, case))
    order = case.order
    products = run.plans[0].products
    lines = sum(line.amount for line in order.lines if line.product_id in products) if order.stands else 0
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
            *mismatches([due for _, dues in found for due in dues], rows),
        ),
        kinds=kinds,
        pools=pools,
        sums=Sums(lines, paid, breakage, fed, lines - paid - breakage - fed),
        names={one.id: one.name for one in (*case.upline, *case.others.values()) if one.name},
    )


def _dues(database: Database, run: Run, case: Case) -> Iterator[tuple[str, list[Due]]]:
    """Yield what each kind is due by the rules; for an order that pays nothing, one reason for everybody."""
    if not case.order.by_member:
        return
    plan, above = case.plan, [one.id for one in case.upline[1:]]
    if plan is None or not case.order.stands:
        void = reason("order_void" if plan else "no_plan_then")
        for kind in _RULES:
            dues = (
                [Due("peer", source) for source in run.plans[0].peer.of]
                if kind == "peer" and run.plans[0].peer
                else [Due(kind)]
            )
            for due in dues:
                due.refuse(above, void)
            yield kind, dues
        return

    @cache
    def later(point: str) -> str:
        row = database.read(
            "explain/orders_between",
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

    simple = {"direct": direct(case, plan, later), "override": override(case, plan, later)}
    matches = [peer(case, plan, simple[kind], later) for kind in plan.peer.of] if plan.peer else []
    found = {
        "direct": [simple["direct"]],
        "override": [simple["override"]],
        "peer": matches,
        "differential": [differential(case, plan)],
    }
    for kind, dues in found.items():
        for due in dues:
            if not due.set_aside:
                due.others = dict.fromkeys(above, reason("pays_nothing", kind=f"{kind} {due.source}".strip()))
        yield kind, dues


def _postings(database: Database, run: Run, case: Case) -> Postings:
    @cache
    def because(number: int) -> tuple[Reason, ...]:
        return changes(database, run, case, number) if number > case.order.run else ()

    def listed(rows: Iterable[Row]) -> tuple[Posting, ...]:
        return tuple(
            Posting(
                row["key"],
                row["run"],
                from_micros(row["as_of"], run.zone).date().isoformat(),
                row["amount"],
                because(row["run"]),
            )
            for row in rows
        )

    return listed


def _kind(kind: str, dues: Sequence[Due], case: Case, rows: Sequence[Row], postings: Postings) -> Kind:
    of_kind = [row for row in rows if row["kind"] == kind]
    payments: list[Payment] = []
    back: list[Payment] = []
    places = {one.id: place for place, one in enumerate(case.upline)}
    for source in [due.source for due in dues]:
        due = next(one for one in dues if one.source == source)
        grains = [row for row in of_kind if row["source"] == source and row["payee_id"]]
        for payee in sorted(
            {row["payee_id"] for row in grains}, key=lambda one: (places.get(one, len(places)), one)
        ):
            posted = [row for row in grains if row["payee_id"] == payee]
            amount = sum(row["amount"] for row in posted)
            why = tuple(due.why.get(payee, ())) if amount else ()
            payment = Payment(source, payee, places.get(payee, 0), amount, why, postings(posted))
            (payments if amount else back).append(payment)
    company = [row for row in of_kind if not row["payee_id"]]
    breakage = sum(row["amount"] for row in company)
    return Kind(
        kind=kind,
        rule=_RULES[kind],
        set_aside=sum(due.set_aside for due in dues),
        working=tuple(one for due in dues for one in due.working),
        payments=tuple(payments),
        taken_back=tuple(back),
        paid=sum(one.amount for one in payments),
        breakage=breakage,
        breakage_reasons=tuple(dict.fromkeys(one for due in dues for one in due.left)) if breakage else (),
        breakage_postings=postings(company),
        silences=tuple(silence for due in dues for silence in _silences(due, case)),
    )


def _silences(due: Due, case: Case) -> Iterator[Silence]:
    """Yield who got nothing, neighbours with the same reason together, then those outside of the upline."""
    listed = [(place, one.id) for place, one in enumerate(case.upline)][1:]
    for why, run in groupby(listed, key=lambda one: None if one[1] in due.paid else due.others.get(one[1])):
        group = list(run)
        if why is not None:
            yield Silence(due.source, group[0][0], group[-1][0], tuple(member for _, member in group), why)
    inside = {member for _, member in listed}
    for member, why in due.others.items():
        if member not in inside and member not in due.paid:
            yield Silence(due.source, 0, 0, (member,), why)


def _pools(database: Database, run: Run, case: Case) -> Iterator[Fed]:
    plan, packages = case.plan, case.order.packages
    amounts: dict[str, list[Reason]] = {}
    fed: dict[str, int] = {}
    for one in plan.pools if plan and packages else ():
        if (count := packages.get(one.package, 0)) and one.amount:
            total = count * one.amount
            told = reason("per_package", count=count, package=one.package, each=one.amount, total=total)
            amounts.setdefault(one.rank, []).append(told)
            fed[one.rank] = fed.get(one.rank, 0) + total
    if plan is None or not fed:
        return
    days = database.read("explain/pool_days", names=list(fed), day=case.order.day, run=run.number)
    shared = {row["name"]: row for row in days}
    for pool, amount in fed.items():
        yield Fed(pool, amount, (*amounts[pool], _shared(pool, shared.get(pool), case.order.day, plan)))


def _shared(pool: str, row: Row | None, day: str, plan: Plan) -> Reason:
    if row is None:
        return reason("pool_open", day=day)
    rank = pool if plan.readings.holders == "exact" else f"{pool} or higher"
    if not row["holders"]:
        return reason("pool_nobody", day=day, rank=rank, carried=row["carried"])
    total = row["share"] * row["holders"] + row["carried"]
    figures = {name: row[name] for name in ("fed", "holders", "share", "carried")}
    return reason("pool_shared", day=day, rank=rank, total=total, before=total - row["fed"], **figures)
