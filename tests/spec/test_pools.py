"""The daily pools (R7) and the plan's days."""

from tests.spec.conftest import Engine
from tests.spec.tables import company, ledger, plan_with, pools, rows

THREE = "A\nB\nC\nX"
DISTRICTS = "A district\nB district\nC district"


def test_seven_packages_and_three_holders_carry_one_cent(engine: Engine) -> None:
    outcome = engine(company(THREE, "o1 X 7xP699", openings=DISTRICTS))
    assert ("district", "2026-01-05", "1", "70.00", "3", "23.33", "0.01") in pools(outcome)
    assert ledger(outcome, "pool") == rows("""
        pool - A district 23.33
        pool - B district 23.33
        pool - C district 23.33
    """)


def test_five_packages_and_nobody_carry_all_to_the_next_day_with_an_order(engine: Engine) -> None:
    orders = "o1 X 5xP699 2026-01-05T10:00\no2 X 1.00 2026-01-08T10:00\no3 X P699 2026-01-09T10:00"
    told = [row for row in pools(engine(company("X", orders))) if row[0] == "city"]
    assert told == rows("""
        city 2026-01-05 1 50.00 0 0.00 50.00
        city 2026-01-08 0  0.00 0 0.00 50.00
        city 2026-01-09 1 10.00 0 0.00 60.00
    """)


def test_what_was_carried_is_shared_by_later_holders(engine: Engine) -> None:
    facts = company(
        "S\nA S\nB S\nC S",
        """
        o1 S P699 2026-01-05T10:00
        o2 A P699 2026-01-05T10:01
        o3 B P699 2026-01-05T10:02
        o4 C P699 2026-01-05T10:03
        o5 S P999 2026-01-06T10:00
        """,
    )
    outcome = engine(facts)
    assert [row for row in pools(outcome) if row[0] == "district"] == rows("""
        district 2026-01-05 4 40.00 0  0.00 40.00
        district 2026-01-06 0  0.00 1 40.00  0.00
    """)
    assert ledger(outcome, "pool") == rows("pool - S district 40.00")


def test_holders_are_those_after_the_days_last_order(engine: Engine) -> None:
    # The day's last order makes a city of the district: it shares the pool of cities only.
    legs = "S\nA S\nB S\nC S\nX"
    openings = "S district\nA district\nB district\nC district"
    outcome = engine(company(legs, "o1 X P699\no2 S P1980", openings=openings))
    assert ledger(outcome, "pool") == rows("""
        pool - A district 3.33
        pool - B district 3.33
        pool - C district 3.33
        pool - S city    10.00
    """)


def test_holders_at_least_lets_higher_ranks_share_too(engine: Engine) -> None:
    facts = company(THREE, "o1 X 3xP699", openings="A district\nB city\nC province")
    assert ledger(engine(facts, plan_with(holders="at_least")), "pool") == rows("""
        pool - A district 10.00
        pool - B district 10.00
        pool - C district 10.00
        pool - B city     15.00
        pool - C city     15.00
        pool - C province 30.00
    """)


def test_a_customers_order_opens_a_day_but_feeds_nothing(engine: Engine) -> None:
    orders = "o1 X P699 2026-01-05T10:00\nc1 U 3xP699 2026-01-06T10:00"
    facts = company("X\nA", orders, communities="K A", customers="U K")
    assert [row for row in pools(engine(facts)) if row[0] == "province"] == rows("""
        province 2026-01-05 1 10.00 0 0.00 10.00
        province 2026-01-06 0  0.00 0 0.00 10.00
    """)


def test_a_day_that_loses_its_last_standing_order_shares_nothing(engine: Engine) -> None:
    orders = "o1 X P699 2026-01-05T10:00\no2 X P699 2026-01-06T10:00\no3 X P699 2026-01-07T10:00"
    facts = company("A\nX", orders, openings="A district", refunds="o2 699.00")
    assert [row for row in pools(engine(facts)) if row[0] == "district"] == rows("""
        district 2026-01-05 1 10.00 1 10.00 0.00
        district 2026-01-07 1 10.00 1 10.00 0.00
    """)


def test_a_day_is_a_day_in_shanghai(engine: Engine) -> None:
    orders = "o1 X P699 2026-01-31T23:59:59.999999\no2 X P699 2026-02-01T00:00"
    outcome = engine(company("A\nX", orders, openings="A city"))
    assert [row for row in pools(outcome) if row[0] == "city"] == rows("""
        city 2026-01-31 1 10.00 1 10.00 0.00
        city 2026-02-01 1 10.00 1 10.00 0.00
    """)
    assert outcome.monthly["X", "2026-01"].personal == outcome.monthly["X", "2026-02"].personal == 699_00
    assert outcome.monthly["A", "2026-01"].earned == 10_00


def test_a_day_that_is_not_over_shares_no_pool_yet(engine: Engine) -> None:
    facts = company("A\nX", "o1 X P699 2026-01-05T10:00", openings="A city")
    early = engine(facts, as_of="2026-01-05T23:59:59.999999")
    assert (early.pools, ledger(early, "pool")) == ({}, [])
    assert ledger(early, "direct", breakage=True) == rows("direct - - o1 200.00")
    assert len(engine(facts, as_of="2026-01-06T00:00").pools) == 3
