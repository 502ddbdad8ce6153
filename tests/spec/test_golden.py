"""The golden example of the rules, to the cent."""

from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, owners, plan_with, pools, ranks, rows

STANDING = "S province\nK city S\nQ district K\nU partner Q"
MEMBERS = "S\nK S\nQ K\nU Q\nA U\nA1 A\nA2 A\nA3 A\nB1 A1\nC1 A3\nC2 A3\nC3 A3"
ORDERS = """
    o1 A P699
    o2 A1 P699
    o3 A2 P699
    o4 A3 P699
    o5 A1 P699
    o6 B1 P699
    o7 C1 P699
    o8 C2 P699
    o9 C3 P699
"""
GOLDEN = company(MEMBERS, ORDERS, openings=STANDING)


def test_golden_example_pays_each_order_as_told(engine: Engine) -> None:
    told = ledger(engine(GOLDEN), "direct", "override", "peer")
    assert told == rows("""
        direct - U o1 200.00
        override - U o1 100.00
        peer direct Q o1 20.00
        peer override Q o1 10.00
        direct - A o2 200.00
        override - U o2 100.00
        peer override Q o2 10.00
        direct - A o3 200.00
        override - U o3 100.00
        peer override Q o3 10.00
        direct - A o4 200.00
        override - A o4 100.00
        peer direct U o4 20.00
        peer override U o4 10.00
        direct - A o5 200.00
        override - U o5 100.00
        peer direct U o5 20.00
        peer override Q o5 10.00
        direct - A1 o6 200.00
        override - U o6 100.00
        peer override Q o6 10.00
        direct - A3 o7 200.00
        override - A o7 100.00
        peer override U o7 10.00
        direct - A3 o8 200.00
        override - A o8 100.00
        peer override U o8 10.00
        direct - A3 o9 200.00
        override - A3 o9 100.00
        peer direct A o9 20.00
        peer override A o9 10.00
    """)


def test_golden_example_pays_20_10_20_of_differential_on_every_order(engine: Engine) -> None:
    told = ledger(engine(GOLDEN), "differential")
    due = [
        ("differential", "-", who, f"o{n}", amount)
        for n in range(1, 10)
        for who, amount in (("Q", "20.00"), ("K", "10.00"), ("S", "20.00"))
    ]
    assert told == sorted(due)


def test_golden_example_feeds_90_to_each_pool_and_shares_it_with_its_one_holder(engine: Engine) -> None:
    outcome = engine(GOLDEN)
    assert pools(outcome) == rows("""
        district 2026-01-05 9 90.00 1 90.00 0.00
        city     2026-01-05 9 90.00 1 90.00 0.00
        province 2026-01-05 9 90.00 1 90.00 0.00
    """)
    assert ledger(outcome, "pool") == rows("""
        pool - Q district 90.00
        pool - K city     90.00
        pool - S province 90.00
    """)


def test_golden_example_ends_in_the_told_sums(engine: Engine) -> None:
    outcome = engine(GOLDEN)
    earned = {member: row.earned for member, row in outcome.standings.items() if row.earned}
    assert earned == {
        "U": 770_00, "Q": 340_00, "K": 180_00, "S": 270_00, "A": 1130_00, "A1": 200_00, "A3": 700_00
    }  # fmt: skip
    assert sum(earned.values()) == 3590_00
    assert sum(row.personal for row in outcome.standings.values()) == 6291_00


def test_golden_example_holds_166_of_a_in_the_support_fund(engine: Engine) -> None:
    standing = engine(GOLDEN).standings["A"]
    assert (standing.held, standing.earned - standing.held) == (166_00, 964_00)


def test_golden_example_gives_ranks_and_team_owners(engine: Engine) -> None:
    outcome = engine(GOLDEN)
    assert ranks(outcome) == rows("""
        S province -
        K city -
        Q district -
        U partner -
        A partner o3
        A1 member o2
        A2 member o3
        A3 partner o8
        B1 member o6
        C1 member o7
        C2 member o8
        C3 member o9
    """)
    assert owners(outcome) == rows("K S\nQ K\nU Q\nA U\nA1 U\nA2 U\nA3 A\nB1 U\nC1 A\nC2 A\nC3 A3")


def test_golden_example_leaves_to_the_company_what_is_due_to_nobody(engine: Engine) -> None:
    told = ledger(engine(GOLDEN), breakage=True)
    # A and A1 were no partners yet when they earned o2, o3, o6, nor was A3 on o7 and o8: no peer of 20.
    assert told == rows("""
        peer - - o2 20.00
        peer - - o3 20.00
        peer - - o6 20.00
        peer - - o7 20.00
        peer - - o8 20.00
    """)


def test_golden_example_when_everybody_keeps_the_first_two(engine: Engine) -> None:
    outcome = engine(GOLDEN, plan_with(first_two="keep"))
    assert owners(outcome) == rows("K S\nQ K\nU Q\nA U\nA1 A\nA2 A\nA3 A\nB1 A1\nC1 A3\nC2 A3\nC3 A3")


def test_golden_example_counts_everybody_below(engine: Engine) -> None:
    standings = engine(GOLDEN).standings
    told = {one: (row.depth, row.direct_recruits, row.team_size, row.team) for one, row in standings.items()}
    assert told["S"] == (0, 1, 11, 6291_00)
    assert told["A"] == (4, 3, 7, 5592_00)
    assert told["A3"] == (5, 3, 3, 2097_00)
    assert standings["A"].sponsor_id == "U"
    assert standings["A"].group == standings["A"].personal + standings["A"].team == 6291_00
