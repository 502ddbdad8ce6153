"""R10: percentages by generation, with holds, compression, lines, first and later orders, and customers."""

from typing import Any

import pytest

from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, rows

MEMBERS = """
    S
    K S
    Q K
    B Q
"""


def levels(*rewards: dict[str, Any], **fields: Any) -> Plan:
    """Return the plan of two levels with other rewards, or other fields of its one reward."""
    data = to_data(load_plan("two_level"))
    listed = rewards or ({"kind": "level", "rates": ["5 %", "2.5 %"], **fields},)
    return plan_from_data({**data, "rewards": list(listed)})


def test_the_sponsor_gets_the_first_rate_and_its_sponsor_the_second(engine: Engine) -> None:
    found = engine(company(MEMBERS, "o1 B 200.00\no2 K 200.00\no3 S 0.30"), load_plan("two_level"))
    assert ledger(found) == rows("level 1 Q o1 10.00\nlevel 2 K o1 5.00\nlevel 1 S o2 10.00")
    assert ledger(found, breakage=True) == rows("level 2 - o2 5.00\nlevel 1 - o3 0.01")
    assert all(row.rank == 0 for row in found.standings.values())


def test_a_part_refund_lowers_what_is_paid_and_a_full_one_takes_it_all(engine: Engine) -> None:
    facts = company(MEMBERS, "o1 B 200.00\no2 B 100.00", refunds="o1 99.99\no2 100.00")
    found = engine(facts, levels())
    # 100.01: 5.0005 and 2.50025
    assert ledger(found) == rows("level 1 Q o1 5.00\nlevel 2 K o1 2.50")
    assert ledger(found, breakage=True) == []


@pytest.mark.parametrize(
    ("as_of", "held"),
    [
        ("2026-01-14T23:59", {"Q": 30_00, "K": 15_00}),
        ("2026-01-15T00:00", {"Q": 20_00, "K": 10_00}),  # exactly 7 x 24 hours after receipt
        ("2026-06-01T00:00", {"Q": 10_00, "K": 5_00}),  # o3 was never received
    ],
)
def test_entries_are_held_until_so_many_days_after_receipt(
    engine: Engine, as_of: str, held: dict[str, int]
) -> None:
    orders = "o1 B 200.00\no2 B 200.00\no3 B 200.00"
    received = "o1 2026-01-08T00:00\no2 2026-01-20T12:00"
    found = engine(company(MEMBERS, orders, received=received), load_plan("two_level"), as_of=as_of)
    assert {one: row.held for one, row in found.standings.items() if row.held} == held
    assert {one: row.earned for one, row in found.standings.items() if row.earned} == {"Q": 30_00, "K": 15_00}
    assert found.monthly["Q", "2026-01"].held == held["Q"]


def test_a_refund_lowers_an_entry_whether_it_is_held_or_not(engine: Engine) -> None:
    facts = company(
        MEMBERS, "o1 B 200.00\no2 B 200.00", refunds="o1 100.00\no2 100.00", received="o1 2026-01-08T00:00"
    )
    found = engine(facts, load_plan("two_level"))
    assert (found.standings["Q"].earned, found.standings["Q"].held) == (10_00, 5_00)


def test_with_compression_a_level_goes_to_the_next_active_member_above(engine: Engine) -> None:
    orders = """
        s1 S 1.00 2026-01-05T09:00
        k1 K 1.00 2026-01-05T10:00
        o1 B 200.00 2026-01-06T09:00
        o2 B 200.00 2026-02-04T09:00
        o3 B 200.00 2026-02-04T10:00
        o4 B 200.00 2026-02-04T10:01
    """
    plan = levels(compression="dynamic")
    found = ledger(engine(company(MEMBERS, orders), plan), "level")
    mine = [row for row in found if row[3] in {"o1", "o2", "o3", "o4"}]
    assert mine == rows("""
        level 1 K o1 10.00
        level 2 S o1 5.00
        level 1 K o2 10.00
        level 2 S o2 5.00
        level 1 K o3 10.00
    """)


def test_an_order_counts_as_activity_only_before_another_in_the_sequence_and_while_it_stands(
    engine: Engine,
) -> None:
    orders = """
        a1 Q 1.00 2026-01-05T09:00
        b1 B 100.00 2026-01-05T09:00
        c1 K 1.00 2026-01-05T09:00
        b2 B 100.00 2026-01-06T09:00
    """
    found = engine(company(MEMBERS, orders, refunds="c1 1.00"), levels(compression="dynamic"))
    mine = [row for row in ledger(found) if row[3] in {"b1", "b2"}]
    assert mine == rows("level 1 Q b1 5.00\nlevel 1 Q b2 5.00")


def test_only_lines_of_named_products_and_categories_are_shared(engine: Engine) -> None:
    facts = company(
        MEMBERS,
        "o1 B tea:100.00+pot:50.00+cup:0.01\no2 B 100.00\no3 B pot:60.00+tea:30.00\no4 B cup:9.00",
        products="tea leaf\npot ware\ncup ware2",
        refunds="o3 44.99",
    )
    plan = levels(categories=["leaf"], products=["pot"], rates=["10 %", "1/3"])
    assert ledger(engine(facts, plan)) == rows("""
        level 1 Q o1 15.00
        level 2 K o1 50.00
        level 1 Q o3 4.50
        level 2 K o3 15.00
    """)
    part = levels(products=["tea"], rates=["10 %"])
    # 45.01 * 30.00 / 90.00 = 15.00 (rounded down), and 10 % of that
    assert ledger(engine(facts, part)) == rows("level 1 Q o1 10.00\nlevel 1 Q o3 1.50")


