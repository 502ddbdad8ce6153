"""Pool days that are closed (R7): a day is shared once, what changes about it is added to a later one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.facts import Facts
from graph.outcome import Outcome, Published
from graph.plan import Plan, load_plan
from graph.reference import calculate
from tests.spec import engines
from tests.spec.companies import random_case
from tests.spec.histories import random_history
from tests.spec.tables import company, ledger, moment, plan_with, rows
from tests.spec.tables import pool_days as days

Nights = Callable[..., list[Outcome]]
DISTRICT = "D district"
FIRST, FOURTH = "2026-01-08T12:00", "2026-01-09T00:00"
"""Days 1 to 3 (5 to 7 January) are over at the first run, day 4 at the second."""
THREE = "o1 X P699 2026-01-05T10:00\no2 X P699 2026-01-05T11:00\no3 X P699 2026-01-05T12:00"
TWO = "o4 X P699 2026-01-08T13:00\no5 X P699 2026-01-08T14:00"


@pytest.fixture(params=engines.NAMES)
def nights(request: pytest.FixtureRequest) -> Nights:
    """Calculate nights: `nights((facts, "2026-01-08T12:00"), ..., plan=plan)`, facts: all that are known."""

    def calculate_all(*known: tuple[Facts, str], plan: Plan | None = None) -> list[Outcome]:
        database = request.getfixturevalue("database") if request.param == "neo4j" else None
        told = [(facts, moment(as_of)) for facts, as_of in known]
        return engines.calculate_all(request.param, database, told, [plan or load_plan("chain_699")])

    return calculate_all


def _with(orders: str, refunds: str = "", **more: str) -> Facts:
    return company("D\nX\nE", orders, openings=more.pop("openings", DISTRICT), refunds=refunds, **more)


def test_a_refund_after_its_day_was_closed_is_taken_off_the_next_day(nights: Nights) -> None:
    refund = "o1 699.00 2026-01-08T15:00"
    first, second = nights((_with(THREE), FIRST), (_with(f"{THREE}\n{TWO}", refund), FOURTH))
    assert days(first, "district") == rows("2026-01-05 3 30.00 1 30.00 0.00 0.00")
    assert days(second, "district") == rows("""
        2026-01-05 3 30.00 1 30.00 0.00   0.00
        2026-01-08 2 20.00 1 10.00 0.00 -10.00
    """)
    assert ledger(second, "pool") == rows("pool - D district 30.00\npool - D district 10.00")
    assert second.standings["D"].earned == 40_00


def test_with_restate_the_closed_day_is_shared_anew(nights: Nights) -> None:
    refund = "o1 699.00 2026-01-08T15:00"
    known = (_with(THREE), FIRST), (_with(f"{THREE}\n{TWO}", refund), FOURTH)
    _, second = nights(*known, plan=plan_with(pool_days="restate"))
    assert days(second, "district") == rows("""
        2026-01-05 2 20.00 1 20.00 0.00 0.00
        2026-01-08 2 20.00 1 20.00 0.00 0.00
    """)


def test_a_pool_that_owes_shares_nothing_and_carries_it_on(nights: Nights) -> None:
    refunds = "o1 699.00 2026-01-08T15:00\no2 699.00 2026-01-08T15:00\no3 699.00 2026-01-08T15:00"
    later = "o6 X 2xP699 2026-01-09T10:00"
    _, second, third = nights(
        (_with(THREE), FIRST),
        (_with(f"{THREE}\n{TWO}", refunds), FOURTH),
        (_with(f"{THREE}\n{TWO}\n{later}", refunds), "2026-01-10T00:00"),
    )
    assert days(second, "district")[1:] == rows("2026-01-08 2 20.00 1 0.00 -10.00 -30.00")
    assert days(third, "district")[2:] == rows("2026-01-09 1 20.00 1 10.00 0.00 0.00")


def test_an_order_of_a_day_that_was_passed_over_is_added_to_the_next(nights: Nights) -> None:
    late = "o9 X P699 2026-01-06T10:00"
    _, second = nights((_with(THREE), FIRST), (_with(f"{THREE}\n{late}\n{TWO}"), FOURTH))
    assert days(second, "district") == rows("""
        2026-01-05 3 30.00 1 30.00 0.00  0.00
        2026-01-08 2 20.00 1 30.00 0.00 10.00
    """)


def test_a_run_that_closes_no_day_adjusts_nothing(nights: Nights) -> None:
    refund = "o1 699.00 2026-01-08T12:00"
    facts, paid = _with(THREE), _with(THREE, refund)
    first, same, quiet, last = nights(
        (facts, FIRST),
        (paid, "2026-01-08T18:00"),
        (paid, "2026-01-10T00:00"),  # closes days without an order
        (_with(f"{THREE}\no7 X P699 2026-01-10T10:00", refund), "2026-01-11T00:00"),
    )
    assert same.pools == first.pools == quiet.pools
    assert days(last, "district")[1:] == rows("2026-01-10 1 10.00 1 0.00 0.00 -10.00")


def test_who_shared_a_closed_day_keeps_it_whoever_holds_the_rank_now(nights: Nights) -> None:
    facts = company("D\nX", THREE, openings=DISTRICT)
    more = company("D\nX\nE", f"{THREE}\n{TWO}", openings="D district\nE district")
    _, second = nights((facts, FIRST), (more, FOURTH))
    assert days(second, "district") == rows("""
        2026-01-05 3 30.00 1 30.00 0.00 0.00
        2026-01-08 2 20.00 2 10.00 0.00 0.00
    """)
    assert (second.standings["D"].earned, second.standings["E"].earned) == (40_00, 10_00)


def test_the_same_facts_again_share_the_same(nights: Nights) -> None:
    facts = _with(f"{THREE}\n{TWO}", "o1 699.00 2026-01-08T15:00")
    _, second, again = nights((_with(THREE), FIRST), (facts, FOURTH), (facts, FOURTH))
    assert again == second


@pytest.mark.parametrize("seed", range(12))
def test_facts_of_open_days_alone_share_as_one_run_would(seed: int) -> None:
    case = random_case(seed)
    facts, as_of, plans = case.facts, case.as_of, case.plans
    # Refunds, corrections and whoever joins between its orders speak of days before.
    members = tuple(replace(one, joined=0) for one in facts.members)
    bare = replace(facts, refunds=(), corrections=(), members=members)
    moments = sorted(order.at for order in facts.orders)
    published = None
    for at in (*(moments[len(moments) * part // 3] for part in (1, 2)), as_of):
        if at <= as_of:
            outcome = calculate(bare, plans, at, published)
            published = Published(outcome, at)
    assert published
    assert published.outcome == calculate(bare, plans, as_of)


@pytest.mark.parametrize(
    "seed", [*range(8), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(8, 200))]
)
def test_random_nights_are_the_same_on_the_reference_and_in_sql(seed: int) -> None:
    history = random_history(seed)
    plans = history[-1].in_force
    known = [(night.known, night.as_of) for night in history]
    by_reference = engines.calculate_all("reference", None, known, plans)
    assert engines.calculate_all("duckdb", None, known, plans) == by_reference
    for outcome in by_reference:
        shared: dict[str, int] = {}
        for (pool, _), row in sorted(outcome.pools.items(), key=lambda item: item[0][1]):
            before = shared.get(pool, 0)
            assert before + row.fed + row.adjusted == row.share * row.holders + row.carried
            shared[pool] = row.carried
