"""R11: ranks by the volume of a calendar month, from the next one on, for good or month by month."""

from typing import Any

import pytest

from graph.errors import UserError
from graph.outcome import Outcome
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, owners, pools, rows

TREE = """
    A
    B A
    C A
    D B
"""
LEVEL = {"kind": "level", "rates": ["10 %"], "payee_rank": "leader"}


def by_volume(*conditions: dict[str, Any], above: tuple[dict[str, Any], ...] = (), **more: Any) -> Plan:
    """Return a plan whose second rank is by volumes, and the third by others, which pays leaders 10 %."""
    ranks = [
        {"id": "owner", "conditions": [{"kind": "registered"}]},
        {"id": "leader", "conditions": [{"kind": "volume", **one} for one in conditions]},
    ]
    if above:
        below = {"kind": "rank", "rank": "leader"}
        ranks.append({"id": "partner", "conditions": [below, *above]})
    return plan_from_data({**to_data(load_plan("two_level")), "ranks": ranks, "rewards": [LEVEL], **more})


def held(outcome: Outcome) -> dict[str, tuple[int, int]]:
    """Return the present and the highest rank of who ever held one."""
    return {
        member: (one.rank, one.highest_rank)
        for member, one in sorted(outcome.standings.items())
        if one.highest_rank
    }


ORDERS = """
    b1 B 1000.00 2026-01-31T23:59
    d1 D 100.00 2026-01-31T23:59
    d2 D 100.00 2026-02-01T00:00
    d3 D 100.00 2026-02-28T23:59
    d4 D 100.00 2026-03-01T00:00
    b2 B 1000.00 2026-03-01T00:00
    d5 D 100.00 2026-04-01T00:00
    d6 D 100.00 2026-05-01T00:00
"""


def test_what_a_month_brings_is_held_from_the_first_moment_of_the_next_for_good(engine: Engine) -> None:
    plan = by_volume({"of": "personal", "amount": "1000.00"})
    facts = company(TREE, ORDERS)
    assert held(engine(facts, plan, as_of="2026-01-31T23:59:59")) == {}
    assert held(engine(facts, plan, as_of="2026-02-01T00:00")) == {"B": (1, 1)}
    found = engine(facts, plan)
    assert [row[3] for row in ledger(found)] == ["d2", "d3", "d4", "d5", "d6"]
    assert found.standings["B"].rank_order_id == ""


def test_or_for_the_next_month_only_unless_met_again(engine: Engine) -> None:
    plan = by_volume({"of": "personal", "amount": "1000.00", "maintain": "month"})
    facts = company(TREE, ORDERS)
    found = engine(facts, plan, as_of="2026-04-30T23:59")
    assert [row[3] for row in ledger(found)] == ["d2", "d3", "d5"]
    assert held(found) == {"B": (1, 1)}
    assert held(engine(facts, plan, as_of="2026-03-01T00:00")) == {"B": (0, 1)}
    assert held(engine(facts, plan)) == {"B": (0, 1)}


def test_group_and_team_volume_legs_and_customers_count_and_a_refund_takes_it_back(engine: Engine) -> None:
    orders = "b1 B 300.00\nd1 D 700.00\nu1 u 400.00\nc1 C 500.00"
    people = {"communities": "k C", "customers": "u k"}
    legs = {"amount": "900.00", "legs": 2}
    for condition, members in (
        ({"of": "group", "amount": "1000.00"}, "AB"),
        ({"of": "team", "amount": "700.00"}, "AB"),
        ({"of": "personal", "amount": "900.00"}, "C"),
        (legs, "A"),
        ({**legs, "leg_amount": "900.01"}, ""),
    ):
        found = engine(company(TREE, orders, **people), by_volume(condition))
        assert "".join(held(found)) == members
    refunded = company(TREE, orders, refunds="u1 0.01", **people)
    assert held(engine(refunded, by_volume(legs))) == {}