def test_rewards_on_two_categories_are_rounded_down_once_per_entry(engine: Engine) -> None:
    facts = company(MEMBERS, "o1 B tea:0.15+pot:0.15", products="tea leaf\npot ware")
    plan = levels(
        {"kind": "level", "rates": ["10 %"], "categories": ["leaf"]},
        {"kind": "level", "rates": ["10 %", "50 %"], "categories": ["ware"]},
    )
    assert ledger(engine(facts, plan)) == rows("level 1 Q o1 0.03\nlevel 2 K o1 0.07")


def test_first_orders_and_later_ones(engine: Engine) -> None:
    facts = company(MEMBERS, "o1 B 100.00\no2 B 100.00\no3 B 100.00\no4 K 10.00", refunds="o1 100.00")
    assert ledger(engine(facts, levels(orders="first"))) == rows(
        "level 1 Q o2 5.00\nlevel 2 K o2 2.50\nlevel 1 S o4 0.50"
    )
    assert ledger(engine(facts, levels(orders="repeat"))) == rows("level 1 Q o3 5.00\nlevel 2 K o3 2.50")


def test_the_owner_of_a_community_is_the_first_generation_of_its_customers(engine: Engine) -> None:
    people = {"communities": "c1 Q", "customers": "u1 c1\nu2"}
    facts = company(MEMBERS, "o1 u1 100.00\no2 u2 100.00\no3 u1 P699", **people)
    assert ledger(engine(facts, levels())) == []
    found = engine(facts, levels(customers="owner", orders="first"))
    assert ledger(found) == rows("level 1 Q o1 5.00\nlevel 2 K o1 2.50")
    assert ledger(found, breakage=True) == rows("level 1 - o2 5.00\nlevel 2 - o2 2.50")


def test_who_lacks_the_rank_is_paid_nothing_and_passed_over_with_compression(engine: Engine) -> None:
    data = to_data(load_plan("chain_699"))
    facts = company(MEMBERS, "k1 K P699\ns1 S P699\nq1 Q 5.00\no1 B 100.00")
    for compression, paid in (
        ("none", "level 2 K o1 2.50"),
        ("dynamic", "level 1 K o1 5.00\nlevel 2 S o1 2.50"),
    ):
        reward = {
            "kind": "level",
            "rates": ["5 %", "2.5 %"],
            "payee_rank": "member",
            "compression": compression,
        }
        found = engine(facts, plan_from_data({**data, "rewards": [*data["rewards"], reward]}))
        assert [row for row in ledger(found, "level") if row[3] == "o1"] == rows(paid)


CHAIN = """
    A
    B A
    C B
    D C
    E D
"""
OPENINGS = "A partner\nB partner A\nC partner B\nD partner C"


def chain(*rewards: dict[str, Any]) -> Plan:
    """Return the chain plan with other rewards."""
    return plan_from_data({**to_data(load_plan("chain_699")), "rewards": list(rewards)})


def test_a_match_goes_several_generations_of_mentors_up(engine: Engine) -> None:
    direct = {"kind": "direct", "package": "p699", "amount": "200.00", "payee_rank": "member"}
    ranks = {"earner_rank": "member", "payee_rank": "partner"}
    peer = {"kind": "peer", "generations": 3, "rates": ["10 %", "5 %", "1/3"], "of": ["direct"], **ranks}
    opened = OPENINGS.replace("B partner A", "B member A")
    found = engine(company(CHAIN, "o1 E P699", openings=opened), chain(direct, peer))
    # B, the mentor's mentor, is no partner: its 5 % are due to nobody, and A stays the third generation.
    assert ledger(found) == rows("direct - D o1 200.00\npeer direct C o1 20.00\npeer direct A o1 66.66")
    assert ledger(found, breakage=True) == rows("peer - - o1 10.00")


def test_who_is_not_active_earns_neither_direct_nor_override(engine: Engine) -> None:
    active = {"days": 1, "own_volume": "5.00"}
    plan = chain(
        {"kind": "direct", "package": "p699", "amount": "200.00", "payee_rank": "member", "active": active},
        {
            "kind": "override",
            "package": "p699",
            "amount": "100.00",
            "payee_rank": "partner",
            "active": active,
        },
    )
    orders = """
        d1 D 3.00 2026-01-05T09:00
        o1 E P699 2026-01-05T10:00
        d2 D 3.00 2026-01-05T11:00
        o2 E P699 2026-01-06T09:00
        o3 E P699 2026-01-06T09:01
    """
    found = engine(company(CHAIN, orders, openings=OPENINGS, refunds="d2 0.99"), plan)
    assert ledger(found) == rows("direct - D o2 200.00\noverride - D o2 100.00")
    assert len(ledger(found, "direct", breakage=True)) == 2
