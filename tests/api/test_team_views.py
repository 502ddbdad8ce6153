"""The saved views of a team by API: whom they have, what is to be done, page by page, and for whom."""

import pytest

from graph.access import Role, Viewer
from tests.api.conftest import Clients, TestClient
from tests.api.test_members import MANAGER, ids, read

MEMBER = Viewer("member", Role.MEMBER, "A1")


def test_who_is_one_step_away_is_told_what_to_do(client: TestClient) -> None:
    answer = read(client, "/S/team", view="near")
    assert ids(answer) == ["A", "X", "A1", "Y"]
    assert answer["view"]["total"] == 4
    assert answer["view"]["month"] == "2026-01"
    texts = [one["in_view"]["task"]["text"] for one in answer["items"]]
    assert texts == ["buy 1 p999 (999.00)", *["sponsor one more member or higher"] * 3]
    assert answer["items"][0]["level"] == 4


def test_who_stopped_bought_in_the_month_before_and_not_since(client: TestClient) -> None:
    answer = read(client, "/A/team", view="stopped", month="2026-02")
    assert set(ids(answer)) == {"A1", "A2", "A3", "B1", "C2"}
    first = answer["items"][0]["in_view"]
    assert answer["items"][0]["member_id"] == "A1"
    assert (first["this_month"], first["month_before"]) == ("0.00", "1398.00")
    assert first["last_order_at"].startswith("2026-01-")
    assert "1398.00" in first["task"]["text"]
    assert answer["view"]["month_before"] == "4314.50"


def test_who_falls_behind_comes_with_the_leg_that_fell_most(client: TestClient) -> None:
    answer = read(client, "/S/team", view="behind", month="2026-02", limit=1)
    assert ids(answer) == ["K"]
    assert answer["items"][0]["in_view"]["nearest"]["member_id"] == "Q"
    following = read(client, "/S/team", view="behind", month="2026-02", limit=1, cursor=answer["next"])
    assert ids(following) == ["Q"]


@pytest.mark.parametrize("view", ["behind", "stopped", "near"])
def test_a_view_of_another_team_is_not_there(client_of: Clients, view: str) -> None:
    assert set(ids(read(client_of(MANAGER), "/A/team", view=view))) <= {"A1", "A3"}
    assert read(client_of(MANAGER), "/S/team", 404, view=view)["status"] == 404
    assert read(client_of(MEMBER), "/A1/team", 404, view=view)["status"] == 404


def test_a_view_that_is_none_is_refused(client: TestClient) -> None:
    read(client, "/S/team", 422, view="sleeping")
    read(client, "/S/team", 422, view="near", month="2026-13")


def test_a_condition_says_what_to_do_until_it_is_met(client: TestClient) -> None:
    conditions = read(client, "/A/rank")["next"]["conditions"]
    assert [one["task"] and one["task"]["id"] for one in conditions] == [None, "task_package", None]
