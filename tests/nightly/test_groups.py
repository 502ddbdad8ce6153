"""Groups over several nights: they wait, succeed, move and are undone; what was published stays."""

from dataclasses import replace
from typing import Any

from graph.clock import day_of
from graph.database import Database
from graph.explain import explain_order
from graph.facts import Facts
from graph.nightly import run_nightly
from graph.outcome import Published
from graph.plan import Plan, load_plan, plan_from_data, to_data
from graph.reads.runs import published_run
from graph.reference import calculate
from graph.reference.company import company_as_of
from tests.nightly.answers import answers
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import ZONE, company, moment
from tests.statements import run_test_statement

MEMBERS = ["S", "A", "B", "C"]
TREE = "S\nA S\nB S\nC S"
GROUPS = "G A 2026-01-10T10:00 2026-02-10T10:00\nH B 2026-01-10T10:00 2026-02-10T10:00"
ORDERS = """
    o0 S P699 2026-01-05T09:00
    o1 A P699 2026-01-20T10:00
    o2 A 100.00 2026-01-21T10:00
    o3 C P699 2026-01-25T10:00
    o4 B P699 2026-01-30T10:00
    o5 B 50.00 2026-01-28T10:00
    o6 C P699+100.00 2026-02-09T10:00
"""
GROUPED = "G o1 o2 o4 o6\nH o5"
ALL = company(TREE, ORDERS, groups=GROUPS, grouped=GROUPED)


def _plan() -> Plan:
    """Return the chain plan with levels and a reward for leaders."""
    data = to_data(load_plan("chain_699"))
    more = [{"kind": "level", "rates": ["5 %"]}, {"kind": "leader", "rate": "10 %"}]
    prices = {name: {**package, "price": "9999.00"} for name, package in data["packages"].items()}
    return plan_from_data({**data, "packages": prices, "rewards": [*data["rewards"], *more]})


def _answers(database: Database, number: int, orders: list[str]) -> dict[str, Any]:
    days = (day_of(moment("2026-01-15T00:00"), ZONE), day_of(moment("2026-02-05T00:00"), ZONE))
    return answers(
        database,
        number,
        members=MEMBERS,
        orders=orders,
        channels=["app", "web"],
        spans=[days],
        first_month=2026 * 12,
    )


def _some(orders: str, refunds: str = "") -> Facts:
    """Return some orders of the company, with their lines, and refunds."""
    chosen = orders.split()
    return Facts(
        orders=tuple(order for order in ALL.orders if order.id in chosen),
        lines=tuple(line for line in ALL.lines if line.order_id in chosen),
        products=ALL.products,
        refunds=company(TREE, ORDERS, refunds=refunds).refunds,
    )


def _with(facts: Facts, more: Facts) -> Facts:
    return replace(
        facts,
        orders=facts.orders + more.orders,
        lines=facts.lines + more.lines,
        refunds=facts.refunds + tuple(replace(one, id=f"{one.id} {one.at}") for one in more.refunds),
    )


NIGHTS = (
    ("2026-01-29T00:00", _some("o0 o1 o2 o3 o5")),  # G and H wait
    ("2026-02-02T00:00", _some("o4")),  # G succeeds by B on January 30
    ("2026-02-12T00:00", _some("", "o4 699.00 2026-02-11T00:00")),  # and is undone
    ("2026-02-13T00:00", _some("o6")),  # a late order of C: it succeeds on February 9
    ("2026-02-14T00:00", _some("", "o6 99.00 2026-02-13T10:00")),  # less is left of it
)


def test_groups_wait_succeed_move_and_are_undone_and_published_runs_stay_as_they_were(database: Database):
    plan = _plan()
    known = replace(ALL, orders=(), lines=())
    published: dict[int, dict[str, Any]] = {}
    before: Published | None = None
    orders = ["o1", "o2", "o4", "o5", "o6"]
    for number, (as_of, delivered) in enumerate(NIGHTS, start=1):
        whole = _with(known, delivered)
        fresh = whole.refunds[len(known.refunds) :]
        tables = replace(delivered, refunds=fresh)
        deliver(
            database,
            replace(ALL, orders=tables.orders, lines=tables.lines, refunds=fresh) if number == 1 else tables,
        )
        known = whole
        summary = run_nightly(database, [plan] if number == 1 else [], moment(as_of))
        outcome = calculate(known, [plan], moment(as_of), before)
        assert published_outcome(database, known) == outcome
        before = Published(outcome, moment(as_of))
        for run, told in published.items():
            now = _answers(database, run, orders)
            assert [name for name in told if now[name] != told[name]] == [], f"of run {run} after {number}"
        published[summary.run] = _answers(database, summary.run, orders)
    assert run_nightly(database, [], moment(NIGHTS[-1][0])).entries == 0


def test_a_company_with_groups_answers_as_one_whose_orders_were_placed_when_they_count(database: Database):
    """Volumes, ranks, rewards, pools and metrics follow the moment at which an order counts (R12)."""
    plan, as_of = load_plan("chain_699"), moment("2026-03-01T00:00")
    facts = _with(ALL, _some("", "o4 9.00 2026-02-11T00:00"))
    sales = {sale.id: sale for sale in company_as_of(facts, [plan], as_of).sales}
    counted = replace(
        facts,
        groups=(),
        orders=tuple(
            replace(order, at=sales[order.id].at, group_id=None)
            for order in facts.orders
            if order.id in sales
        ),
        lines=tuple(line for line in facts.lines if line.order_id in sales),
    )
    assert len(counted.orders) == len(facts.orders) - 1  # that of H
    told = []
    for one in (facts, counted):
        run_test_statement(database, "empty")
        deliver(database, one)
        run_nightly(database, [plan], as_of)
        found = _answers(database, published_run(database).number, ["o0"])
        told.append({name: answer for name, answer in found.items() if not name.startswith("explain")})
    assert [name for name in told[0] if told[0][name] != told[1][name]] == []


def test_what_is_filled_in_later_leaves_an_order_where_it_counts(database: Database):
    first = _some("o0 o1 o4")
    deliver(database, replace(ALL, orders=first.orders, lines=first.lines))
    run_nightly(database, [], moment("2026-02-12T00:00"))
    run = published_run(database)
    before = explain_order(database, run, "o1").order
    assert (before.at, before.paid_at) == (moment("2026-01-30T10:00"), moment("2026-01-20T10:00"))
    received = tuple(replace(order, received=order.at + 1) for order in first.orders if order.id == "o1")
    deliver(database, Facts(orders=received))
    assert explain_order(database, run, "o1").order == before
    assert run_nightly(database, [], moment("2026-02-12T00:00")).entries == 0
