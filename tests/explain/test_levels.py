"""Levels explained: each generation paid, passed over or nobody, and only kinds of the plan that pays."""

from graph.database import Database
from graph.explain import english, explain_order
from tests.explain.conftest import Publish, kind_of, not_paid, payments
from tests.spec.tables import company
from tests.spec.test_levels import MEMBERS, levels


def test_each_generation_is_told_with_its_reason(database: Database, publish: Publish) -> None:
    orders = "k1 K 1.00\no1 B tea:200.00+pot:100.00\no2 B pot:1.00\no3 K 9.00"
    facts = company(MEMBERS, orders, products="tea leaf\npot ware", refunds="o1 150.00")
    plan = levels(compression="dynamic", categories=["leaf"], hold_days=7)
    run = publish(facts, plan)
    explanation = explain_order(database, run, "o1")
    assert [one.kind for one in explanation.kinds] == ["level"]
    assert explanation.notes[0].id == "refunded_net"
    level = kind_of(explanation, "level")
    assert (level.rule, level.set_aside, level.paid, level.breakage) == ("R10", 7_50, 5_00, 2_50)
    assert [why.id for why in level.breakage_reasons] == ["nobody_at_generation"]
    assert payments(explanation, "level")[0][:3] == ("1", "K", 5_00)
    assert not_paid(explanation, "level") == [
        ("1", "Q", "level_passed_over"),
        ("1", "S", "other_generation"),
        ("2", "Q", "level_passed_over"),
        ("2", "K", "other_generation"),
        ("2", "S", "level_passed_over"),
    ]
    assert explanation.sums.package_lines == 150_00
    assert explanation.sums.kept == 150_00 - 7_50
    assert not_paid(explain_order(database, run, "o2"), "level")[0] == ("1", "Q K S", "level_no_lines")
    words = english(explanation.names, explanation.zone)
    working = [words.sentence(why) for why in level.working]
    assert working[0] == "5 % of 100.00, which is what falls on leaf of the net amount 150.00 = 5.00"


def test_a_customers_order_tells_what_its_owner_gets(database: Database, publish: Publish) -> None:
    facts = company(MEMBERS, "o1 u1 100.00\no2 u1 50.00", communities="c1 Q", customers="u1 c1")
    run = publish(facts, levels(customers="owner", orders="first"))
    explanation = explain_order(database, run, "o1")
    assert [why.id for why in explanation.notes] == ["customer_paid"]
    assert [row[:3] for row in payments(explanation, "level")] == [("1", "Q", 5_00), ("2", "K", 2_50)]
    assert explain_order(database, run, "o2").kinds == ()
