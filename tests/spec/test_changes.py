"""Refunds, corrections, the run's time, customers, and plans that follow each other."""

import pytest

from graph.errors import UserError
from graph.outcome import Month
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, owners, plan_with, ranks, rows
from tests.spec.test_golden import GOLDEN, MEMBERS, ORDERS, STANDING

TREE = "S\nA S\nB S\nC S\nD S"
PAID = "o1 S P699\no2 A P699\no3 B P699\no4 C P699"


def test_an_order_refunded_in_full_counts_as_never_placed(engine: Engine) -> None:
    refunded = engine(company(TREE, PAID, refunds="o3 300.00\no3 399.00"))
    without = engine(company(TREE, "o1 S P699\no2 A P699\no4 C P699 2026-01-05T09:03"))
    assert refunded == without
    assert ranks(refunded, "SB") == rows("S partner o4\nB visitor -")


def test_a_smaller_refund_lowers_volume_only(engine: Engine) -> None:
    outcome = engine(company(TREE, PAID, refunds="o3 698.99"))
    assert (outcome.standings["B"].personal, outcome.standings["S"].team) == (1, 2 * 699_00 + 1)
    assert ledger(outcome) == ledger(engine(company(TREE, PAID)))


def test_with_the_reading_packages_an_order_has_as_many_as_its_net_amount_covers(engine: Engine) -> None:
    plan = plan_with(part_refund="packages")
    facts = company(
        TREE, "o1 S P699\no2 A 3xP699\no3 B P699\no4 C P699+100.00", refunds="o2 1.00\no3 0.01\no4 100.00"
    )
    outcome = engine(facts, plan)
    assert ledger(outcome, "direct") == rows("direct - S o2 400.00\ndirect - S o4 200.00")
    assert ranks(outcome) == rows("S partner o4\nA member o2\nB visitor -\nC member o4\nD visitor -")


def test_a_discount_without_a_refund_costs_no_package(engine: Engine) -> None:
    facts = company(TREE, "o1 S P699\no2 A 2xP699 2026-01-06T00:00 1000.00", refunds="o2 500.00")
    plan = plan_with(part_refund="packages")
    assert ledger(engine(facts, plan, as_of="2026-01-07T00:00"), "direct") == rows("direct - S o2 400.00")
    assert ledger(engine(facts, plan), "direct") == rows("direct - S o2 200.00")


def test_refunds_orders_and_members_after_the_run_do_not_count(engine: Engine) -> None:
    facts = company(
        TREE + "\nE S 2026-01-09T00:00", PAID + "\no5 E P699 2026-01-09T00:00", refunds="o4 699.00"
    )
    early = engine(facts, as_of="2026-01-08T23:59:59.999999")
    assert early == engine(company(TREE, PAID))
    assert engine(facts, as_of="2026-01-09T00:00").standings["S"].direct_recruits == 5


def test_orders_after_the_run_do_not_count(engine: Engine) -> None:
    facts = company(TREE, "o1 S P699\no2 A P699\no3 B P699\no4 C P699 2026-01-09T00:00")
    early = engine(facts, as_of="2026-01-08T23:59:59.999999")
    assert early == engine(company(TREE, "o1 S P699\no2 A P699\no3 B P699"))
    assert early != engine(facts, as_of="2026-01-09T00:00")


def test_a_corrected_sponsor_is_taken_to_have_been_so_from_the_start(engine: Engine) -> None:
    moved = engine(company(MEMBERS, ORDERS, openings=STANDING, corrections="A2 A1"))
    anew = engine(company(MEMBERS.replace("A2 A\n", "A2 A1\n"), ORDERS, openings=STANDING))
    assert moved == anew
    assert moved != engine(GOLDEN)


def test_the_last_correction_by_the_runs_time_holds(engine: Engine) -> None:
    told = """
        A B 2026-02-03T00:00
        A C 2026-02-02T00:00
        A - 2026-02-04T00:00
    """
    facts = company(TREE, PAID, corrections=told)
    days = {"2026-02-01": "S", "2026-02-02": "C", "2026-02-03": "B", "2026-02-04": ""}
    assert {day: engine(facts, as_of=f"{day}T00:00").standings["A"].sponsor_id for day in days} == days


