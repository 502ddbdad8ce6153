"""Entries in words: of a kind that they match, of a generation, of a month or a group, of a pool."""

import json

import pytest

from dashboard.shared.entries import entry_name, why_of
from dashboard.shared.explanations import own_report
from dashboard.shared.order_explained import step_name
from dashboard.words import spoken_in
from graph.access import Role, Viewer
from graph.access.viewer import seen_by
from graph.explain.member import Entry
from graph.explain.model import Kind, Payment
from graph.plan import load_plan

PLAN = load_plan("chain_699")
KINDS = [
    ("peer", "direct", "peer match · direct referral", "matches direct referral"),
    ("level", "2", "level · 2", "generation 2"),
]


def entry(kind: str, source: str = "", order_id: str = "", pool: str = "") -> Entry:
    return Entry("key", 1, kind, source, 100, "2026-01-31", order_id, pool)


@pytest.mark.parametrize(("kind", "source", "words", "beside"), KINDS)
def test_a_reward_of_an_order_says_what_it_matches_or_of_which_generation_it_is(
    kind: str, source: str, words: str, beside: str
) -> None:
    with spoken_in("en"), seen_by(Viewer("m1", Role.MEMBER, "m1")):
        assert entry_name(entry(kind, source, "o1"), PLAN) == words
        assert step_name(PLAN, "paid", f"{kind} {source}") == words
        paid = Payment(source, "m1", 1, 100, (), ())
        of_order = Kind(kind, "R0", 100, (), (paid,), (), 100, 0, (), (), ())
        told = json.dumps(own_report([(of_order, [paid])], {}, PLAN).to_plotly_json(), default=vars)
        assert beside in told


@pytest.mark.parametrize(
    ("posted", "words", "asks"),
    [
        (entry("direct", order_id="o1"), "direct referral", "order:o1"),
        (entry("bracket", "2026-01"), "bracket · 2026-01", "total:bracket:2026-01"),
        (entry("pool", pool="city"), "pool · city", "pool:city:2026-01-31"),
        (entry("adjustment"), "adjustment", ""),
    ],
)
def test_each_reward_leads_to_why(posted: Entry, words: str, asks: str) -> None:
    with spoken_in("en"):
        assert entry_name(posted, PLAN) == words
        assert why_of(posted)[0] == asks
