"""Adjustments are entries on their day without an order; withdrawals lower what is available."""

from graph.outcome import Outcome
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, rows

TREE = "S\nA S\nB A\nC - 2026-03-01T00:00"
ORDERS = "o1 A P699 2026-01-05T10:00\no2 B P699 2026-01-06T10:00"


def _owed(outcome: Outcome, member: str) -> tuple[int, int, int]:
    """Return what a member earned, what of it is held, and what it withdrew, in yuan."""
    standing = outcome.standings[member]
    return standing.earned // 100, standing.held // 100, standing.withdrawn // 100


def test_an_adjustment_is_earned_on_its_day_without_an_order_and_nothing_of_it_is_held(
    engine: Engine,
) -> None:
    outcome = engine(company(TREE, ORDERS, adjustments="A 2026-01-07 50.00\nS 2026-02-01 -20.00"))
    assert ledger(outcome, "adjustment") == rows(
        """
        adjustment a0 A - 50.00
        adjustment a1 S - -20.00
        """
    )
    days = {grain.payee_id: grain.day for grain in outcome.entries if grain.kind == "adjustment"}
    assert days == {"A": "2026-01-07", "S": "2026-02-01"}
    assert _owed(outcome, "A") == (250, 40, 0)
    assert outcome.monthly["A", "2026-01"].earned == 250_00
    assert outcome.monthly["S", "2026-02"].earned == -20_00


def test_rewards_are_what_they_would_be_without_adjustments_and_withdrawals(engine: Engine) -> None:
    plain = engine(company(TREE, ORDERS))
    told = engine(
        company(TREE, ORDERS, adjustments="A 2026-01-05 1.00", withdrawals="A 2.00 2026-01-05T10:00")
    )
    assert {
        grain: amount for grain, amount in told.entries.items() if grain.kind != "adjustment"
    } == plain.entries
    assert told.pools == plain.pools


def test_each_adjustment_is_an_entry_of_its_own_also_on_one_day(engine: Engine) -> None:
    told = "A 2026-01-07 50.00\nA 2026-01-07 0.01\nB 2026-01-08 5.00\nB 2026-01-08 -5.00\nB 2026-01-09 0"
    outcome = engine(company(TREE, ORDERS, adjustments=told))
    assert ledger(outcome, "adjustment") == rows(
        """
        adjustment a0 A - 50.00
        adjustment a1 A - 0.01
        adjustment a2 B - 5.00
        adjustment a3 B - -5.00
        """
    )
    assert _owed(outcome, "B") == (0, 0, 0)


def test_an_adjustment_counts_from_the_beginning_of_its_day_and_for_who_has_joined(engine: Engine) -> None:
    facts = company(TREE, ORDERS, adjustments="A 2026-02-01 7.00\nC 2026-02-01 8.00")
    assert ledger(engine(facts, as_of="2026-01-31T23:59:59.999999"), "adjustment") == []
    assert ledger(engine(facts, as_of="2026-02-01T00:00"), "adjustment") == rows("adjustment a0 A - 7.00")
    both = rows("adjustment a0 A - 7.00\nadjustment a1 C - 8.00")
    assert ledger(engine(facts, as_of="2026-03-01T00:00"), "adjustment") == both


def test_withdrawals_up_to_the_run_lower_what_is_available_also_below_zero(engine: Engine) -> None:
    told = "A 100.00 2026-01-10T12:00\nA 500.00 2026-01-31T12:00\nB 3.00 2026-02-01T00:00"
    facts = company(TREE, ORDERS, withdrawals=told)
    assert _owed(engine(facts, as_of="2026-01-31T12:00"), "A") == (200, 40, 600)
    assert _owed(engine(facts, as_of="2026-01-31T11:59:59.999999"), "A") == (200, 40, 100)
    assert _owed(engine(facts, as_of="2026-01-31T12:00"), "B") == (0, 0, 0)
    assert _owed(engine(facts, as_of="2026-02-01T00:00"), "B") == (0, 0, 3)


def test_a_company_without_orders_has_adjustments_all_the_same(engine: Engine) -> None:
    outcome = engine(company("A", adjustments="A 2026-01-07 12.00"))
    assert _owed(outcome, "A") == (12, 0, 0)
    assert ledger(outcome) == rows("adjustment a0 A - 12.00")
