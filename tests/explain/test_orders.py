"""Orders that pay less or nothing, or that were corrected: what is said about them."""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.errors import UserError
from graph.explain import explain_order
from graph.facts import Facts
from tests.explain.conftest import Publish, corrections, kind_of, not_paid, payments, values
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment, plan_with

TREE = "S\nA S\nB A\nC B"
STANDING = "S province\nA partner S"


def test_a_customers_order_counts_for_the_owner_and_pays_nothing(database: Database, publish: Publish):
    facts = company(TREE, "o1 c1 P699\no2 c2 50.00", communities="k1 B", customers="c1 k1\nc2 -")
    run = publish(facts)
    explanation = explain_order(database, run, "o1")
    assert [dict(why.values) for why in explanation.notes] == [
        {"buyer": "c1", "community": "k1", "owner": "B"}
    ]
    assert (explanation.kinds, explanation.pools) == ((), ())
    assert [why.id for why in explain_order(database, run, "o2").notes] == ["customer_alone"]


def test_an_order_without_packages_pays_nobody_above(database: Database, publish: Publish):
    explanation = explain_order(database, publish(company(TREE, "o1 C 50.00")), "o1")
    assert [why.id for why in explanation.notes] == ["no_packages"]
    for kind in ("direct", "override", "differential"):
        assert not_paid(explanation, kind) == [("", "B A S", "pays_nothing")]
    assert explanation.sums.package_lines == explanation.sums.kept == 0


def test_a_root_that_buys_leaves_all_to_the_company(database: Database, publish: Publish):
    explanation = explain_order(database, publish(company("S", "o1 S P699")), "o1")
    reasons = {kind.kind: [why.id for why in kind.breakage_reasons] for kind in explanation.kinds}
    assert reasons == {
        "direct": ["no_sponsor"],
        "override": ["company_alone"],
        "peer": ["nothing_to_match", "nothing_to_match"],
        "differential": ["rate_left"],
    }
    assert explanation.sums.breakage == 380_00


def test_sponsors_that_had_not_bought_are_passed_over(database: Database, publish: Publish):
    explanation = explain_order(
        database, publish(company("S\nA S\nB A\nC B", "o1 C P699", openings="S partner")), "o1"
    )
    assert not_paid(explanation, "direct") == [("", "B", "rank_never"), ("", "A S", "only_sponsor")]
    assert not_paid(explanation, "override") == [("", "B A", "passed_over")]
    assert payments(explanation, "override")[0][:3] == ("", "S", 100_00)


def test_the_head_of_a_tree_owns_its_first_two_and_is_no_partner_yet(database: Database, publish: Publish):
    explanation = explain_order(database, publish(company("A\nB A", "o1 A P699\no2 B P699")), "o2")
    assert [why.id for why in kind_of(explanation, "override").breakage_reasons] == [
        "owner_head",
        "rank_never",
    ]
    assert not_paid(explanation, "override") == [("", "A", "rank_never")]


def test_a_dealer_above_whose_rate_is_already_paid_is_told_by_whom(database: Database, publish: Publish):
    facts = company("A\nB A\nC B", "o1 C P699", openings="A district\nB province A")
    explanation = explain_order(database, publish(facts), "o1")
    assert not_paid(explanation, "differential") == [("", "A", "rate_taken")]
    assert values(explanation, "differential", "rate_taken") == [
        {"rank": "district", "rate": 20_00, "highest": 50_00, "payee": "B"}
    ]


def test_a_late_refund_is_told_as_the_cause_of_the_correction(database: Database, publish: Publish):
    facts = company(TREE, "o1 C P699", openings=STANDING)
    publish(facts)
    refund = company(TREE, "o1 C P699", refunds="o1 699.00").refunds
    explanation = explain_order(database, publish(Facts(refunds=refund)), "o1")
    assert [why.id for why in explanation.notes] == ["refunded_all"]
    override = kind_of(explanation, "override")
    assert (override.payments, override.set_aside) == ((), 0)
    assert corrections(override.reversed[0].postings) == [(1, 100_00, ()), (2, -100_00, ("new_refund",))]
    assert not_paid(explanation, "override") == [("", "B A S", "order_void")]


