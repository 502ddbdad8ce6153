"""Months over several nights: late orders, refunds, corrected sponsors, and ranks that are lost."""

from dataclasses import replace

from graph.database import Database
from graph.nightly import run_nightly
from graph.plan import load_plan, plan_from_data, to_data
from graph.reads.ledger import ledger
from graph.reads.runs import published_run, run_numbered
from graph.reads.standings import standings
from graph.reference import calculate
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment

TREE = "A\nB A\nC A\nD B"
JANUARY = """
    a1 A 30000.00 2026-01-05T09:00
    b1 B 12000.00 2026-01-06T09:00
    c1 C 11000.00 2026-01-07T09:00
    d1 D 600.00 2026-02-05T09:00
"""
FEBRUARY = moment("2026-02-10T00:00")
MARCH = moment("2026-03-10T00:00")


def test_each_night_corrects_the_months_that_changed(database: Database) -> None:
    retail = load_plan("community_retail")
    level = {"kind": "level", "rates": ["10 %"], "payee_rank": "leader"}
    data = to_data(retail)
    plan = plan_from_data({**data, "rewards": [*data["rewards"], level]})
    first = company(TREE, JANUARY)
    deliver(database, first)
    run_nightly(database, [plan], FEBRUARY)
    before = calculate(first, [plan], FEBRUARY)
    assert published_outcome(database, first) == before
    assert before.standings["A"].highest_rank == 2
    # An order of January came late, one was refunded, D moved below C, and February is over.
    late = company(TREE, "c0 C 9000.00 2026-01-20T09:00\nb2 B 700.00 2026-03-05T09:00")
    changed = company(TREE, JANUARY, refunds="b1 3000.00", corrections="D C 2026-03-02T00:00")
    second = replace(
        first,
        orders=(*first.orders, *late.orders),
        refunds=changed.refunds,
        corrections=changed.corrections,
    )
    deliver(database, second)
    run_nightly(database, (), MARCH)
    after = calculate(second, [plan], MARCH)
    assert published_outcome(database, second) == after
    assert (after.standings["A"].rank, after.standings["A"].highest_rank) == (1, 1)
    assert published_outcome(database, first, run_numbered(database, 1)) == before
    run = published_run(database)
    entries = [one for one in ledger(database, run) if one.kind == "bracket" and one.payee_id == "A"]
    assert [(one.run, one.source, one.day) for one in entries] == [
        (1, "2026-01", "2026-01-31"),
        (2, "2026-01", "2026-01-31"),
    ]
    assert entries[1].corrects == entries[0].key
    assert run_nightly(database, (), MARCH).entries == 0
    assert [one.highest_rank for one in standings(database, run, member="B")] == [0]
