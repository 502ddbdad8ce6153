"""Ranks and team owners (R1, R2), and opening standings."""

import pytest

from graph.plan import load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import Row, company, ledger, owners, plan_with, ranks, rows

UNDER_S = "S\nA S\nB S\nC S\nD S"


def test_paying_a_699_package_makes_a_member_and_two_recruited_members_make_a_partner(engine: Engine) -> None:
    outcome = engine(company(UNDER_S, "o1 S P699\no2 A P699\no3 B P699\no4 C P699"))
    assert ranks(outcome) == rows("S partner o3\nA member o2\nB member o3\nC member o4\nD visitor -")


def test_recruits_alone_make_no_partner_of_a_visitor(engine: Engine) -> None:
    outcome = engine(company(UNDER_S, "o1 A P699\no2 B P699\no3 S P999"))
    assert ranks(outcome, "S") == rows("S visitor -")


def test_one_order_can_bring_several_ranks_to_its_buyer(engine: Engine) -> None:
    outcome = engine(company(UNDER_S, "o1 A P699\no2 B P699\no3 C P699\no4 S P999\no5 S P699"))
    assert ranks(outcome, "S") == rows("S district o5")
    one = engine(company(UNDER_S, "o1 A P699\no2 B P699\no3 C P699\no4 S P699+P999"))
    assert ranks(one, "S") == rows("S district o4")


def test_one_order_can_bring_ranks_to_members_above(engine: Engine) -> None:
    # A becomes partner by o9; its second recruit also completes the third leg of S.
    facts = company(
        "S\nX S\nY S\nA S\nB A\nC A", "o1 S P699+P999\no2 X P699\no3 Y P699\no4 B P699\no5 A P699\no6 C P699"
    )
    assert ranks(engine(facts), "SA") == rows("S district o4\nA partner o6")


def test_a_leg_counts_members_far_below_its_first(engine: Engine) -> None:
    facts = company("S\nA S\nB S\nV S\nW V\nX W", "o1 S P699+P999\no2 A P699\no3 B P699\no4 X P699")
    assert ranks(engine(facts), "S") == rows("S district o4")


LEGS = "S\nA S\nB S\nC S\nA1 A\nB1 B\nC1 C\nC2 C1"


@pytest.mark.parametrize(
    ("opening", "buys", "rank"),
    [
        ("A1 district\nB1 district\nC2 district", "P1980", "city"),
        ("A1 district\nB1 district\nC2 partner", "P1980", "district"),
        ("A1 district\nB1 district\nA district", "P1980", "district"),
        ("A1 district\nB1 district\nC2 province", "P1980", "city"),
        ("A1 district\nB1 district\nC2 district", "P5000", "district"),
        ("A1 city\nB1 city\nC2 city", "P1980", "city"),
        ("A1 city\nB1 city\nC2 city", "P1980+P5000", "province"),
        ("A1 city\nB1 city\nC2 district", "P1980+P5000", "city"),
    ],
)
def test_city_and_province_need_their_package_and_three_legs(
    engine: Engine, opening: str, buys: str, rank: str
) -> None:
    facts = company(LEGS, f"o1 S {buys}", openings="S district\n" + opening)
    brought = "-" if rank == "district" else "o1"
    assert ranks(engine(facts), "S") == [("S", rank, brought)]


def test_per_leg_asks_for_several_in_each_leg_of_city_and_province_but_not_of_district(
    engine: Engine,
) -> None:
    two = plan_with(per_leg="2")
    openings = "S district\nA district\nA1 district\nB district\nB1 district\nC district"
    few = company(LEGS, "o1 S P1980", openings=openings)
    enough = company(LEGS, "o1 S P1980", openings=openings + "\nC2 district")
    assert ranks(engine(few, two), "S") == rows("S district -")
    assert ranks(engine(enough, two), "S") == rows("S city o1")
    district = company(UNDER_S, "o1 S P699+P999\no2 A P699\no3 B P699\no4 C P699")
    assert ranks(engine(district, two), "S") == rows("S district o4")


def test_orders_of_one_moment_follow_each_other_by_id_as_text(engine: Engine) -> None:
    at = "2026-01-05T00:00"
    facts = company("S\nA S", f"o2 A P699 {at}\no10 S P699 {at}\no9 A P699 {at}")
    assert ledger(engine(facts), "direct") == rows("direct - S o2 200.00\ndirect - S o9 200.00")


def test_the_first_two_go_to_the_team_above_and_the_third_stays(engine: Engine) -> None:
    facts = company(
        "H\nS H\nA S\nB S\nC S", "o1 S P699\no2 A P699\no3 B P699\no4 C P699", openings="H partner"
    )
    assert owners(engine(facts)) == rows("S H\nA H\nB H\nC S")


