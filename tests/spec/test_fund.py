"""The support fund (R8)."""

import pytest

from graph.facts import Facts
from tests.spec.conftest import Engine
from tests.spec.tables import company


def _fund_company(
    orders: int, *, second_is_partner: bool = True, refund: str = "", at_b: bool = True
) -> Facts:
    """A and B are the first recruits of M, each with two of its own; then orders of x, below a1."""
    members = "M\nA M\nB M\nC M\na1 A\na2 A\nb1 B\nb2 B\nx a1"
    bought = ["M", "A", "B", "a1", "a2", *(["b1", "b2"] if second_is_partner else ["b1", "b1"])]
    bought += ["x"] * (orders - 4)
    rows = "\n".join(f"o{number} {buyer} P699" for number, buyer in enumerate(bought, start=1))
    own = "\nq1 A 9xP699\nq2 B P699\nq3 C P699\nq4 M P699\nq5 x P999\nq6 x 10.00" if at_b else ""
    return company(members, rows + own, refunds=refund)


@pytest.mark.parametrize(("orders", "held"), [(9, True), (10, False), (11, False)])
def test_ten_orders_below_the_first_two_release_what_is_held(engine: Engine, orders: int, held: bool) -> None:  # noqa: FBT001
    standing = engine(_fund_company(orders)).standings["M"]
    # The recruits of M bought 13 packages of 200: A 1 and 9, B 1 and 1, C 1; their own do not count.
    assert standing.held == (13 * 40_00 + _peers(engine, orders) if held else 0)


def _peers(engine: Engine, orders: int) -> int:
    entries = engine(_fund_company(orders)).entries
    return sum(
        amount * 20 // 100 for grain, amount in entries.items() if grain[0] == "peer" and grain[2] == "M"
    )


def test_ten_orders_do_not_release_while_the_second_recruit_is_no_partner(engine: Engine) -> None:
    assert engine(_fund_company(12, second_is_partner=False)).standings["M"].held > 0


def test_the_tenth_order_refunded_holds_again(engine: Engine) -> None:
    assert engine(_fund_company(10)).standings["M"].held == 0
    assert engine(_fund_company(10, refund="o13 699.00")).standings["M"].held > 0


def test_a_refund_decided_after_the_run_does_not_hold_yet(engine: Engine) -> None:
    facts = _fund_company(10, refund="o13 699.00 2026-03-01T00:00")
    assert engine(facts, as_of="2026-02-28T00:00").standings["M"].held == 0
    assert engine(facts, as_of="2026-03-01T00:00").standings["M"].held > 0


def test_each_entry_is_held_for_itself_and_override_is_not_held(engine: Engine) -> None:
    facts = company(
        "T\nM T\nS M\nB S\nC S", "o1 B P699\no2 C 2xP699", openings="T partner\nM partner T\nS partner M"
    )
    standings = engine(facts).standings
    assert (standings["S"].earned, standings["S"].held) == (900_00, 120_00)
    assert (standings["M"].earned, standings["M"].held) == (90_00, 18_00)


def test_the_fund_of_a_month_is_that_of_its_entries(engine: Engine) -> None:
    facts = company(
        "S\nB S", "o0 S P699 2026-01-01T00:00\no1 B P699 2026-01-31T23:59\no2 B 2xP699 2026-02-01T00:00"
    )
    outcome = engine(facts)
    assert outcome.monthly["S", "2026-01"].held == 40_00
    assert outcome.monthly["S", "2026-02"].held == 80_00
    assert outcome.standings["S"].held == 120_00


def test_opening_members_are_the_first_recruits_by_joining_then_id(engine: Engine) -> None:
    """C and A come before D, E; C joined first, A and B together: the first two are C and A."""
    members = "M\nA M 2025-03-01T00:00\nB M 2025-03-01T00:00\nC M 2025-02-01T00:00\nD M 2025-01-02T00:00"
    members += "\nx A\ny B\nz C"
    openings = "M partner\nC partner M\nA partner M\nB partner M\nD visitor"
    first = "o0 D P699\n"
    of_x = first + "\n".join(f"o{number} x P699" for number in range(1, 10))
    assert engine(company(members, of_x + "\nz1 z P699", openings=openings)).standings["M"].held == 0
    assert engine(company(members, of_x + "\ny1 y P699", openings=openings)).standings["M"].held > 0
