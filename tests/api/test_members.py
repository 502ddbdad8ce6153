"""The members' addresses: what each says of a small company, and to whom."""

import json
from typing import Any

import pytest

from graph.access import Role, Viewer
from tests.api.conftest import Clients, TestClient

MANAGER = Viewer("manager", Role.MANAGER, "A")
MEMBER = Viewer("member", Role.MEMBER, "A1")
UNDER = ("", "/volume", "/upline", "/rewards", "/rewards/entries", "/rank")
TEAM = ("/legs", "/team")


def read(client: TestClient, address: str, status: int = 200, **query: object) -> dict[str, Any]:
    answer = client.get(f"/api/v1/members{address}", params=query)
    assert answer.status_code == status, answer.text
    return answer.json()


def ids(answer: dict[str, Any]) -> list[str]:
    return [one["member_id"] for one in answer["items"]]


def test_a_member_has_the_columns_of_the_standings_and_its_name_rank_and_sponsor(client: TestClient):
    found = read(client, "/A")
    assert found["run"] == 2
    assert found["as_of"] == "2026-02-03T00:00:00+08:00"
    assert found["currency"] == "CNY"
    assert found["name"] == "王小明"
    assert found["rank"] == {"number": 2, "id": "partner", "name": found["rank"]["name"]}
    assert (found["sponsor_id"], found["sponsor_name"], found["depth"]) == ("U", "member U", 4)
    assert (found["direct_recruits"], found["team_size"], found["team_owner_id"]) == (3, 7, "U")
    assert found["personal_volume"] == "699.00"


def test_an_older_run_is_read_whole(client: TestClient):
    assert read(client, "/C1", run=1)["personal_volume"] == "699.00"
    assert read(client, "/C1", run=2)["personal_volume"] == "1398.00"
    days: dict[str, Any] = {"from": "2026-01-02", "to": "2026-02-20"}
    assert read(client, "/C1/volume", run=1, **days)["run"] == 1


def test_the_volume_of_all_time_has_its_months_and_legs(client: TestClient):
    found = read(client, "/A3/volume")
    assert (found["personal_volume"], found["team_volume"], found["group_volume"]) == (
        "819.50",
        "2097.00",
        "2916.50",
    )
    assert [(one["month"], one["group_volume"]) for one in found["months"]] == [
        ("2026-01", "2217.50"),
        ("2026-02", "699.00"),
    ]
    assert found["legs"]["count"] == 3
    assert [(one["member_id"], one["group_volume"]) for one in found["legs"]["items"]] == [
        ("C1", "1398.00"),
        ("C2", "699.00"),
        ("C3", "0.00"),
    ]


def test_the_legs_of_a_volume_go_on_by_cursor(client: TestClient):
    some_days = {"from": "2026-01-01", "to": "2026-02-03"}
    periods: tuple[dict[str, Any], ...] = ({}, {"month": "2026-01"}, some_days)
    for period in periods:
        found, cursor = [], ""
        while True:
            answer = read(client, "/A3/volume", limit=1, cursor=cursor, **period)
            found += answer["legs"]["items"]
            cursor = answer["legs"]["next"]
            if cursor is None:
                break
        assert found == read(client, "/A3/volume", **period)["legs"]["items"]


@pytest.mark.parametrize(
    "query",
    [
        {"month": "2026-13"},
        {"month": "0000-01"},
        {"month": "9999-12"},
        {"from": "2026-01-01"},
        {"to": "2026-01-01"},
        {"from": "2026-01-02", "to": "2026-01-02"},
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "yesterday", "to": "today"},
        {"month": "2026-01", "from": "2026-01-01", "to": "2026-01-02"},
        {"cursor": "AAAA"},
        {"limit": 0},
    ],
)
def test_a_period_or_page_that_is_none_is_a_problem_with_what_to_do(
    client: TestClient, query: dict[str, object]
):
    assert read(client, "/A/volume", 422, **query)["detail"]


def test_the_upline_ends_at_the_root_and_pages(client: TestClient):
    found = read(client, "/B1/upline")
    assert ids(found) == ["A1", "A", "U", "Q", "K", "S"]
    assert [one["level"] for one in found["items"]] == [1, 2, 3, 4, 5, 6]
    first = read(client, "/B1/upline", limit=4)
    rest = read(client, "/B1/upline", limit=4, cursor=first["next"])
    assert ids(first) + ids(rest) == ids(found)
    assert rest["next"] is None


def test_a_team_says_how_far_below_everybody_is(client: TestClient):
    found = read(client, "/A/team")
    assert {one["member_id"]: one["level"] for one in found["items"]} == {
        "A1": 1,
        "A2": 1,
        "A3": 1,
        "B1": 2,
        "C1": 2,
        "C2": 2,
        "C3": 2,
    }