def test_two_levels_of_members_contribute_to_the_same_partner(engine: Engine) -> None:
    facts = company("H\nS H\nA S\nB A", "o1 S P699\no2 A P699\no3 B P699", openings="H partner")
    assert owners(engine(facts)) == rows("S H\nA H\nB H")


@pytest.mark.parametrize(("head", "owned"), [("keeps", "A S\nB S\nC S"), ("contributes", "C S")])
def test_the_head_of_a_tree_keeps_its_first_two_or_leaves_them_to_the_company(
    engine: Engine, head: str, owned: str
) -> None:
    facts = company(UNDER_S, "o1 S P699\no2 A P699\no3 B P699\no4 C P699")
    assert owners(engine(facts, plan_with(head=head))) == rows(owned)


def test_visitors_are_passed_over_even_with_recruits(engine: Engine) -> None:
    facts = company(
        "H\nV H\nA V\nB V\nC V", "o1 A P699\no2 B P699\no3 C P699\no4 V P699", openings="H partner"
    )
    outcome = engine(facts)
    assert owners(outcome) == rows("A H\nB H\nC H\nV H")
    # The direct reward does not pass over: the sponsor was a visitor, so nobody gets it.
    assert ledger(outcome, "direct") == rows("direct - H o4 200.00")
    assert ranks(outcome, "V") == rows("V partner o4")


def test_without_any_member_above_the_company_owns_the_team(engine: Engine) -> None:
    facts = company("V\nA V\nB A\nC A\nD A", "o1 A P699\no2 B P699\no3 C P699\no4 D P699\no5 V P699")
    assert owners(engine(facts)) == rows("B A\nC A\nD A")


def test_the_owner_stays_the_same_for_good(engine: Engine) -> None:
    facts = company(
        UNDER_S + "\nE A\nF A", "o1 S P699\no2 A P699\no3 B P699\no4 E P699\no5 F P699\no6 E P699"
    )
    outcome = engine(facts)
    assert ("E", "S") in owners(outcome)
    assert ("override", "-", "S", "o6", "100.00") in ledger(outcome)


OPENINGS: dict[str, tuple[str, list[Row]]] = {
    "the company owns the team where none is given": ("A member\nS partner", []),
    "the owner given stands": ("S partner\nA member B\nB member", [("A", "B")]),
    "rank 0 rows say nothing": ("S partner\nA visitor B\nB member", []),
}


@pytest.mark.parametrize("case", OPENINGS)
def test_opening_owners(engine: Engine, case: str) -> None:
    openings, told = OPENINGS[case]
    assert owners(engine(company(UNDER_S, openings=openings))) == told


def test_opening_ranks_that_already_fulfil_conditions_promote_before_the_first_order(engine: Engine) -> None:
    # A is a partner at once, by B and C; so its mentor matches what A earns on the first order.
    facts = company(
        "H\nA H\nB A\nC A\nD A", "o1 D P699", openings="H partner\nA member H\nB member A\nC member A"
    )
    outcome = engine(facts)
    assert ranks(outcome, "A") == rows("A partner -")
    assert ledger(outcome, "override", "peer") == rows("""
        override - A o1 100.00
        peer direct H o1 20.00
        peer override H o1 10.00
    """)


def test_opening_promotions_climb_from_those_below_to_their_sponsors(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    data["ranks"][3]["conditions"] = [
        {"kind": "rank", "rank": "partner"},
        {"kind": "direct", "count": "2", "rank": "partner"},
    ]
    members = "S\nA S\nB S\na1 A\na2 A\nb1 B\nb2 B"
    openings = "\n".join(f"{member} member" for member in ("S", "A", "B", "a1", "a2", "b1", "b2"))
    outcome = engine(company(members, openings=openings), plan_from_data(data))
    assert ranks(outcome, "SAB") == rows("S district -\nA partner -\nB partner -")


def test_an_opening_rank_stands_without_what_it_would_have_asked_for(engine: Engine) -> None:
    facts = company(LEGS, "o1 S P1980", openings="S district\nA1 district\nB1 district\nC2 district")
    assert ranks(engine(facts), "S") == rows("S city o1")


def test_an_opening_rank_counts_as_the_first_package(engine: Engine) -> None:
    facts = company("H\nA H\nB H", "o1 A P699", openings="A member\nH partner\nB partner A")
    outcome = engine(facts)
    assert owners(outcome) == rows("B A")  # o1 is a repurchase: A stays in the company's team
    assert ledger(outcome, "direct", "override") == rows("direct - H o1 200.00")
