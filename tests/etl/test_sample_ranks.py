"""Every rank of the chain plan is held in the sample company, by the reference calculation."""

from collections import Counter
from datetime import datetime

import polars as pl
import pytest

from etl.sample import company, sample_as_of
from graph.clock import to_micros
from graph.facts import Correction, Facts, Line, Member, Opening, Order, Refund
from graph.money import to_minor
from graph.plan import load_plan
from graph.reference.company import company_as_of
from graph.reference.ranks import State, opening_state, promote_after, record_first_package


def micros(text: str) -> int:
    return to_micros(datetime.fromisoformat(text))


@pytest.fixture(scope="module")
def state() -> State:
    """The sample's members and package orders; retail orders bring nobody a rank."""
    clean = company().clean
    packages = {
        "order_id": clean["order_lines"].filter(pl.col("product_id").str.contains("^P\\d+$"))["order_id"]
    }
    only = pl.DataFrame(packages)
    tables = {
        name: clean[name].join(only, on="order_id", how="semi").rows()
        for name in ("orders", "order_lines", "refunds")
    }
    facts = Facts(
        members=tuple(Member(row[0], row[1], micros(row[2])) for row in clean["members"].rows()),
        orders=tuple(Order(row[0], row[1], micros(row[2]), to_minor(row[3])) for row in tables["orders"]),
        lines=tuple(
            Line(row[0], int(row[1]), row[2], int(row[3]), to_minor(row[4])) for row in tables["order_lines"]
        ),
        refunds=tuple(Refund(row[0], row[1], micros(row[2]), to_minor(row[3])) for row in tables["refunds"]),
        corrections=tuple(
            Correction(row[0], row[1], micros(row[2])) for row in clean["sponsor_corrections"].rows()
        ),
        openings=tuple(Opening(row[0], int(row[1]), row[2]) for row in clean["opening_standings"].rows()),
    )
    plan = load_plan("chain_699")
    judged = company_as_of(facts, [plan], micros(sample_as_of()))
    reached = opening_state(judged, plan)
    for sale in judged.sales:
        record_first_package(sale, reached, judged, plan)
        promote_after(sale, reached, judged, plan)
    return reached


def test_every_rank_is_held_and_districts_cities_and_provinces_through_orders(state):
    held = Counter(state.rank.values())
    assert set(held) == {0, 1, 2, 3, 4, 5}
    by_order = Counter(rank for member, rank in state.rank.items() if any(state.people[member].since[-1:]))
    assert by_order[3] >= 20
    assert by_order[4] >= 3
    assert by_order[5] >= 1


def test_the_tree_is_at_least_twelve_levels_deep():
    sponsor = dict(company().clean["members"].select("member_id", "sponsor_id").rows())
    depth: dict[str, int] = {}
    for member, above in sponsor.items():  # sponsors come before those they brought
        depth[member] = depth[above] + 1 if above else 0
    assert max(depth.values()) >= 12
