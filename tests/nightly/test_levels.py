"""Levels over several nights: receipts, categories that change, late orders, refunds, plans that add them."""

from dataclasses import replace

from graph.database import Database
from graph.facts import Facts, Product
from graph.nightly import run_nightly
from graph.outcome import Published
from graph.plan import load_plan, plan_from_data, to_data
from graph.reads.runs import run_numbered
from graph.reference import calculate
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment
from tests.spec.test_levels import MEMBERS, levels

AS_OF = moment("2026-03-01T00:00")


def test_each_night_corrects_what_became_known(database: Database) -> None:
    plan = levels(categories=["leaf"], orders="first", compression="dynamic", hold_days=7)
    first = company(
        MEMBERS,
        "k1 K tea:9.00\nq1 Q 1.00\no1 B tea:200.00\no2 B tea:100.00+pot:100.00",
        products="tea leaf\npot ware",
    )
    deliver(database, first)
    run_nightly(database, [plan], AS_OF)
    before = calculate(first, [plan], AS_OF)
    assert published_outcome(database, first) == before
    # It was received, refunded in full, and the pot became a leaf; an order came late.
    late = company(MEMBERS, "o0 B pot:50.00 2026-01-04T09:00\nq0 Q 1.00 2026-01-03T09:00", refunds="o0 50.00")
    orders = tuple(
        replace(one, received=moment("2026-01-06T00:00")) if one.id == "o1" else one for one in first.orders
    )
    refunds = company(MEMBERS, "o1 B 200.00", refunds="o1 50.00").refunds
    second = replace(
        first,
        orders=(*orders, *late.orders),
        lines=(*first.lines, *late.lines),
        products=(Product("tea", "leaf"), Product("pot", "leaf")),
        refunds=(*(replace(one, id="r9") for one in refunds), *late.refunds),
    )
    deliver(database, second)
    run_nightly(database, (), AS_OF)
    assert published_outcome(database, second) == calculate(second, [plan], AS_OF)
    assert published_outcome(database, first, run_numbered(database, 1)) == before
    assert run_nightly(database, (), AS_OF).entries == 0


def test_a_later_plan_adds_levels_and_drops_kinds_of_the_chain(database: Database) -> None:
    chain = load_plan("chain_699")
    level = {"kind": "level", "rates": ["5 %"], "customers": "owner"}
    kept = [one for one in to_data(chain)["rewards"] if one["kind"] in {"direct", "peer"}]
    later = {**to_data(chain), "name": "later", "valid_from": "2026-02-01", "rewards": [*kept, level]}
    plans = [chain, plan_from_data(later)]
    orders = "o1 B P699 2026-01-31T23:59\no2 B P699 2026-02-01T00:00\no3 u1 10.00 2026-02-02T00:00"
    people = {"openings": "S province\nK partner S", "communities": "c1 Q", "customers": "u1 c1"}
    facts: Facts = company(MEMBERS, orders, **people)
    deliver(database, facts)
    run_nightly(database, plans[:1], AS_OF)
    first = calculate(facts, plans[:1], AS_OF)
    assert published_outcome(database, facts) == first
    run_nightly(database, plans[1:], AS_OF)
    found = published_outcome(database, facts)
    assert found == calculate(facts, plans, AS_OF, Published(first, AS_OF))
    assert {grain.order_id for grain in found.entries if grain.kind == "level"} == {"o2", "o3"}
    assert {grain.order_id for grain in found.entries if grain.kind == "override"} == {"o1"}
