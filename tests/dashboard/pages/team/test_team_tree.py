"""The drawn tree: who is in it, where, and how many are not; without a browser or a database."""

from typing import Any

import pandas as pd
import pytest

from dashboard.pages.team import figures
from dashboard.pages.team.drawing import cut, elements
from dashboard.pages.team.legs import legs_filter
from dashboard.pages.team.look import stylesheet
from dashboard.pages.team.page import parse_opened
from dashboard.pages.team.panel import breadcrumb
from dashboard.pages.team.tree import LEVEL, MOST, ROW, STEP, Branch, branches, grow
from dashboard.shared import icon_image
from dashboard.shared.addresses import member_address
from dashboard.shared.figures.ranks import ICONS, rank_colour, rank_icon
from dashboard.words import spoken_in
from graph.plan.loading import load_plan
from graph.reads.team import Sort
from graph.reads.tree import MonthSort, Node

PLAN = load_plan("chain_699")


def node(name: str, recruits: int = 0, group: int = 100, rank: int = 0) -> Node:
    return Node(name, "", rank, recruits, recruits, group, group, before=0, own=0, last_order=0)


def wide(parent: str, recruits: int, below: int = 0) -> list[Node]:
    return [node(f"{parent}.{number}", below) for number in range(recruits)]


def company(each: int, opened: dict[str, int]) -> Branch:
    """A tree in which everybody has `each` recruits."""
    found = {name: wide(name, min(each, MOST), each) for name in opened}
    return grow(node("r", each), opened, found)


def hidden(top: Branch) -> dict[str, int]:
    return {one.node.member_id: one.more for one in branches(top) if one.more}


def drawn_elements(top: Branch) -> list[dict[str, Any]]:
    """What is drawn of a tree without the signs that open and close: they lie on the edges."""
    return [one for one in elements(top, PLAN) if "sign" not in one["data"]]


def boxes(top: Branch) -> list[tuple[float, float]]:
    return [(one["position"]["x"], one["position"]["y"]) for one in drawn_elements(top) if "position" in one]


def test_a_team_of_one_is_one_node() -> None:
    top = grow(node("r"), {"r": 1}, {"r": []})
    assert [one["data"]["id"] for one in elements(top, PLAN)] == ["m:r"]


def test_more_recruits_than_a_step_end_in_a_node_that_counts_the_others() -> None:
    assert hidden(company(40, {"r": 1})) == {"r": 40 - STEP}
    assert hidden(company(40, {"r": 2})) == {"r": 40 - 2 * STEP}
    assert hidden(company(40, {"r": 3})) == {}
    assert hidden(company(STEP, {"r": 1})) == {}


@pytest.mark.parametrize("each", [1, 2, 7, 40, 1000, 1_000_000])
def test_at_most_300_nodes_are_drawn_whatever_is_opened(each: int) -> None:
    opened = {"r": 30} | {f"r.{number}": 30 for number in range(60)} | {"r.0.0": 9}
    top = company(each, opened)
    drawn = [one["data"] for one in drawn_elements(top) if "source" not in one["data"]]
    assert len(drawn) <= MOST
    assert len({one["id"] for one in drawn}) == len(drawn)
    for one in branches(top):
        if one.opened:
            assert len(one.children) + one.more == one.node.recruits


@pytest.mark.parametrize("each", [1, 3, 16, 500])
def test_nothing_overlaps(each: int) -> None:
    opened = {"r": 2, "r.0": 1, "r.1": 2, "r.0.0": 1, "r.2": 1, "r.2.1": 1}
    places = boxes(company(each, opened))
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[number + 1 :]:
            assert abs(x - other_x) >= LEVEL or abs(y - other_y) >= ROW


def test_children_stand_right_of_their_parent_and_the_parent_in_their_middle() -> None:
    top = company(3, {"r": 1, "r.1": 1})
    assert [child.x for child in top.children] == [LEVEL] * 3
    assert top.y == (top.children[0].y + top.children[-1].y) / 2


def test_who_cannot_be_reached_from_the_root_is_not_drawn() -> None:
    found = {"r": wide("r", 2), "stranger": wide("stranger", 2)}
    top = grow(node("r", 2), {"r": 1, "stranger": 1}, found)
    assert [one.node.member_id for one in branches(top)] == ["r", "r.0", "r.1"]


def test_a_long_chain_is_drawn_to_its_end() -> None:
    names = ["r" + ".0" * number for number in range(MOST + 5)]
    found = {name: wide(name, 1, 1) for name in names}
    top = grow(node("r", 1), dict.fromkeys(names, 1), found)
    assert len(drawn_elements(top)) == 2 * MOST - 1


