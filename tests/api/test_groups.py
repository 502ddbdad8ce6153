"""Buying groups in the API: newest first, in the scope of the account, and why their orders wait."""

from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from tests.api.conftest import Clients


def test_groups_are_listed_newest_first_with_where_they_stand(client: TestClient):
    told = client.get("/api/v1/groups").json()

    assert (told["run"], told["currency"], told["min_buyers"], told["next"]) == (2, "CNY", 2, None)
    assert [(one["group_id"], one["state"]) for one in told["items"]] == [("H", "open"), ("G", "failed")]
    assert told["items"][1] == {
        "group_id": "G",
        "leader_id": "A",
        "leader_name": "王小明",
        "opens": "2026-01-10T10:00:00+08:00",
        "closes": "2026-01-11T10:00:00+08:00",
        "state": "failed",
        "success": None,
        "buyers": 1,
        "orders": 0,
        "net": "0.00",
    }


def test_an_older_run_has_the_groups_that_had_opened(client: TestClient):
    told = client.get("/api/v1/groups", params={"run": 1}).json()
    assert [one["group_id"] for one in told["items"]] == ["G"]


def test_groups_come_in_pages(client: TestClient):
    first = client.get("/api/v1/groups", params={"limit": 1}).json()
    second = client.get("/api/v1/groups", params={"limit": 1, "cursor": first["next"]}).json()

    pages = [[one["group_id"] for one in page["items"]] for page in (first, second)]
    assert (pages, second["next"]) == ([["H"], ["G"]], None)


def test_a_manager_sees_groups_of_the_own_team_and_a_member_those_it_leads(client_of: Clients):
    seen = {}
    for role, member in ((Role.MANAGER, "U"), (Role.MEMBER, "X"), (Role.MEMBER, "A1"), (Role.ANALYST, "")):
        client = client_of(Viewer(f"groups of {member} {role}", role, member))
        items = client.get("/api/v1/groups").json()["items"]
        seen[role, member] = [one["group_id"] for one in items]
    assert seen == {
        (Role.MANAGER, "U"): ["G"],
        (Role.MEMBER, "X"): ["H"],
        (Role.MEMBER, "A1"): [],
        (Role.ANALYST, ""): ["H", "G"],
    }


def test_an_order_that_waits_for_its_group_is_explained(client_of: Clients):
    told = client_of(Viewer("the buyer", Role.MEMBER, "X")).get("/api/v1/orders/h1/explanation").json()

    assert told["order"]["waits"]
    assert told["order"]["group"] == {
        "id": "H",
        "opens": "2026-02-02T10:00:00+08:00",
        "closes": "2026-02-09T10:00:00+08:00",
        "buyers": 1,
        "min_buyers": 2,
    }
    assert [note["id"] for note in told["notes"]] == ["group_waits"]
    assert "1 of 2 distinct buyers" in told["notes"][0]["text"]
