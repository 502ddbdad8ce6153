"""Registration, repurchase, retention, buyers and sellers: metrics.md sentence by sentence."""

from datetime import date

from tests.metrics.company import company
from tests.metrics.conftest import Ask


def test_a_member_converts_by_a_first_order_within_n_times_24_hours_of_joining(ask: Ask):
    facts = company(
        "a - - 2026-01-01T09:00\nb - - 2026-01-01T09:00\nc - - 2026-01-01T09:00",
        "a 2026-01-08T09:00\nb 2026-01-08T09:00:00.000001",
    )
    assert ask(facts, "registration") == [
        ("7", "3", "1", "0.333333"),
        ("30", "3", "2", "0.666667"),
        ("60", "3", "2", "0.666667"),
        ("90", "3", "2", "0.666667"),
    ]


def test_members_who_joined_less_than_n_days_ago_are_not_counted(ask: Ask):
    facts = company(
        "a - - 2026-01-01T09:00\nb - - 2026-01-01T09:00:00.000001",
        "b 2026-01-02",
        customers="c - - 2025-01-01",
    )
    found = ask(facts, "registration", "2026-01-31T09:00")
    assert found[1:] == [("30", "1", "0", "0.000000"), ("60", "0", "0", "-"), ("90", "0", "0", "-")]


def test_months_begin_at_midnight_in_the_plans_zone_and_months_without_buyers_have_a_row(ask: Ask):
    facts = company(
        "a\nb",
        "a 2025-12-31T23:59:59.999999\na 2026-02-01\nb 2026-02-28T23:59:59.999999",
        customers="c",
        refunds="",
    )
    assert ask(facts, "repurchase", "2026-03-15") == [
        ("2025-12", "1", "0", "0.000000"),
        ("2026-01", "0", "0", "-"),
        ("2026-02", "2", "1", "0.500000"),
        ("2026-03", "0", "0", "-"),
    ]


def test_who_bought_twice_in_its_first_month_is_no_repeat_buyer_of_it(ask: Ask):
    facts = company("a", "a 2026-01-05\na 2026-01-06\na 2026-02-01")
    assert [row[2] for row in ask(facts, "repurchase", "2026-02-10")] == ["0", "1"]


def test_customers_are_buyers_and_refunded_orders_are_not_there(ask: Ask):
    facts = company(
        "a",
        "c 2026-01-05\na 2026-01-05\na 2026-02-05",
        customers="c",
        refunds="o2 10.00 2026-01-06",
    )
    assert ask(facts, "repurchase", "2026-02-10") == [
        ("2026-01", "1", "0", "0.000000"),
        ("2026-02", "1", "0", "0.000000"),
    ]


def test_a_window_of_repurchase_counts_its_orders_but_knows_all_that_was_before(ask: Ask):
    facts = company("a\nb", "a 2026-01-05\na 2026-02-05\nb 2026-02-20")
    found = ask(facts, "repurchase", from_day=date(2026, 2, 1), to_day=date(2026, 2, 10))
    assert found == [("2026-02", "1", "1", "1.000000")]


def test_a_second_order_counts_from_the_next_day_on_up_to_n_times_24_hours_after_the_first(ask: Ask):
    facts = company(
        "a\nb\nc",
        """
        a 2026-01-01T12:00
        a 2026-01-01T23:59:59.999999
        b 2026-01-01T12:00
        b 2026-01-31T12:00
        c 2026-01-01T12:00
        c 2026-01-31T12:00:00.000001""",
    )
    assert ask(facts, "cohort-repurchase")[:2] == [
        ("30", "3", "1", "0.333333"),
        ("60", "3", "2", "0.666667"),
    ]


def test_buyers_whose_first_order_is_younger_than_n_days_are_not_counted(ask: Ask):
    facts = company("a\nb", "a 2026-01-01\nb 2026-01-01T00:00:00.000001\na 2026-01-02")
    found = ask(facts, "cohort-repurchase", "2026-01-31")
    assert found == [("30", "1", "1", "1.000000"), ("60", "0", "0", "-"), ("90", "0", "0", "-")]


def test_retention_counts_the_buyers_of_a_cohort_in_each_month_after_it_up_to_the_runs(ask: Ask):
    facts = company(
        "a\nb\nc",
        """
        a 2026-01-31T23:59:59.999999
        a 2026-02-01
        a 2026-02-02
        b 2026-01-01
        b 2026-03-01
        c 2026-02-01""",
    )
    assert ask(facts, "retention", "2026-03-05") == [
        ("2026-01", "1", "1", "2", "0.500000"),
        ("2026-01", "2", "1", "2", "0.500000"),
        ("2026-02", "1", "0", "1", "0.000000"),
    ]
    assert ask(facts, "retention", "2026-03-05", from_day=date(2026, 2, 1)) == [
        ("2026-02", "1", "0", "1", "0.000000")
    ]


SHOP = company(
    "s\nv s\nw s\nm s\nx",
    """
    v 2026-05-02
    v 2026-05-03
    m 2026-05-02
    c 2026-05-02
    x 2026-05-02
    w 2026-05-01T23:59:59.999999""",
    customers="c k\nd k",
    owners="k m",
)


def test_buyers_without_rank_over_members_with_a_sale_to_somebody_else_in_the_last_30_days(ask: Ask):
    # v, x (visitors) and the customer c; s sold to v and m, m sold to c. w bought a moment too early.
    found = ask(SHOP, "buyer-seller", "2026-06-01T00:00", ranks={"m": 1, "s": 2})
    assert found == [("3", "2", "1.500000")]


def test_nobody_sold_anything_leaves_the_ratio_empty(ask: Ask):
    assert ask(company("a", "a 2026-05-02"), "buyer-seller") == [("1", "0", "-")]


def test_a_team_has_its_own_buyers_and_sellers(ask: Ask):
    ranks = {"m": 1, "s": 2}
    assert ask(SHOP, "buyer-seller", ranks=ranks, team="m") == [("1", "1", "1.000000")]
    assert ask(SHOP, "buyer-seller", ranks=ranks, team="s") == [("2", "2", "1.000000")]
    assert ask(SHOP, "buyer-seller", ranks=ranks, team="x") == [("1", "0", "-")]


def test_the_thirty_days_end_with_the_window_and_begin_no_earlier_than_it(ask: Ask):
    facts = company("s\nv s", "v 2026-04-01\nv 2026-05-31")
    assert ask(facts, "buyer-seller", to_day=date(2026, 5, 1))[0][0] == "1"
    assert ask(facts, "buyer-seller", to_day=date(2026, 5, 2))[0][0] == "0"
    assert ask(facts, "buyer-seller", from_day=date(2026, 4, 2), to_day=date(2026, 5, 1))[0][0] == "0"


def test_customers_of_a_community_belong_to_the_team_of_its_owner(ask: Ask):
    facts = company(
        "root\na root\nb",
        "c 2026-01-01\nd 2026-01-01\ne 2026-01-01\na 2026-01-01",
        customers="c k\nd l\ne",
        owners="k a\nl b",
    )
    for team, buyers in (("root", "2"), ("a", "2"), ("b", "1"), ("", "4")):
        assert ask(facts, "repurchase", "2026-01-31", team=team)[0][1] == buyers


def test_a_channel_restricts_to_people_of_it(ask: Ask):
    facts = company("a - wechat\nb - search\nc", "a 2026-01-01\nb 2026-01-01\nc 2026-01-01")
    assert ask(facts, "repurchase", "2026-01-31", channel="wechat")[0][1] == "1"