def test_nodes_say_rank_and_volume_by_size_colour_and_words() -> None:
    found = {"r": [node("a", 2, 400, 3), node("b", 0, 100, 0)]}
    with spoken_in("en"):
        drawn = {
            one["data"]["id"]: one["data"] for one in elements(grow(node("r", 2), {"r": 1}, found), PLAN)
        }
    assert drawn["m:a"]["size"] > drawn["m:b"]["size"]
    assert (drawn["sign:a"]["sign"], drawn["sign:a"]["up"]) == ("+", "m:a")
    assert "sign:b" not in drawn
    assert "district" in drawn["m:a"]["told"]
    assert drawn["m:a"]["colour"] == rank_colour(PLAN, 3)
    assert drawn["m:a"]["icon"] == rank_icon(PLAN, 3)
    styles = {one["selector"]: one["style"] for one in stylesheet()}
    for name in ICONS:
        assert styles[f"node[icon = '{name}']"]["background-color"] == "data(colour)"
        assert styles[f"node[icon = '{name}']"]["background-image"] == icon_image(name, "#fff")
        assert " " not in icon_image(name, "#fff")


def test_labels_are_cut_by_their_width() -> None:
    assert cut("a" * 24) == "a" * 24
    assert cut("a" * 25) == "a" * 24 + "…"
    assert cut("王" * 13) == "王" * 12 + "…"


def test_what_is_opened_is_read_from_the_address_whatever_it_says() -> None:
    assert parse_opened("M1,M2:3,a%2Cb,%3A:2") == {"M1": 1, "M2": 3, "a,b": 1, ":": 2}
    assert parse_opened("M1:x,M2:-1,M3:999,,") == {"M1": 1, "M2": 1, "M3": 1}
    assert parse_opened(None) == {}
    assert parse_opened(["M1"]) != {"M1": 1}
    assert len(parse_opened(",".join(f"M{number}" for number in range(5000)))) == 100


def test_sorts_and_filters_are_read_from_what_a_browser_says() -> None:
    assert legs_filter(PLAN, {"sort": "member_id", "order": "asc"}, 0).sort is Sort.MEMBER_ID
    assert legs_filter(PLAN, {"sort": "x) DETACH DELETE", "order": {}}, 0).sort is Sort.GROUP_VOLUME
    with spoken_in("en"):
        assert legs_filter(PLAN, {"rank": "PART"}, 0).ranks == (2,)
        assert legs_filter(PLAN, {"rank": "nobody"}, 0).ranks == ()
    assert legs_filter(PLAN, {}, 0).ranks is None
    assert legs_filter(PLAN, {"sort": "month_change"}, 24312).sort is MonthSort.MONTH_CHANGE
    assert legs_filter(PLAN, {}, 24312).month == 24312


def test_addresses_hold_any_id() -> None:
    assert (
        member_address("a&b=c/王", why="order:1")
        == "/dashboard/team?member=a%26b%3Dc%2F%E7%8E%8B&why=order%3A1"
    )


def test_a_long_upline_is_shown_with_its_ends() -> None:
    shown = breadcrumb([(f"M{number}", "") for number in range(50)]).children
    assert len(shown.children) == 7
    assert shown.children[1].children.title == "44 left out"


def test_volumes_by_leg_are_an_icicle_whose_parts_are_in_it() -> None:
    columns = ["id", "parent", "member_id", "name", "rank", "volume", "kind"]
    rows = [
        ("m", "", "r", "", 1, 300, "member"),
        ("m/a", "m", "a", "Ann", 2, 200, "member"),
        ("m//own", "m", "", "", 0, 40, "own"),
        ("m//others", "m", "", "7", 0, 60, "others"),
    ]
    with spoken_in("en"):
        drawn = figures.legs(pd.DataFrame(rows, columns=columns), PLAN).data[0]
    assert list(drawn.labels) == ["r", "Ann", "personal", "7 others"]
    assert list(drawn.values) == [3, 2, 0.4, 0.6]
    assert drawn.branchvalues == "total"


def test_volumes_by_month_are_stacked() -> None:
    found = pd.DataFrame(
        {"month": ["2026-01", "2026-02"], "personal": [100, -50], "team": [200, 0], "over": [True, False]}
    )
    drawn = figures.volumes(found)
    assert [list(trace.y) for trace in drawn.data] == [[2, 0], [1, -0.5]]
    assert list(drawn.data[0].x) == ["2026-01-01", "2026-02-01"]
    assert list(drawn.data[0].marker.pattern.shape) == ["", "/"]
