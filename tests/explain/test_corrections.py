"""Why entries were corrected: each root cause, from the order itself outwards."""

from dataclasses import replace

import pytest

from graph.corrections import CauseKind, Corrections, read_corrections
from graph.database import Database
from graph.earnings.scope import Scope
from graph.facts import Facts
from graph.plan import load_plan
from graph.reads.ledger import ledger
from graph.reads.runs import Run, runs
from tests.explain.conftest import Publish
from tests.reads.companies import publish_history
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment, plan_with
from tests.spec.test_changes import MIDNIGHT, _plan
from tests.spec.test_volumes import by_volume

TREE = "S\nA S\nB A\nC B"
STANDING = "S province\nA partner S"
Row = tuple[str, str, str, int, int]


def of_run(database: Database, run: Run, team: str = "") -> Corrections:
    return read_corrections(database, run, Scope(team=team), of_run=True, limit=100)


def causes(corrections: Corrections) -> list[Row]:
    """Return (kind, order, member, entries, amount) of each cause."""
    return [
        (one.cause.kind.value, one.cause.order_id, one.cause.member_id, one.entries, one.amount)
        for one in corrections.rows
    ]


def test_a_first_run_and_new_orders_correct_nothing(database: Database, publish: Publish):
    early = publish(company(TREE, "o1 C P699", openings=STANDING), as_of=moment("2026-01-06T00:00"))
    later = publish(company(TREE, "o2 B P699 2026-01-06T09:00"), as_of=moment("2026-01-07T00:00"))
    assert [of_run(database, run).kinds for run in (early, later)] == [(), ()]


def test_a_refund_of_the_order_itself(database: Database, publish: Publish):
    publish(company(TREE, "o1 C P699\no2 B P699", openings=STANDING))
    run = publish(Facts(refunds=company(TREE, "o1 C P699", refunds="o1 699.00").refunds))
    found = of_run(database, run)
    assert [(row[:3]) for row in causes(found)] == [("refund", "o1", "")]
    cause = found.rows[0]
    assert (cause.orders, cause.first_orders, cause.added) == (1, ("o1",), 0)
    assert cause.amount == -sum(
        one.amount for one in ledger(database, run, order="o1") if one.run == 1 and one.payee_id
    )


def test_a_refund_that_costs_somebody_a_rank_corrects_other_orders(database: Database, publish: Publish):
    """A is a partner by its second recruit's order o3; refunded, what A was paid of o4 goes."""
    orders = "o1 A P699\no2 B P699\no3 D P699\no4 E P699"
    tree = "S\nA S\nB A\nD A\nE A"
    publish(company(tree, orders, openings="S partner"))
    run = publish(Facts(refunds=company(tree, orders, refunds="o3 699.00").refunds))
    found = {row[:3]: row[3:] for row in causes(of_run(database, run))}
    assert set(found) == {("refund", "o3", ""), ("refund", "o3", "A")}
    by_rank = next(one for one in of_run(database, run).rows if one.cause.member_id == "A")
    assert by_rank.first_orders == ("o4",)
    assert "A" in by_rank.first_members


def test_a_late_order_that_brings_a_rank_earlier(database: Database, publish: Publish):
    orders = "o1 A P699 2026-01-05T09:00\no3 B P699 2026-01-05T11:00\no2 D P699 2026-01-05T10:00"
    whole = company("S\nA S\nD A\nE A\nB A", orders + "\no0 E P699 2026-01-05T10:30", openings="S partner")
    publish(replace(whole, orders=whole.orders[:3], lines=whole.lines[:3]))
    run = publish(Facts(orders=whole.orders[3:], lines=whole.lines[3:]))
    # The late order's own entries are new; what moves is the override of o3, from S to A.
    assert {row[:3] for row in causes(of_run(database, run))} == {("late_order", "o0", "A")}


def test_a_revised_order(database: Database, publish: Publish):
    deliver(database, company(TREE, "o1 C 2xP699", openings=STANDING), {"o1": "2026-03-01T00:00:00Z"})
    publish(Facts())
    deliver(database, company(TREE, "o1 C P699+10.00", openings=STANDING), {"o1": "2026-03-02T00:00:00Z"})
    assert {row[:3] for row in causes(of_run(database, publish(Facts())))} == {("revision", "o1", "")}


