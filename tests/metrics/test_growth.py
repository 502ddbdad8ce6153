"""Acquisition cost, K-factor and payout ratio: metrics.md sentence by sentence; money in minor units."""

from datetime import date

from tests.metrics.company import company
from tests.metrics.conftest import Ask

NEW = company(
    "a - wechat\nb a search\nc a -\nold - wechat",
    "old 2025-12-01\na 2026-01-05\nb 2026-01-31T23:59:59.999999\nc 2026-02-01\nb 2026-02-02\nu 2026-01-05",
    customers="u - wechat",
    spend="""
    2026-01-01 wechat 7.00
    2026-01-31 wechat 1.00 subsidy
    2026-01-31 search 0.00
    2026-02-01 search 5.00
    2025-12-31 search 5.00""",
)
JANUARY = {"from_day": date(2026, 1, 1), "to_day": date(2026, 2, 1)}
EARNED = (
    ("a", "o3", "2026-01-31", 150),
    ("old", "o2", "2026-01-05", 50),
    ("a", "o5", "2026-02-02", 9999),  # a repurchase
    ("company", "o2", "2026-01-05", 8888),  # breakage
    ("a", "district", "2026-01-05", 7777),  # a pool share
)


def test_cost_is_spend_and_rewards_on_first_orders_over_new_members(ask: Ask):
    assert ask(NEW, "cac", entries=EARNED, **JANUARY) == [
        ("blended", "800", "200", "2", "500"),
        ("paid-only", "800", "50", "1", "850"),  # b's channel had no spend in January
    ]


def test_cost_per_head_is_rounded_to_the_nearest_minor_unit_and_empty_without_new_members(ask: Ask):
    members = "\n".join(f"m{n}" for n in range(7))
    orders = "\n".join(f"m{n} 2026-01-05" for n in range(7))
    facts = company(members, orders, spend="2026-01-05 wechat 1000.00")
    assert ask(facts, "cac") == [
        ("blended", "100000", "0", "7", "14286"),
        ("paid-only", "100000", "0", "0", "-"),
    ]


def test_spend_after_as_of_or_of_a_later_run_is_not_there(ask: Ask):
    facts = company(spend="2026-01-05 a 1.00\n2026-01-06 b 2.00\n2026-01-05 c 4.00")
    found = ask(facts, "cac", "2026-01-05T00:00", runs={"2026-01-05 c": 3})
    assert [row[1] for row in found] == ["100", "100"]


def test_the_spend_of_a_team_cannot_be_told_and_a_channels_is_its_own(ask: Ask):
    assert ask(NEW, "cac", entries=EARNED, team="a", **JANUARY)[0] == ("blended", "-", "200", "2", "-")
    assert ask(NEW, "cac", entries=EARNED, channel="search", **JANUARY) == [
        ("blended", "0", "150", "1", "150"),
        ("paid-only", "0", "0", "0", "-"),
    ]


GROWN = company(
    "a\nb a\nc a\nd b\ne a",
    """
    a 2026-01-31T23:59:59.999999
    b 2026-02-01
    c 2026-02-11
    d 2026-02-20
    e 2026-01-31""",
)


def test_k_is_the_months_recruits_over_those_whose_first_order_lies_before_it(ask: Ask):
    # d's sponsor b began in the same month, e's sponsor a too: neither is an inviter of it.
    assert ask(GROWN, "k-factor", "2026-03-10") == [
        ("2026-01", "0", "0", "-", "-"),
        ("2026-02", "2", "2", "1.000000", "5.000000"),
        ("2026-03", "0", "5", "0.000000", "-"),
    ]


def test_the_median_of_three_is_the_middle_one(ask: Ask):
    facts = company("a\nb a\nc a\nd a", "a 2026-01-31\nb 2026-02-01\nc 2026-02-03\nd 2026-02-28")
    assert ask(facts, "k-factor", "2026-02-28")[1] == ("2026-02", "3", "1", "3.000000", "3.000000")


def test_a_window_of_k_shows_its_months_and_a_team_has_its_own_inviters(ask: Ask):
    february = {"from_day": date(2026, 2, 1), "to_day": date(2026, 2, 11)}
    assert ask(GROWN, "k-factor", **february) == [("2026-02", "1", "2", "0.500000", "0.000000")]
    assert ask(GROWN, "k-factor", team="b", **february) == [("2026-02", "0", "0", "-", "-")]


SOLD = company(
    "a - wechat\nb a search",
    "a 2026-01-05 100.00\nb 2026-01-31T23:59 50.00\nu 2026-02-01 30.00",
    customers="u k wechat",
    owners="k b",
    refunds="o1 20.00 2026-01-06",
)
PAID = (
    ("a", "o2", "2026-01-31", 900),
    ("a", "o2", "2026-01-31", -100),
    ("b", "city", "2026-01-05", 300),
    ("company", "o2", "2026-01-31", 5000),
)


def test_payout_is_rewards_with_pool_shares_and_without_breakage_over_revenue_net_of_refunds(ask: Ask):
    january = ("2026-01", "1100", "13000", "0.084615")
    assert ask(SOLD, "payout", "2026-02-10", entries=PAID) == [january, ("2026-02", "0", "3000", "0.000000")]
    assert ask(SOLD, "payout", entries=PAID, **JANUARY) == [january]
    assert ask(SOLD, "payout", "2026-01-05T12:00", entries=PAID)[0][2] == "10000"


def test_payout_of_a_team_is_earned_and_bought_by_it_and_of_a_channel_by_its_orders(ask: Ask):
    january = {"entries": PAID, **JANUARY}
    assert ask(SOLD, "payout", team="b", **january) == [("2026-01", "300", "5000", "0.060000")]
    assert ask(SOLD, "payout", channel="search", **january) == [("2026-01", "800", "5000", "0.160000")]


def test_without_revenue_the_payout_ratio_is_empty(ask: Ask):
    assert ask(company("a"), "payout", "2026-02-10") == [("2026-02", "0", "0", "-")]
