"""Figures are functions of their tables: what they show, without a browser."""

import pandas as pd

from dashboard.figures import overview, runs
from dashboard.figures.style import (
    KINDS,
    RANK_LOOKS,
    kind_colour,
    month_axis,
    rank_colour,
    rank_icon,
    rank_look,
    rank_name,
    wordy_figure,
)
from dashboard.words import spoken_in
from graph.plan.loading import load_plan

PLAN = load_plan("chain_699")
JANUARY = 2026 * 12


def test_every_rank_has_a_colour_and_an_icon_of_its_own() -> None:
    numbers = range(len(PLAN.ranks))
    assert len({rank_colour(PLAN, number) for number in numbers}) == len(PLAN.ranks)
    assert len({rank_icon(PLAN, number) for number in numbers}) == len(PLAN.ranks)


def test_the_highest_rank_of_a_plan_looks_like_one_however_many_there_are() -> None:
    for count in (2, 3, 9):
        plan = PLAN.model_copy(update={"ranks": PLAN.ranks[:2] + PLAN.ranks[-1:] * (count - 2)})
        looks = [rank_look(plan, number) for number in range(count)]
        assert looks == sorted(looks)
        assert (looks[0], looks[-1]) == (0, len(RANK_LOOKS) - 1)
        assert len(set(looks)) == min(count, len(RANK_LOOKS))


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
        drawn = overview.months(found)
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
        drawn = runs.stages(pd.DataFrame({"stage": ["volumes", "rewards"], "seconds": [2.5, 0.25]}))
    assert list(drawn.data[0].y) == ["奖励", "业绩"]
    assert list(drawn.data[0].text) == ["0.25 s", "2.50 s"]


def test_what_a_run_took_back_stands_below_the_axis() -> None:
    drawn = runs.postings(
        pd.DataFrame({"kind": ["direct"], "entries": [3], "added": [400_00], "taken": [-200_00]})
    )
    assert [list(trace.y) for trace in drawn.data] == [[400], [-200]]


def test_a_figure_without_data_says_why() -> None:
    assert wordy_figure("nothing yet").layout.annotations[0].text == "nothing yet"


def test_no_figure_needs_a_script_that_the_policy_stops() -> None:
    found = pd.DataFrame({"month": range(JANUARY, JANUARY + 2000), "revenue": 1, "direct": 1})
    assert {trace.type for trace in overview.months(found).data} == {"bar", "scatter"}
