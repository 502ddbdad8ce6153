"""Figures are functions of their tables: what they show, without a browser."""

import pandas as pd
import pytest

from dashboard.pages.lab import figures as lab
from dashboard.pages.overview import figures as overview
from dashboard.pages.runs import figures as runs
from dashboard.pages.team.drawing import elements
from dashboard.pages.team.legs import legs_filter
from dashboard.pages.team.tree import grow
from dashboard.shared import rank_badge
from dashboard.shared.figures import revenue
from dashboard.shared.figures.ranks import rank_colour, rank_icon, rank_name
from dashboard.shared.figures.style import KINDS, kind_colour, month_axis, wordy_figure
from dashboard.words import spoken_in
from graph.plan.loading import load_plan, parse_plan
from graph.plan.model import Plan
from graph.reads.tree import Node
from graph.simulation import RankGroup

PLAN = load_plan("chain_699")
JANUARY = 2026 * 12
THREE = parse_plan(
    """
name: three
currency: CNY
time_zone: Asia/Shanghai
packages:
  starter: {product_id: P-1, price: 100.00}
ranks:
  - id: guest
    conditions: [{kind: registered}]
  - id: silver_seller
    source: 银牌 = 代理
    conditions: [{kind: package, package: starter}]
  - id: gold_seller
    conditions: [{kind: rank, rank: silver_seller}, {kind: direct, count: 2, rank: silver_seller}]
team: {owner_rank: gold_seller}
rewards:
  - {kind: direct, package: starter, amount: 20.00, payee_rank: silver_seller}
""",
    "three.yaml",
)
"""A plan of three ranks, none of which is named as those of the chain plan."""


def looks(plan: Plan) -> list[tuple[str, str]]:
    """Return colour and icon of each rank."""
    return [(rank_colour(plan, number), rank_icon(plan, number)) for number in range(len(plan.ranks))]


def plan_of(ranks: int) -> Plan:
    """Return a plan with so many ranks."""
    return PLAN.model_copy(update={"ranks": (PLAN.ranks * ranks)[:ranks]})


@pytest.mark.parametrize("ranks", range(2, 7))
def test_every_rank_has_a_colour_and_an_icon_of_its_own(ranks: int) -> None:
    colours, icons = zip(*looks(plan_of(ranks)), strict=True)
    assert len(set(colours)) == len(set(icons)) == ranks
    assert (icons[0], icons[-1]) == ("user", "crown")


@pytest.mark.parametrize("ranks", [7, 12, 41])
def test_no_two_of_many_ranks_look_alike(ranks: int) -> None:
    assert len(set(looks(plan_of(ranks)))) == ranks


def test_a_plan_of_three_ranks_of_other_names_is_shown_with_them() -> None:
    drawn = overview.ranks(pd.DataFrame({"rank": [0, 1, 2], "members": [9, 5, 1]}), THREE).data[0]
    assert list(drawn.y) == ["guest", "silver seller", "gold seller"]
    assert list(drawn.marker.color) == [colour for colour, _icon in looks(THREE)]
    with spoken_in("zh"):
        assert [rank_name(THREE, number) for number in range(3)] == ["guest", "银牌", "gold_seller"]
    badge = rank_badge(THREE, 2)
    assert badge.children[0].className == "icon icon-crown"
    assert badge.children[2] == "gold seller"
    top = grow(
        Node("a", "", 2, 1, 1, 10, 10, 0, 0, 0), {"a": 1}, {"a": [Node("b", "", 1, 0, 0, 10, 10, 0, 0, 0)]}
    )
    nodes = [one["data"] for one in elements(top, THREE) if "icon" in one["data"]]
    assert [(one["colour"], one["icon"]) for one in nodes] == [looks(THREE)[2], looks(THREE)[1]]
    assert legs_filter(THREE, {"rank": "seller"}, 0).ranks == (1, 2)


def test_ranks_are_named_as_the_source_names_them() -> None:
    with spoken_in("zh"):
        assert rank_name(PLAN, 0) == "访客"
        assert rank_name(PLAN, 2) == "批发商"
    with spoken_in("en"):
        assert rank_name(PLAN, 2) == "partner"


def test_every_kind_of_reward_has_a_colour_of_its_own() -> None:
    assert len({kind_colour(kind) for kind in KINDS}) == len(KINDS)


def test_members_by_rank_are_bars_with_their_counts() -> None:
    drawn = overview.ranks(pd.DataFrame({"rank": [0, 1], "members": [3000, 12]}), PLAN)
    bar = drawn.data[0]
    assert list(bar.x) == [3000, 12]
    assert list(bar.y) == ["visitor", "member"]
    assert list(bar.text) == ["3,000", "12"]
    assert list(bar.marker.color) == [rank_colour(PLAN, 0), rank_colour(PLAN, 1)]


def test_months_stack_rewards_by_kind_below_the_line_of_revenue() -> None:
    found = pd.DataFrame(
        {
            "month": [JANUARY - 1, JANUARY],
            "revenue": [100_00, 0],
            "pool": [1_00, 2_00],
            "direct": [5_00, -3_00],
        }
    )
    with spoken_in("zh"):
        drawn = revenue.months(found)
    assert [trace.name for trace in drawn.data] == ["直推奖", "奖金池", "营收"]
    assert list(drawn.data[0].x) == ["2025-12-01", "2026-01-01"]
    assert list(drawn.data[0].y) == [5, -3]
    assert list(drawn.data[2].y) == [100, 0]
    assert drawn.layout.barmode == "relative"


def test_months_are_written_in_the_readers_language() -> None:
    with spoken_in("zh"):
        assert "月" in month_axis()["tickformat"]
    with spoken_in("en"):
        assert "月" not in month_axis()["tickformat"]


def test_the_first_stage_of_a_run_is_on_top_in_the_readers_words() -> None:
    with spoken_in("zh"):
        drawn = runs.stages(
            pd.DataFrame(
                {
                    "stage": ["volumes", "rewards"],
                    "seconds": [2.5, 0.25],
                    "before": [None, 0.5],
                    "median": [None, None],
                }
            )
        )
    assert list(drawn.data[0].y) == ["奖励", "业绩"]
    assert list(drawn.data[0].text) == ["0.25 s", "2.50 s"]


def test_what_a_run_took_back_stands_below_the_axis() -> None:
    drawn = runs.postings(
        pd.DataFrame({"kind": ["direct"], "entries": [3], "added": [400_00], "taken": [-200_00]})
    )
    assert [list(trace.y) for trace in drawn.data] == [[400], [-200]]


def test_a_figure_without_data_says_why() -> None:
    assert wordy_figure("nothing yet").layout.annotations[0].text == "nothing yet"


def test_a_tried_plan_that_moves_no_cent_draws_no_axis_of_halves() -> None:
    same = RankGroup(rank=1, members=3, before=900, after=900, more=0, less=0, gained=0, lost=0)
    drawn = lab.ranks((same,), PLAN)
    assert not drawn.data
    assert drawn.layout.annotations[0].text == "No member would earn otherwise."


def test_no_figure_needs_a_script_that_the_policy_stops() -> None:
    found = pd.DataFrame({"month": range(JANUARY, JANUARY + 2000), "revenue": 1, "direct": 1})
    assert {trace.type for trace in revenue.months(found).data} == {"bar", "scatter"}
