"""What one order pays (R3-R6, R9)."""

from dataclasses import replace

import pytest

from graph.facts import Line, Order
from graph.plan import load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, moment, plan_with, rows

CHAIN = "T\nM T\nS M\nB S"


def test_direct_referral_goes_to_the_sponsor_for_first_package_and_repurchase(engine: Engine) -> None:
    outcome = engine(company("S\nB S", "o0 S P699\no1 B P699\no2 B P699"))
    assert ledger(outcome, "direct") == rows("direct - S o1 200.00\ndirect - S o2 200.00")


def test_a_visitor_earns_no_direct_referral_and_nobody_else_does(engine: Engine) -> None:
    outcome = engine(company("M\nV M\nB V", "o1 B P699", openings="M partner"))
    assert ledger(outcome, "direct") == []
    assert ("direct", "-", "-", "o1", "200.00") in ledger(outcome, breakage=True)


def test_the_order_that_makes_the_sponsor_a_member_does_not_pay_it_for_its_own(engine: Engine) -> None:
    assert ledger(engine(company("S\nB S", "o1 B P699\no2 S P699")), "direct") == []


def test_override_needs_a_team_owner_that_is_a_partner_by_then(engine: Engine) -> None:
    # S, the head of the tree, owns the team of A, B and C but is a partner only after o3.
    outcome = engine(company("S\nA S\nB S\nC S", "o1 S P699\no2 A P699\no3 B P699\no4 C P699\no5 A P699"))
    assert ledger(outcome, "override") == rows("override - S o4 100.00\noverride - S o5 100.00")
    missed = {row[3] for row in ledger(outcome, "override", breakage=True)}
    assert missed == {"o1", "o2", "o3"}


def test_peer_match_goes_one_generation_up_and_does_not_cascade(engine: Engine) -> None:
    outcome = engine(company(CHAIN, "o1 B P699", openings="T partner\nM partner T\nS partner M"))
    assert ledger(outcome, "direct", "override", "peer") == rows("""
        direct - S o1 200.00
        override - S o1 100.00
        peer direct M o1 20.00
        peer override M o1 10.00
    """)


@pytest.mark.parametrize("openings", ["M member\nS partner M", "M partner\nS partner"])
def test_without_a_mentor_that_is_a_partner_there_is_no_peer_match(engine: Engine, openings: str) -> None:
    outcome = engine(company(CHAIN, "o1 B P699", openings=openings))
    assert ledger(outcome, "peer") == []
    assert ledger(outcome, "peer", breakage=True) == rows("peer - - o1 30.00")


def test_an_earner_that_is_no_partner_causes_no_peer_match(engine: Engine) -> None:
    outcome = engine(company(CHAIN, "o1 B P699", openings="T partner\nM partner T\nS member M"))
    assert ledger(outcome, "peer") == rows("peer override T o1 10.00")


@pytest.mark.parametrize(
    ("upline", "amounts"),
    [
        ("district city province", "20 10 20"),
        ("city province", "30 20"),
        ("province district", "50 0"),
        ("district district province", "20 0 30"),
        ("city district province", "30 0 20"),
        ("visitor partner district", "0 0 20"),
        ("district city", "20 10"),
    ],
)
def test_differential_pays_the_rise_of_the_rate(engine: Engine, upline: str, amounts: str) -> None:
    """Nearest sponsor first."""
    above = upline.split()
    members = "\n".join(f"M{n} M{n + 1}" for n in range(len(above) - 1)) + f"\nM{len(above) - 1}\nB M0"
    openings = "\n".join(f"M{n} {rank}" for n, rank in enumerate(above))
    outcome = engine(company(members, "o1 B P699", openings=openings))
    due = [("differential", "-", f"M{n}", "o1", f"{amount}.00") for n, amount in enumerate(amounts.split())]
    assert ledger(outcome, "differential") == sorted(row for row in due if row[4] != "0.00")
    left = 50 - sum(map(int, amounts.split()))
    breakage = [("differential", "-", "-", "o1", f"{left}.00")] if left else []
    assert ledger(outcome, "differential", breakage=True) == breakage


def test_the_buyers_own_rank_takes_no_differential(engine: Engine) -> None:
    outcome = engine(company("P\nB P", "o1 B P699", openings="P city\nB province"))
    assert ledger(outcome, "differential") == rows("differential - P o1 30.00")


def test_an_order_of_n_packages_pays_n_times_with_the_ranks_before_it(engine: Engine) -> None:
    openings = "M province\nS partner M"
    outcome = engine(company(CHAIN, "o1 B 3xP699", openings=openings))
    assert ledger(outcome, "direct", "override", "peer", "differential") == rows("""
        direct - S o1 600.00
        override - S o1 300.00
        peer direct M o1 60.00
        peer override M o1 30.00
        differential - M o1 150.00
    """)
    assert ledger(outcome, breakage=True) == []


def test_package_lines_of_one_order_add_up(engine: Engine) -> None:
    outcome = engine(company("S\nB S", "o0 S P699\no1 B P699+25.00+2xP699+P999"))
    assert ledger(outcome, "direct") == rows("direct - S o1 600.00")


def test_other_packages_and_orders_without_lines_pay_nothing(engine: Engine) -> None:
    outcome = engine(company("S\nB S", "o1 B P999\no2 B 699.00\no3 B P5000", openings="S province"))
    assert ledger(outcome) + ledger(outcome, breakage=True) == []
    assert outcome.standings["B"].personal == 999_00 + 699_00 + 5000_00


