"""Conversion, funnel and attribution: metrics.md sentence by sentence, tables in, rows out."""

from datetime import date
from typing import Any

import pytest

from tests.metrics.company import company
from tests.metrics.conftest import Ask


def test_a_visitor_converts_by_a_first_order_up_to_exactly_seven_days_after_its_first_touch(ask: Ask):
    facts = company(
        "a\nb\nc",
        "a 2026-01-08T00:00:00\nb 2026-01-08T00:00:00.000001\nc 2026-01-01T00:00:00",
        touches="""
        v1 2026-01-01 wechat - a
        v2 2026-01-01 wechat - b
        v3 2026-01-01 wechat - c
        v4 2026-01-01 wechat""",
    )
    assert ask(facts, "conversion") == [("", "4", "2", "0.500000"), ("wechat", "4", "2", "0.500000")]


def test_only_visitors_whose_first_touch_is_seven_days_old_are_counted(ask: Ask):
    facts = company(touches="v1 2026-01-01T09:00 wechat\nv2 2026-01-01T09:00:00.000001 wechat")
    assert ask(facts, "conversion", "2026-01-08T09:00")[0] == ("", "1", "0", "0.000000")


def test_without_a_visitor_the_conversion_rate_is_empty(ask: Ask):
    assert ask(company("a"), "conversion") == [("", "0", "0", "-")]


def test_a_visitor_counts_in_the_channel_of_its_first_touch_and_touches_at_one_time_go_by_id(ask: Ask):
    facts = company(
        "a",
        "a 2026-01-05",
        touches="""
        v1 2026-01-02 douyin - a
        v1 2026-01-01 search
        v2 2026-01-01 wechat
        v2 2026-01-01 douyin""",
    )
    assert ask(facts, "conversion")[1:] == [
        ("search", "1", "1", "1.000000"),
        ("wechat", "1", "0", "0.000000"),
    ]


def test_who_a_visitor_became_is_the_last_that_is_known_however_late(ask: Ask):
    facts = company(
        "a\nb",
        "a 2026-01-02\nb 2026-05-01",
        touches="""
        v1 2026-01-01 wechat - b
        v1 2026-05-01 wechat - a
        v1 2026-05-02 wechat""",
    )
    assert ask(facts, "conversion")[0] == ("", "1", "1", "1.000000")


def test_an_earlier_order_than_the_touch_is_no_conversion_and_a_later_one_is_not_the_first(ask: Ask):
    facts = company("a", "a 2025-12-01\na 2026-01-02", touches="v1 2026-01-01 wechat - a")
    assert ask(facts, "conversion")[0] == ("", "1", "0", "0.000000")


def test_a_first_order_that_was_refunded_in_full_was_never_placed(ask: Ask):
    facts = company(
        "a\nb",
        "a 2026-01-02\nb 2026-01-02",
        refunds="o1 4.00 2026-01-03\no1 6.00 2026-01-04\no2 9.99 2026-01-03",
        touches="v1 2026-01-01 wechat - a\nv2 2026-01-01 wechat - b",
    )
    assert ask(facts, "conversion")[0] == ("", "2", "1", "0.500000")
    assert ask(facts, "conversion", "2026-01-08T00:00")[0] == ("", "2", "1", "0.500000")
    assert ask(facts, "conversion", runs={"r1": 3})[0] == ("", "2", "2", "1.000000"), "the run knows no r1"


def test_a_window_takes_first_touches_by_days_of_the_plans_zone_and_leaves_its_end_out(ask: Ask):
    facts = company(
        touches="""
        v1 2025-12-31T23:59:59.999999 a
        v2 2026-01-01 b
        v3 2026-01-31T23:59:59.999999 c
        v4 2026-02-01 d"""
    )
    found = ask(facts, "conversion", from_day=date(2026, 1, 1), to_day=date(2026, 2, 1))
    assert [row[:2] for row in found] == [("", "2"), ("b", "1"), ("c", "1")]