def test_rewards_add_up_over_kinds_and_months(client: TestClient):
    found = read(client, "/A/rewards")
    standing = read(client, "/A")
    assert [found[name] for name in ("earned", "held", "available")] == [
        standing[name] for name in ("earned", "held", "available")
    ]
    for kind in found["kinds"]:
        for name in ("earned", "held"):
            of_months = [float(one[name]) for one in found["months"] if one["kind"] == kind["kind"]]
            assert round(sum(of_months), 2) == float(kind[name])


def test_entries_come_newest_first_and_name_what_they_correct(client: TestClient):
    found = read(client, "/A3/rewards/entries")["items"]
    assert [one["day"] for one in found] == sorted((one["day"] for one in found), reverse=True)
    taken_back = [one for one in found if one["amount"].startswith("-")]
    assert {one["order_id"] for one in taken_back} == {"o9"}
    assert all(one["corrects"] in {other["key"] for other in found} for one in taken_back)
    assert {one["posted_on"] for one in taken_back} == {"2026-02-03"}
    assert {one["kind"] for one in read(client, "/A3/rewards/entries", kind="direct")["items"]} == {"direct"}
    assert read(client, "/A3/rewards/entries", month="2025-12")["items"] == []


def test_a_rank_tells_have_and_need_of_the_next(client: TestClient):
    found = read(client, "/A/rank")
    assert [one["rank"]["number"] for one in found["since"]] == [1, 2]
    assert found["since"][0]["order_id"] == "o1"
    assert found["next"]["rank"]["number"] == 3
    assert {one["kind"]: (one["have"], one["need"], one["met"]) for one in found["next"]["conditions"]} == {
        "rank": (1, 1, True),
        "package": (0, 1, False),
        "legs": (3, 3, True),
    }
    assert read(client, "/S/rank")["next"] is None


@pytest.mark.parametrize("address", ["/nobody" + under for under in (*UNDER, *TEAM)])
def test_who_is_not_there_is_not_found(client: TestClient, address: str):
    assert "no member" in read(client, address, 404)["detail"]


@pytest.mark.parametrize("viewer", [MANAGER, MEMBER], ids=["manager", "member"])
def test_out_of_scope_answers_exactly_as_not_existing(client_of: Clients, viewer: Viewer):
    client = client_of(viewer)
    for under in (*UNDER, *TEAM):
        there, nowhere = read(client, "/X" + under, 404), read(client, "/nobody" + under, 404)
        for answer in (there, nowhere):
            answer.pop("request_id")
        told = json.dumps(there).replace("'X'", "'nobody'").replace("/X", "/nobody")
        assert json.loads(told) == nowhere


def test_a_manager_reads_everybody_below_and_no_ids_above(client_of: Clients):
    client = client_of(MANAGER)
    for under in (*UNDER, *TEAM):
        read(client, "/C1" + under)
    above = read(client, "/C1/upline")["items"]
    assert [one["member_id"] for one in above] == ["A3", "A", None, None, None, None]
    assert [one["name"] for one in above][2:] == ["member U", "member Q", "member K", "Head of all"]
    assert [bool(one["rank"]) for one in above] == [True, True, False, False, False, False]
    own = read(client, "/A")
    assert (own["sponsor_id"], own["team_owner_id"]) == (None, None)
    assert read(client, "/A1")["sponsor_id"] == "A"


def test_a_member_reads_itself_and_the_names_of_its_upline(client_of: Clients):
    client = client_of(MEMBER)
    own = read(client, "/A1")
    assert (own["member_id"], own["sponsor_id"], own["sponsor_name"]) == ("A1", None, "王小明")
    assert {(one["member_id"], one["rank"]) for one in read(client, "/A1/upline")["items"]} == {(None, None)}
    assert read(client, "/A1/volume")["legs"] is None
    conditions = read(client, "/A1/rank")["next"]["conditions"]
    assert conditions
    assert [one for one in conditions if one["details"]] == []
    for under in TEAM:
        read(client, "/A1" + under, 404)
    assert ids(read(client, "")) == ["A1"]
    assert ids(read(client, "", q="A")) == ["A1"]
    assert ids(read(client, "", q="lei")) == ["A1"]
    assert ids(read(client, "", q="王")) == []


def test_a_cursor_of_another_account_is_refused(client: TestClient, client_of: Clients):
    cursor = read(client, "/A/team", limit=2)["next"]
    assert "cursor" in read(client_of(MANAGER), "/A/team", 422, limit=2, cursor=cursor)["detail"]
    assert read(client, "/A/team", limit=2, cursor=cursor)["items"]