def test_a_corrected_sponsor(database: Database, publish: Publish):
    facts = company("S\nA S\nB S\nC A", "o1 C P699", openings="S province\nA partner S\nB partner S")
    publish(facts)
    run = publish(Facts(corrections=company("C A", corrections="C B").corrections))
    found = of_run(database, run)
    assert {row[:3] for row in causes(found)} == {("correction", "", "C")}
    assert {"A", "B"} <= set(found.rows[0].first_members)
    assert found.rows[0].amount == 0  # what A loses B gets
    assert causes(of_run(database, run, team="A")) == [("correction", "", "C", 2, -300_00)]


def test_a_late_opening_standing_is_a_corrected_fact(database: Database, publish: Publish):
    publish(company(TREE, "o1 C P699", openings="S province"))
    run = publish(Facts(openings=company(TREE, openings="A partner S").openings))
    assert {row[:3] for row in causes(of_run(database, run))} == {("correction", "", "A")}


def test_a_rank_by_volume_that_no_order_brought(database: Database, publish: Publish):
    """B is a leader by its volume of January; what it got of D's order in February goes with that."""
    orders = "b1 B 1000.00 2026-01-31T10:00\nd1 D 100.00 2026-02-02T00:00"
    tree = "A\nB A\nC B\nD B"
    plan = by_volume({"of": "personal", "amount": "1000.00"})
    publish(company(tree, orders), plan)
    run = publish(Facts(refunds=company(tree, orders, refunds="b1 0.01").refunds))
    assert ("rank_change", "", "B", 1, -10_00) in causes(of_run(database, run))


def test_another_plan(database: Database, publish: Publish):
    publish(company("S\nA S\nB S\nC S\nD S", MIDNIGHT), load_plan("chain_699"))
    run = publish(Facts(), _plan("150.00", "2026-02-01"))
    found = of_run(database, run)
    assert [(row[0], row[4]) for row in causes(found)] == [("plan", -50_00)]
    assert found.rows[0].first_orders == ("o2",)


def test_the_rounding_of_pools(database: Database, publish: Publish):
    """With days shared anew each run, what a late order leaves over is shared on the next day."""
    tree = "A\nB\nC\nX"
    orders = "o1 X 7xP699 2026-01-05T10:00\no2 X 4xP699 2026-01-06T10:00"
    plan = plan_with(pool_days="restate")
    publish(company(tree, orders, openings="A district\nB district\nC district"), plan)
    late = company(tree, "o3 X P699 2026-01-05T11:00")
    run = publish(Facts(orders=late.orders, lines=late.lines))
    found = {row[:2]: row[3:] for row in causes(of_run(database, run))}
    assert set(found) == {("late_order", "o3"), ("pool_rounding", "")}
    assert found["pool_rounding", ""] == (3, 3)
    assert [one.cause.kind for one in of_run(database, run).kinds] == [
        CauseKind.LATE_ORDER,
        CauseKind.POOL_ROUNDING,
    ]


SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 40))]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cent_that_was_corrected_has_one_cause(database: Database, seed: int):
    publish_history(database, seed)
    published = runs(database)
    newest = published[-1]
    entries = [one for one in ledger(database, newest) if one.payee_id]
    total, amount = 0, 0
    for run in published:
        found = of_run(database, run)
        correcting = [one for one in entries if one.run == run.number and one.corrects]
        assert sum(one.entries for one in found.rows) >= len(correcting)
        assert sum(one.entries for one in found.kinds) == sum(one.entries for one in found.rows)
        assert sum(one.amount for one in found.kinds) == sum(one.amount for one in found.rows)
        total += sum(one.entries for one in found.rows)
        amount += sum(one.amount for one in found.rows)
    of_days = read_corrections(database, newest, Scope(), limit=10_000)
    assert sum(one.entries for one in of_days.rows) == total
    assert sum(one.amount for one in of_days.rows) == amount