def test_facts_of_later_runs_and_after_as_of_are_not_there(ask: Ask):
    facts = company(
        "a",
        "a 2026-01-02",
        touches="v1 2026-01-01 wechat - a\nv2 2026-01-01 wechat\nv3 2026-07-01 wechat",
    )
    assert ask(facts, "conversion", runs={"t2": 3})[0] == ("", "1", "1", "1.000000")
    assert ask(facts, "conversion", runs={"o1": 3, "t2": 3})[0] == ("", "1", "0", "0.000000")


def test_conversion_in_a_team_takes_visitors_whose_first_touch_a_member_of_it_invited(ask: Ask):
    facts = company(
        "root\na root\nb a\nother root",
        touches="""
        v1 2026-01-01 wechat b
        v2 2026-01-01 wechat other
        v2 2026-01-02 wechat b
        v3 2026-01-01 wechat
        v4 2026-01-01 wechat a
        v4 2026-01-02 wechat other""",
    )
    assert ask(facts, "conversion", team="a")[0][1] == "2"
    assert ask(facts, "conversion", team="root")[0][1] == "3"


FUNNEL = company(
    "a\nb\nc\nd\ne",
    """
    b 2026-01-01
    c 2026-01-01
    c 2026-01-31
    d 2026-01-01
    d 2026-01-31
    d 2026-01-31T00:00:00.000001
    e 2026-01-01
    e 2026-03-02""",
    touches="""
    v1 2025-12-01 wechat a -
    v2 2025-12-01 wechat a a
    v3 2025-12-01 wechat a b
    v4 2025-12-01 wechat a c
    v5 2025-12-01 wechat a d
    v6 2025-12-01 wechat a e
    v7 2025-12-01 wechat - a""",
)


def test_each_stage_of_the_funnel_is_inside_the_one_before(ask: Ask):
    assert ask(FUNNEL, "funnel") == [
        ("invited", "6", "1.000000", "0", "0.833333"),
        ("registered", "5", "0.833333", "0", "0.800000"),
        ("first_order", "4", "0.666667", "0", "0.500000"),
        ("second_order", "2", "0.333333", "0", "0.500000"),  # e came back later than 30 days
        ("retained", "1", "0.166667", "0", "-"),  # exactly 30 days is the second order, later the third stage
    ]


WAITING = company(
    "x\na x - 2026-01-01\nb x - 2026-01-01\nc x - 2026-01-01\nd x - 2026-01-01",
    "b 2026-01-01\nc 2026-01-01\nc 2026-01-31\nd 2026-01-01\nd 2026-01-31\nd 2026-02-20",
    touches="""
    v1 2026-01-01 wechat x -
    v2 2026-01-01 wechat x a
    v3 2026-01-01 wechat x b
    v4 2026-01-01 wechat x c
    v5 2026-01-01 wechat x d""",
)


@pytest.mark.parametrize(
    ("as_of", "waiting"),
    [
        ("2026-01-07T23:59:59.999999", "1 1 3 0 0"),  # nobody's second order is there yet
        ("2026-01-08", "0 0 3 0 0"),  # exactly 7 days after touch and registering: the time is over
        ("2026-01-30T23:59:59.999999", "0 0 3 0 0"),
        ("2026-01-31", "0 0 0 2 0"),
        ("2026-03-01T23:59:59.999999", "0 0 0 1 0"),
        ("2026-03-02", "0 0 0 0 0"),
    ],
)
def test_who_still_has_time_for_the_next_stage_waits(ask: Ask, as_of: str, waiting: str):
    assert [row[3] for row in ask(WAITING, "funnel", as_of)] == waiting.split()


def test_a_step_rate_leaves_out_who_is_waiting(ask: Ask):
    rows = ask(WAITING, "funnel", "2026-01-07T23:59:59.999999")
    assert [row[4] for row in rows] == ["1.000000", "1.000000", "-", "-", "-"]  # all who do not wait went on
    assert [row[2] for row in rows] == ["1.000000", "0.800000", "0.600000", "0.000000", "0.000000"]


