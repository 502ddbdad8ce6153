"""Trees at their limits: chains thousands deep, whatever the order of buying, and very large hubs."""

import pytest

from graph.database import Database
from graph.facts import Facts, Line, Member, Order
from graph.outcome import Outcome
from graph.plan import load_plan
from graph.reference import calculate
from tests.spec.neo4j_engine import neo4j_outcome
from tests.spec.tables import PRICES, moment

JOINED = moment("2026-01-29T00:00")
AS_OF = moment("2026-02-02T00:00")
_SECOND = 1_000_000


def company(sponsors: list[int | None], buyers: list[int]) -> Facts:
    """Members by number with their sponsors; each of `buyers` in turn buys a 699 package, a second apart."""
    members = [
        Member(f"m{number}", None if above is None else f"m{above}", JOINED)
        for number, above in enumerate(sponsors)
    ]
    orders = [
        Order(f"o{place}", f"m{buyer}", JOINED + (place + 1) * _SECOND, PRICES["P699"])
        for place, buyer in enumerate(buyers)
    ]
    lines = [Line(order.id, 1, "P699", 1, order.amount) for order in orders]
    return Facts(members=tuple(members), orders=tuple(orders), lines=tuple(lines))


def both(database: Database, facts: Facts) -> tuple[Outcome, Outcome]:
    plans = [load_plan("chain_699")]
    return neo4j_outcome(database, facts, plans, AS_OF), calculate(facts, plans, AS_OF)


@pytest.mark.parametrize("depth", [600, pytest.param(3_000, marks=pytest.mark.full)])
@pytest.mark.parametrize("first", ["the root", "the deepest"])
def test_a_deep_chain_is_calculated_whoever_buys_first(database: Database, first: str, depth: int) -> None:
    chain: list[int | None] = [None, *range(depth - 1)]
    down = list(range(depth))
    found, expected = both(database, company(chain, down if first == "the root" else down[::-1]))
    assert found == expected
    assert found.standings["m0"].team_size == depth - 1


def test_a_visitor_in_between_is_passed_over_at_any_depth(database: Database) -> None:
    # m0 buys, then nobody down to m299, then its two recruits: m0 owns their teams, over 299 visitors.
    chain: list[int | None] = [None, *range(299), 299, 299]
    found, expected = both(database, company(chain, [0, 300, 301]))
    assert found == expected


@pytest.mark.full
def test_a_hub_of_100_000_recruits_is_one_sponsor(database: Database) -> None:
    recruits = 100_000
    hub: list[int | None] = [None, *([0] * recruits)]
    found, expected = both(database, company(hub, list(range(0, recruits, 50))))
    assert found == expected
    assert found.standings["m0"].direct_recruits == recruits