def test_a_sponsor_correction_is_told_as_the_cause(database: Database, publish: Publish):
    facts = company("S\nA S\nB S\nC A", "o1 C P699", openings="S province\nA partner S\nB partner S")
    first = publish(facts)
    moved = company("C A", corrections="C B").corrections
    explanation = explain_order(database, publish(Facts(corrections=moved)), "o1")
    assert payments(explanation, "direct")[0][:3] == ("", "B", 200_00)
    changed = ("moved", "owner_changed")
    assert corrections(kind_of(explanation, "direct").payments[0].postings) == [(2, 200_00, changed)]
    back = kind_of(explanation, "direct").reversed[0]
    assert (back.payee_id, back.amount, back.place) == ("A", 0, 0)
    assert corrections(back.postings) == [(1, 200_00, ()), (2, -200_00, changed)]
    before = explain_order(database, first, "o1")
    assert payments(before, "direct")[0][:3] == ("", "A", 200_00)


def test_a_late_order_is_told_as_the_cause(database: Database, publish: Publish):
    """E bought before B after all: A was a partner when B bought, and owns its team."""
    orders = "o1 A P699 2026-01-05T09:00\no3 B P699 2026-01-05T11:00\no2 D P699 2026-01-05T10:00"
    whole = company("S\nA S\nD A\nE A\nB A", orders + "\no0 E P699 2026-01-05T10:30", openings="S partner")
    late = replace(whole, orders=whole.orders[:3], lines=whole.lines[:3])
    publish(late)
    explanation = explain_order(
        database, publish(Facts(orders=whole.orders[3:], lines=whole.lines[3:])), "o3"
    )
    posted = kind_of(explanation, "override").payments[0]
    assert (posted.payee_id, posted.amount) == ("A", 100_00)
    assert corrections(posted.postings) == [(2, 100_00, ("owner_changed", "rank_earlier", "order_late"))]


def test_a_fact_that_no_run_counted_yet_is_no_part_of_an_explanation(database: Database, publish: Publish):
    """Lines that arrive for a loaded order belong to no run before the next."""
    whole = company(TREE, "o1 C P699", openings=STANDING)
    run = publish(replace(whole, lines=()))
    before = explain_order(database, run, "o1")
    assert [why.id for why in before.notes] == ["no_packages"]
    deliver(database, Facts(lines=whole.lines))
    assert explain_order(database, run, "o1") == before


def test_orders_that_no_run_knows_are_refused_in_words(database: Database, publish: Publish):
    facts = company(TREE, "o1 C P699 2026-01-05T09:00\no2 C P699 2026-03-01T09:00")
    run = publish(facts, as_of=moment("2026-02-01T00:00"))
    with pytest.raises(UserError, match="loaded but not counted in run 1"):
        explain_order(database, run, "o2")
    with pytest.raises(UserError, match="there is no order 'O1' in run 1"):
        explain_order(database, run, "O1")


def test_a_part_refund_says_how_the_plan_reads_it(database: Database, publish: Publish):
    facts = company(TREE, "o1 C 2xP699", openings=STANDING, refunds="o1 699.00")
    run = publish(facts, plan_with(part_refund="packages"))
    explanation = explain_order(database, run, "o1")
    assert [why.id for why in explanation.notes] == ["refunded_packages", "first_package"]
    assert explanation.order.packages == {"p699": 1}


def test_a_gift_is_told_as_what_it_is(database: Database, publish: Publish):
    facts = company(TREE, "o1 C P699+5.00 2026-01-05T10:00 0\no2 C P699", openings=STANDING)
    run = publish(facts)
    explanation = explain_order(database, run, "o1")
    assert [why.id for why in explanation.notes] == ["no_packages", "gift"]
    assert dict(explanation.notes[1].values) == {"count": 1, "package": "p699"}
    assert explanation.sums.paid == explanation.sums.kept == 0
    assert [why.id for why in explain_order(database, run, "o2").notes] == ["first_package"]


def test_a_gift_that_the_plan_counts_is_told_as_a_package(database: Database, publish: Publish):
    facts = company(TREE, "o1 C P699+5.00 2026-01-05T10:00 0", openings=STANDING)
    explanation = explain_order(database, publish(facts, plan_with(gifts="packages")), "o1")
    assert [why.id for why in explanation.notes] == ["first_package"]
    assert explanation.order.packages == {"p699": 1}


def test_several_packages_are_told_with_their_arithmetic(database: Database, publish: Publish):
    run = publish(company("S\nA S\nB A", "o1 B 2xP699", openings="S province\nA partner S"))
    explanation = explain_order(database, run, "o1")
    assert values(explanation, "direct", "per_package") == [
        {"count": 2, "package": "p699", "each": 200_00, "total": 400_00}
    ]
    assert payments(explanation, "differential") == [("", "S", 100_00, ("is_above", "held", "rise"))]
    assert (explanation.sums.paid, explanation.sums.kept) == (760_00, 2 * 699_00 - 760_00 - 60_00)