def test_who_loses_a_rank_loses_those_above_it_and_has_them_back_with_it(engine: Engine) -> None:
    month = {"of": "personal", "amount": "1000.00", "maintain": "month"}
    recruits = {"kind": "direct", "count": 1, "rank": "leader"}
    plan = by_volume(month, above=(recruits,))
    orders = """
        b1 B 1000.00 2026-01-05T09:00
        d1 D 1000.00 2026-01-05T09:00
        b3 B 1000.00 2026-03-05T09:00
    """
    facts = company(TREE, orders)
    # D does not meet it again, and has reached it once: what it lost costs B nothing.
    for as_of, rank in (("2026-02-02", 2), ("2026-03-02", 0), ("2026-04-02", 2), ("2026-05-02", 0)):
        found = held(engine(facts, plan, as_of=f"{as_of}T00:00"))
        assert found["B"] == (rank, 2)
        assert found["D"] == (int(as_of == "2026-02-02"), 1)


def chain_by_month() -> Plan:
    """Return the chain plan with a district that must have 1 000.00 of its own month by month."""
    data = to_data(load_plan("chain_699"))
    data["ranks"][3]["conditions"] = [
        {"kind": "rank", "rank": "partner"},
        {"kind": "volume", "of": "personal", "amount": "1000.00", "maintain": "month"},
    ]
    data["ranks"][4]["conditions"] = [
        {"kind": "rank", "rank": "district"},
        {"kind": "package", "package": "p1980"},
    ]
    return plan_from_data(data)


def test_the_differential_and_the_pools_go_by_the_ranks_of_the_month(engine: Engine) -> None:
    members = "S\nK S\nQ K\nX Q"
    openings = "S district\nK city\nQ partner"
    orders = """
        x1 X P699 2026-01-05T09:00
        q1 Q 1000.00 2026-01-06T09:00
        k1 K 500.00 2026-01-06T09:00
        s1 S 1000.00 2026-01-06T09:00
        x2 X P699 2026-02-05T09:00
        k2 K 1000.00 2026-02-06T09:00
        x3 X P699 2026-03-05T09:00
        x4 X P699 2026-04-05T09:00
    """
    found = engine(company(members, orders, openings=openings), chain_by_month())
    # January: by the opening. February: S and Q met it, K did not. March: K alone. April: nobody.
    assert ledger(found, "differential") == rows("""
        differential - K x1 30.00
        differential - Q x2 20.00
        differential - K x3 30.00
    """)
    fed = [row for row in pools(found) if row[2] == "1" and row[0] in {"district", "city"}]
    assert [(row[0], row[1], row[4]) for row in fed] == [
        ("city", "2026-01-05", "1"),
        ("city", "2026-02-05", "0"),
        ("city", "2026-03-05", "1"),
        ("city", "2026-04-05", "0"),
        ("district", "2026-01-05", "1"),
        ("district", "2026-02-05", "2"),
        ("district", "2026-03-05", "0"),
        ("district", "2026-04-05", "0"),
    ]
    assert held(found) == {"K": (2, 4), "Q": (2, 3), "S": (2, 3), "X": (1, 1)}


def test_a_second_rank_by_volume_looks_at_nobodys_first_package(engine: Engine) -> None:
    plan = by_volume({"amount": "100.00"}, packages={"p699": {"product_id": "P699", "price": "699.00"}})
    found = engine(company(TREE, "d1 D P699\nb1 B P699"), plan)
    assert owners(found) == []
    assert held(found) == {"A": (1, 1), "B": (1, 1), "D": (1, 1)}


@pytest.mark.parametrize(
    ("condition", "more", "words"),
    [
        ({"amount": "0.00"}, {}, "an amount above 0.00 is expected"),
        ({"amount": "1.00", "leg_amount": "1.00"}, {}, "of how many legs"),
        ({"amount": "1.00"}, {"team": {"owner_rank": "leader"}}, "second rank is by volume has none"),
    ],
)
def test_a_condition_that_means_nothing_is_refused(
    condition: dict[str, Any], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        by_volume(condition, **more)
