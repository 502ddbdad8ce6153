"""Members explained: rank and next rank, team owner, fund, pools; and the command's text and JSON."""

import json

import pytest
from rich.cells import cell_len

from graph.clock import point
from graph.database import Database
from graph.errors import UserError
from graph.explain import explain_member
from graph.reads.runs import published_run
from tests.cli.conftest import Upline, upline
from tests.etl.deliveries import load
from tests.explain.conftest import Publish
from tests.spec.tables import company, moment
from tests.spec.test_golden import GOLDEN

__all__ = ["upline"]  # the fixture that runs a command line
O3 = point(moment("2026-01-05T09:02"), "o3")


def test_a_of_the_golden_example_is_told_what_it_needs_and_what_is_held(database: Database, publish: Publish):
    explanation = explain_member(database, publish(GOLDEN), "A")
    assert [dict(why.values) for why in explanation.ranks][1] == {"rank": "partner", "since": O3}
    assert explanation.next_rank is not None
    assert explanation.next_rank.rank == "district"
    conditions = [(one.kind, one.have, one.need, one.met) for one in explanation.next_rank.conditions]
    assert conditions == [("rank", 1, 1, True), ("package", 0, 1, False), ("legs", 3, 3, True)]
    legs = explanation.next_rank.conditions[2].details
    assert [(why.id, why["leg"], why["who"]) for why in legs] == [
        ("leg_full", "A1", "A1"),
        ("leg_full", "A2", "A2"),
        ("leg_full", "A3", "A3"),
    ]
    assert (explanation.team_owner.id, explanation.team_owner["owner"]) == ("owner_partner", "U")
    assert {one.kind: one.amount for one in explanation.earned} == {
        "direct": 800_00,
        "override": 300_00,
        "peer": 30_00,
    }
    recruits, orders = explanation.fund.conditions
    assert (explanation.fund.held, explanation.fund.reason.id) == (166_00, "fund_held")
    assert [(why.id, why["who"]) for why in recruits.details] == [("first_no", "A1"), ("first_no", "A2")]
    assert (orders.have, orders.need) == (1, 10)
    assert [(one.pool, one.amount, one.reason.id) for one in explanation.pools] == [
        ("district", 0, "pool_lower"),
        ("city", 0, "pool_lower"),
        ("province", 0, "pool_lower"),
    ]
    assert [(one.order_id, one.kind) for one in explanation.latest][:2] == [("o9", "peer"), ("o9", "peer")]


def test_the_highest_rank_has_no_next_one_and_shares_its_own_pool_only(database: Database, publish: Publish):
    explanation = explain_member(database, publish(GOLDEN), "S")
    assert explanation.next_rank is None
    assert [(one.pool, one.amount, one.reason.id) for one in explanation.pools] == [
        ("district", 0, "pool_higher"),
        ("city", 0, "pool_higher"),
        ("province", 90_00, "pool_holder"),
    ]


def test_a_leg_without_a_member_is_named(database: Database, publish: Publish):
    facts = company("A\nB A\nC A\nD A\nE D", "o1 B P699\no2 C P699", openings="A partner")
    explanation = explain_member(database, publish(facts), "A")
    assert explanation.next_rank is not None
    legs = explanation.next_rank.conditions[2]
    assert (legs.have, legs.need, legs.met) == (2, 3, False)
    assert (legs.details[2].id, legs.details[2]["leg"]) == ("leg_short", "D")


def test_a_member_that_no_run_knows_is_refused(database: Database, publish: Publish):
    run = publish(company("A"))
    with pytest.raises(UserError, match="there is no member 'B' in run 1"):
        explain_member(database, run, "B")


def test_the_command_explains_in_80_columns_and_names_cannot_style_it(upline: Upline, publish: Publish):
    facts = company("[red]王小明王小明王小明王小明[/red]\nB [red]王小明王小明王小明王小明[/red]", "o1 B P699")
    publish(facts)
    ended = upline("explain", "o1", columns=80)
    assert ended.code == 0
    assert "Direct referral (R3): 200.00 set aside" in ended.out
    assert "kept by the company" in ended.out
    assert "[/red]" in ended.out.replace("\n", "")
    assert "\x1b" not in ended.out
    assert max(cell_len(line) for line in ended.out.splitlines()) <= 80
    ended = upline("explain", "--member", "B", columns=80)
    assert "Next rank: partner" in ended.out
    assert max(cell_len(line) for line in ended.out.splitlines()) <= 80


def test_the_command_gives_the_same_as_json(upline: Upline, publish: Publish):
    publish(company("A\nB A", "o1 B P699", openings="A partner"))
    order = json.loads(upline("explain", "o1", "--format", "json").out)
    assert order["sums"]["package_lines"] == "699.00"
    assert order["kinds"][0]["payments"][0]["reasons"][0] == {
        "id": "is_sponsor",
        "values": {"buyer": "B", "who": "A"},
        "text": "A is the sponsor of B (R3)",
    }
    member = json.loads(upline("explain", "--member", "A", "--format", "json").out)
    assert member["standing"]["earned"] == "300.00"
    assert member["next_rank"]["conditions"][0]["met"] is True


def test_the_command_wants_an_order_or_a_member(upline: Upline):
    for arguments in ((), ("o1", "--member", "A")):
        ended = upline("explain", *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert "upline explain ORDER, or upline explain --member MEMBER" in ended.err


def test_adjustments_are_told_with_reason_and_both_names_and_withdrawals_with_what_they_were(
    database: Database, upline: Upline, publish: Publish
):
    facts = company(
        "A\nB A",
        "o1 B P699",
        openings="A partner",
        adjustments="A 2026-01-07 -20.00\nA 2026-01-08 1.50",
        withdrawals="A 100.00 2026-01-09T10:00",
    )
    publish(facts)
    load(
        database, {"withdrawals": ["w9|A|2026-01-10|0.50|purchase|o1"]}, "a purchase that no run counted yet"
    )
    explanation = explain_member(database, published_run(database), "A")
    assert [(one.adjustment_id, one.day, one.amount) for one in explanation.adjustments] == [
        ("a1", "2026-01-08", 150),
        ("a0", "2026-01-07", -2000),
    ]
    assert dict(explanation.adjustments[0].reason.values) == {
        "reason": "as told",
        "decided_by": "Ann",
        "approved_by": "Bo",
    }
    assert {key for one in explanation.adjustments for key in one.entries} == {
        entry.key for entry in explanation.latest if entry.kind == "adjustment"
    }
    assert [(one.withdrawal_id, one.amount, one.kind) for one in explanation.withdrawals] == [
        ("w0", 100_00, "cash")
    ]
    assert {one.kind: one.amount for one in explanation.earned}["adjustment"] == -1850
    publish(facts)
    ended = upline("explain", "--member", "A")
    assert "'as told', decided by Ann, approved by Bo" in ended.out
    assert "Withdrawn: 100.50" in ended.out
    assert "spent on order o1" in ended.out
    assert "Earned: 281.50, available: 141.00" in ended.out
    assert "人工调整" in upline("--lang", "zh", "explain", "--member", "A").out