def test_a_visitor_waits_from_the_last_invitation_that_is_asked_for(ask: Ask):
    facts = company("a\nb", touches="v 2026-01-30 wechat a\nv 2026-02-02 search b")
    asked: dict[str, dict[str, Any]] = {
        "all": {},
        "january": {"to_day": date(2026, 2, 1)},
        "wechat": {"channel": "wechat"},
        "team": {"team": "a"},
    }
    waits = {
        (name, day): ask(facts, "funnel", day, **filters)[0][3]
        for name, filters in asked.items()
        for day in ("2026-02-05", "2026-02-08", "2026-02-09")
    }
    assert [day for (name, day), number in waits.items() if name == "all" and number == "1"] == [
        "2026-02-05",
        "2026-02-08",
    ]
    for name in ("january", "wechat", "team"):
        assert [day for (one, day), number in waits.items() if one == name and number == "1"] == [
            "2026-02-05"
        ]


def test_the_funnel_begins_with_any_invited_touch_in_the_window(ask: Ask):
    facts = company("a", touches="v1 2025-12-01 search\nv1 2026-01-05 wechat a\nv2 2025-12-01 wechat a")
    january = {"from_day": date(2026, 1, 1), "to_day": date(2026, 2, 1)}
    assert ask(facts, "funnel", **january)[0][:3] == ("invited", "1", "1.000000")
    assert ask(facts, "funnel", channel="search")[0] == ("invited", "0", "-", "0", "-")


def test_orders_up_to_exactly_sixty_days_after_the_first_are_retention(ask: Ask):
    for last, expected in (("2026-03-02T00:00:00", "1"), ("2026-03-02T00:00:00.000001", "0")):
        facts = company("a", f"a 2026-01-01\na 2026-01-01\na {last}", touches="v1 2025-12-01 wechat a a")
        assert [row[1] for row in ask(facts, "funnel")] == ["1", "1", "1", "1", expected]


TOUCHED = company(
    "a\nb",
    "a 2026-01-08\nb 2026-01-08",
    touches="""
    v1 2026-01-01 wechat - -
    v1 2026-01-03 douyin - a
    v2 2026-01-08 search - a
    v1 2025-12-31T23:59:59.999999 offline
    v2 2026-01-08T00:00:00.000001 offline - a""",
)


def test_a_first_order_goes_to_the_last_the_first_or_all_touches_of_seven_days_and_else_to_none(ask: Ask):
    assert ask(TOUCHED, "attribution") == [
        ("last", "none", "1.000000"),
        ("last", "search", "1.000000"),
        ("first", "none", "1.000000"),
        ("first", "wechat", "1.000000"),
        ("linear", "douyin", "0.333333"),
        ("linear", "none", "1.000000"),
        ("linear", "search", "0.333333"),
        ("linear", "wechat", "0.333333"),
    ]


def test_weights_are_added_up_before_they_are_rounded_so_that_they_sum_to_the_orders(ask: Ask):
    members = "\n".join(f"m{n}" for n in range(3))
    orders = "\n".join(f"m{n} 2026-01-08" for n in range(3))
    touches = "\n".join(f"v{n} 2026-01-0{day} c{day} - m{n}" for n in range(3) for day in (2, 3, 4))
    found = ask(company(members, orders, touches=touches), "attribution")
    assert [row for row in found if row[0] == "linear"] == [
        ("linear", f"c{day}", "1.000000") for day in (2, 3, 4)
    ]


def test_touches_of_a_visitor_who_last_became_another_are_the_others(ask: Ask):
    facts = company(
        "a\nb",
        "a 2026-01-08\nb 2026-01-08",
        touches="v1 2026-01-05 wechat - a\nv1 2026-01-06 search - b",
    )
    found = [row for row in ask(facts, "attribution") if row[0] == "first"]
    assert found == [("first", "none", "1.000000"), ("first", "wechat", "1.000000")]
    assert ask(facts, "attribution", channel="none") == [
        (model, "none", "1.000000") for model in ("last", "first", "linear")
    ]