def test_no_correction_changes_the_owner_that_an_opening_gave(engine: Engine) -> None:
    facts = company("H\nK\nA H", "o1 A P699", openings="H partner\nK partner\nA member H", corrections="A K")
    outcome = engine(facts)
    assert owners(outcome) == rows("A H")
    assert ledger(outcome, "direct", "override") == rows("direct - K o1 200.00\noverride - H o1 100.00")


def test_a_customers_order_is_volume_of_the_owner_and_nothing_else(engine: Engine) -> None:
    orders = (
        PAID + "\nc1 U 2xP699+P999 2026-01-06T10:00\nc2 V P699 2026-01-06T10:00\nc3 W P699 2026-01-06T10:00"
    )
    facts = company(TREE, orders, communities="K A\nL B", customers="U K\nV L\nW -", refunds="c2 9.00")
    outcome = engine(facts)
    plain = engine(company(TREE, PAID))
    assert ledger(outcome) == ledger(plain)
    assert ledger(outcome, breakage=True) == ledger(plain, breakage=True)
    assert ranks(outcome) == ranks(plain)
    assert outcome.standings["A"].personal == 3 * 699_00 + 999_00
    assert outcome.standings["B"].personal == 2 * 699_00 - 9_00
    assert outcome.standings["S"].team_size == 4


def test_a_customers_order_is_volume_in_the_month_of_the_order(engine: Engine) -> None:
    orders = "c1 U 10.00 2026-01-31T23:59:59\nc2 U 20.00 2026-02-01T00:00"
    facts = company(TREE, orders, communities="K A", customers="U K", refunds="c2 5.00 2026-03-02T00:00")
    assert engine(facts).monthly == {
        ("A", "2026-01"): Month(10_00, 0, 10_00, 0, 0),
        ("S", "2026-01"): Month(0, 10_00, 10_00, 0, 0),
        ("A", "2026-02"): Month(15_00, 0, 15_00, 0, 0),
        ("S", "2026-02"): Month(0, 15_00, 15_00, 0, 0),
    }


def test_months_have_their_own_volumes_and_earnings(engine: Engine) -> None:
    orders = "o1 S P699 2026-01-10T10:00\no2 A P699 2026-01-10T11:00\no3 A 10.00 2026-03-01T00:00"
    facts = company("S\nA S\nB S", orders, refunds="o2 100.00 2026-03-05T00:00")
    assert engine(facts).monthly == {
        ("S", "2026-01"): Month(699_00, 599_00, 1298_00, 200_00, 40_00),
        ("A", "2026-01"): Month(599_00, 0, 599_00, 0, 0),
        ("S", "2026-03"): Month(0, 10_00, 10_00, 0, 0),
        ("A", "2026-03"): Month(10_00, 0, 10_00, 0, 0),
    }


def _plan(direct: str, valid_from: str) -> Plan:
    data = to_data(load_plan("chain_699"))
    rewards = [dict(reward) for reward in data["rewards"]]
    rewards[0]["amount"] = direct
    return plan_from_data({**data, "rewards": rewards, "valid_from": valid_from})


MIDNIGHT = """
    o0 S P699 2026-01-31T10:00
    o1 A P699 2026-01-31T23:59:59.999999
    o2 A P699 2026-02-01T00:00
"""


def test_an_order_is_paid_by_the_plan_valid_when_it_was_paid(engine: Engine) -> None:
    plans = (_plan("150.00", "2026-02-01"), load_plan("chain_699"))
    outcome = engine(company(TREE, MIDNIGHT), *plans)
    assert ledger(outcome, "direct") == rows("direct - S o1 200.00\ndirect - S o2 150.00")
    assert ("direct", "-", "-", "o0", "200.00") in ledger(outcome, breakage=True)


def test_an_order_before_the_first_plan_is_paid_nothing_but_counts(engine: Engine) -> None:
    outcome = engine(company(TREE, MIDNIGHT), _plan("150.00", "2026-02-01"))
    assert ledger(outcome, "direct") == rows("direct - S o2 150.00")
    assert {row[3] for row in ledger(outcome, breakage=True)} == {"o2"}
    assert ranks(outcome, "SA") == rows("S member o0\nA member o1")
    assert outcome.pools["city", "2026-01-31"].fed == 0


def test_a_later_plan_with_other_conditions_is_refused(engine: Engine) -> None:
    later = plan_from_data({**to_data(plan_with(head="contributes")), "valid_from": "2026-02-01"})
    with pytest.raises(UserError, match="changes readings"):
        engine(company(TREE, MIDNIGHT), load_plan("chain_699"), later)
