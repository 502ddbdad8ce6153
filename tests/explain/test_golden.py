"""The golden example of the rules, explained order by order."""

import pytest
from neo4j import Driver

from graph.clock import point
from graph.database import Database
from graph.explain import english, explain_order
from graph.explain.model import OrderExplanation
from graph.nightly import run_nightly
from graph.reads.runs import published_run
from tests.explain.conftest import LATER, kind_of, not_paid, payments, values
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import moment
from tests.spec.test_golden import GOLDEN
from tests.statements import run_test_statement

HELD = ("is_sponsor", "held", "per_package")
OWNED = ("is_owner", "{}", "held", "per_package")
MATCHED = ("is_mentor", "{}", "held", "share_of")


def owned(how: str) -> tuple[str, ...]:
    return tuple(one.format(how) for one in OWNED)


def matched(how: str) -> tuple[str, ...]:
    return tuple(one.format(how) for one in MATCHED)


@pytest.fixture(scope="module")
def explanations(driver: Driver) -> dict[str, OrderExplanation]:
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    deliver(database, GOLDEN)
    run_nightly(database, (), LATER)
    run = published_run(database)
    return {f"o{number}": explain_order(database, run, f"o{number}") for number in range(1, 10)}


def test_every_entry_of_the_golden_example_is_told_with_the_facts_it_rests_on(explanations):
    sponsors = dict(zip(explanations, ["U", "A", "A", "A", "A", "A1", "A3", "A3", "A3"], strict=True))
    for order, explanation in explanations.items():
        assert payments(explanation, "direct") == [("", sponsors[order], 200_00, HELD)]
    overrides = {order: payments(one, "override") for order, one in explanations.items()}
    assert overrides == {
        "o1": [("", "U", 100_00, owned("owner_partner"))],
        "o2": [("", "U", 100_00, owned("owner_above"))],
        "o3": [("", "U", 100_00, owned("owner_above"))],
        "o4": [("", "A", 100_00, owned("owner_partner"))],
        "o5": [("", "U", 100_00, owned("owner_above"))],
        "o6": [("", "U", 100_00, owned("owner_above"))],
        "o7": [("", "A", 100_00, owned("owner_above"))],
        "o8": [("", "A", 100_00, owned("owner_above"))],
        "o9": [("", "A3", 100_00, owned("owner_partner"))],
    }
    opening, partner = matched("owner_opening"), matched("owner_partner")
    peers = {order: payments(one, "peer") for order, one in explanations.items()}
    assert peers == {
        "o1": [("direct", "Q", 20_00, opening), ("override", "Q", 10_00, opening)],
        "o2": [("override", "Q", 10_00, opening)],
        "o3": [("override", "Q", 10_00, opening)],
        "o4": [("direct", "U", 20_00, partner), ("override", "U", 10_00, partner)],
        "o5": [("direct", "U", 20_00, partner), ("override", "Q", 10_00, opening)],
        "o6": [("override", "Q", 10_00, opening)],
        "o7": [("override", "U", 10_00, partner)],
        "o8": [("override", "U", 10_00, partner)],
        "o9": [("direct", "A", 20_00, partner), ("override", "A", 10_00, partner)],
    }


def test_the_differential_is_told_as_the_rise_above_what_was_paid_below(explanations):
    for explanation in explanations.values():
        assert payments(explanation, "differential") == [
            ("", "Q", 20_00, ("is_above", "held", "rise")),
            ("", "K", 10_00, ("is_above", "held", "rise")),
            ("", "S", 20_00, ("is_above", "held", "rise")),
        ]
        rises = values(explanation, "differential", "rise")
        assert [(one["rate"], one["before"], one["total"]) for one in rises] == [
            (20_00, 0, 20_00),
            (30_00, 20_00, 10_00),
            (50_00, 30_00, 20_00),
        ]
    assert not_paid(explanations["o2"], "differential") == [("", "A U", "no_paid_rank")]


def test_everybody_else_is_told_why_not(explanations):
    assert not_paid(explanations["o2"], "direct") == [("", "U Q K S", "only_sponsor")]
    assert not_paid(explanations["o2"], "override") == [("", "A", "contributes"), ("", "Q K S", "one_owner")]
    assert not_paid(explanations["o2"], "peer") == [
        ("direct", "A U Q K S", "earner_later"),
        ("override", "A U", "one_generation"),
        ("override", "K S", "one_generation"),
    ]
    assert not_paid(explanations["o3"], "peer")[0] == ("direct", "A U Q K S", "earner_by_this")
    assert not_paid(explanations["o6"], "peer")[0] == ("direct", "A1 A U Q K S", "earner_too_low")
    assert not_paid(explanations["o4"], "override") == [("", "U Q K S", "one_owner")]


def test_a_rank_that_came_too_late_is_told_with_its_order_and_how_much_later(explanations):
    became = point(moment("2026-01-05T09:02"), "o3")
    assert values(explanations["o2"], "peer", "earner_later") == [
        {"earner": "A", "source": "direct", "rank": "partner", "since": became, "later": "1 order"}
    ]
    words = english({"A": "王小明"}, "Asia/Shanghai")
    late = kind_of(explanations["o2"], "peer").breakage_reasons[0]
    assert words.sentence(late) == (
        "A (王小明), who earned the direct referral, was not partner at this order: it became that with"
        " order o3 (2026-01-05 09:02), 1 order later"
    )


def test_what_is_due_to_nobody_is_told_with_why(explanations):
    left = {order: (kind_of(one, "peer").breakage, [why.id for why in kind_of(one, "peer").breakage_reasons])
            for order, one in explanations.items()}  # fmt: skip
    assert left == {
        "o1": (0, []),
        "o2": (20_00, ["earner_later"]),
        "o3": (20_00, ["earner_by_this"]),
        "o4": (0, []),
        "o5": (0, []),
        "o6": (20_00, ["earner_too_low"]),
        "o7": (20_00, ["earner_later"]),
        "o8": (20_00, ["earner_by_this"]),
        "o9": (0, []),
    }


def test_sums_tie_out_to_the_package_lines(explanations):
    for explanation in explanations.values():
        sums = explanation.sums
        assert (sums.package_lines, sums.pool_contribution, sums.kept) == (699_00, 30_00, 289_00)
        assert sums.paid + sums.breakage == 380_00
        assert [(one.pool, one.amount, one.reasons[-1].id) for one in explanation.pools] == [
            ("district", 10_00, "pool_shared"),
            ("city", 10_00, "pool_shared"),
            ("province", 10_00, "pool_shared"),
        ]