GIFTS = company(
    "S\nB S\nC S",
    """
    o0 S P699
    o1 B P699 2026-01-06T10:00 300.00
    o2 C P699+10.00 2026-01-06T11:00 0
    o3 C 2xP699
    """,
)


def test_a_discount_is_the_companys_and_a_line_of_nothing_is_a_gift_and_no_package(engine: Engine) -> None:
    outcome = engine(GIFTS)
    assert ledger(outcome, "direct") == rows("direct - S o1 200.00\ndirect - S o3 400.00")
    assert {grain for grain in outcome.entries if grain.order_id == "o2"} == set()
    assert outcome.standings["C"].personal == 10_00 + 2 * 699_00


def test_a_plan_can_count_gifts_as_packages(engine: Engine) -> None:
    outcome = engine(GIFTS, plan_with(gifts="packages"))
    assert ledger(outcome, "direct") == rows(
        "direct - S o1 200.00\ndirect - S o2 200.00\ndirect - S o3 400.00"
    )


@pytest.mark.parametrize(("gifts", "brought"), [("none", "o3"), ("packages", "o2")])
def test_a_gift_is_no_first_package_feeds_no_pool_and_is_no_order_with_packages(
    engine: Engine, gifts: str, brought: str
) -> None:
    facts = company(
        "S\nC S", "o2 C P699+10.00 2026-01-05T11:00 0\no3 C P699 2026-01-06T11:00", openings="S district"
    )
    outcome = engine(facts, plan_with(gifts=gifts))
    assert outcome.standings["C"].rank_order_id == brought
    first = outcome.pools["district", "2026-01-05"]
    assert (first.orders, first.fed) == ((0, 0) if gifts == "none" else (1, 10_00))


@pytest.mark.parametrize(("gifts", "released"), [("none", False), ("packages", True)])
def test_an_order_with_a_gift_alone_does_not_count_for_the_fund(
    engine: Engine, gifts: str, *, released: bool
) -> None:
    orders = "\n".join(f"o{n} C P699" for n in range(9))
    facts = company(
        "S\nA S\nB S\nC A",
        f"{orders}\no9 C P699+1.00 2026-01-06T11:00 0",
        openings="S partner\nA partner\nB partner",
    )
    facts = replace(
        facts,
        lines=(*facts.lines, Line("oS", 1, "P699", 1, 699_00)),
        orders=(*facts.orders, Order("oS", "A", moment("2026-01-07T11:00"), 699_00)),
    )
    outcome = engine(facts, plan_with(gifts=gifts))
    assert outcome.standings["S"].earned > 0
    assert (outcome.standings["S"].held == 0) is released


@pytest.mark.parametrize(("gifts", "paid"), [("none", "200.00"), ("packages", "400.00")])
def test_after_a_part_refund_gifts_count_towards_the_price_of_one_only_where_they_are_packages(
    engine: Engine, gifts: str, paid: str
) -> None:
    # 1398.00 for 2 and a gift, 1000.00 left: at 699.00 each they cover 1, at 466.00 each 2.
    facts = company("S\nB S", "o0 S P699", refunds="o1 398.00")
    lines = (*facts.lines, Line("o1", 1, "P699", 2, 1398_00), Line("o1", 2, "P699", 1, 0))
    facts = replace(
        facts, lines=lines, orders=(*facts.orders, Order("o1", "B", moment("2026-01-06T10:00"), 1398_00))
    )
    outcome = engine(facts, plan_with(gifts=gifts, part_refund="packages"))
    assert ledger(outcome, "direct") == rows(f"direct - S o1 {paid}")


def test_a_plan_can_pay_for_other_packages_too(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    data["rewards"] = [
        *data["rewards"],
        {"kind": "direct", "package": "p999", "amount": "90.05", "payee_rank": "member"},
        {"kind": "differential", "package": "p999", "rates": {"city": "7.00", "province": "7.00"}},
    ]
    facts = company("C\nS C\nB S", "o1 B P699+2xP999", openings="C city\nS partner C")
    outcome = engine(facts, plan_from_data(data))
    assert ledger(outcome, "direct", "peer", "differential") == rows("""
        direct - S o1 380.10
        peer direct C o1 38.01
        peer override C o1 10.00
        differential - C o1 44.00
    """)
    assert ledger(outcome, breakage=True) == rows("differential - - o1 20.00")


def test_a_share_is_rounded_down_once_per_entry(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    rewards = [dict(reward) for reward in data["rewards"]]
    rewards[0]["amount"] = "100.05"
    rewards[2]["rate"] = "1/3"
    data["rewards"] = rewards
    facts = company("M\nS M\nB S", "o1 B 3xP699\no2 B P699", openings="M partner\nS partner M")
    outcome = engine(facts, plan_from_data(data))
    # 300.15 / 3 = 100.05 for three at once, 100.05 / 3 = 33.35; 300 / 3 and 100 / 3 = 33.33
    assert ledger(outcome, "peer") == rows("""
        peer direct M o1 100.05
        peer override M o1 100.00
        peer direct M o2 33.35
        peer override M o2 33.33
    """)
    assert {
        grain: amount
        for grain, amount in outcome.entries.items()
        if grain.kind == "peer" and not grain.payee_id
    } == {}


def test_a_package_pays_at_most_410(engine: Engine) -> None:
    openings = "S province\nK province S"
    outcome = engine(company("S\nK S\nB K", "o1 B P699", openings=openings), plan_with(holders="at_least"))
    paid = sum(amount for grain, amount in outcome.entries.items() if grain.order_id == "o1")
    assert paid + sum(row.fed for row in outcome.pools.values()) == 410_00
