"""Two runs compared in the API: who stands otherwise and why, as far as an account may see."""

from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.database import Database
from graph.reads.runs import run_numbered
from graph.reads.standings import standings
from tests.api.conftest import Clients
from tests.statements import run_test_statement

ADDRESS = "/api/v1/runs/2/changes"


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def test_two_runs_are_compared_to_the_cent(client: TestClient, company: Database):
    told = client.get(ADDRESS, params={"since": 1}).json()
    before, after = (
        {one.member_id: one.earned for one in standings(company, run_numbered(company, number))}
        for number in (1, 2)
    )
    assert (told["run"], told["since"], told["members"]) == (2, 1, len(told["items"]))
    for one in told["items"]:
        member = one["member_id"]
        assert cents(one["earned_after"]) == after[member]
        assert cents(one["difference"]) == after[member] - before.get(member, 0)
        if one["difference"] != "0.00":
            assert one["causes"][0]["reasons"][0]["text"]
    assert {"orders"} <= set(told["facts"])
    assert client.get("/api/v1/runs/1/changes", params={"since": 2}).json() == told


def test_a_manager_is_told_of_the_own_team_and_a_member_of_itself(client_of: Clients, client: TestClient):
    everybody = {one["member_id"] for one in client.get(ADDRESS, params={"since": 1}).json()["items"]}
    manager = client_of(Viewer("a manager of A", Role.MANAGER, "A"))
    told = manager.get(ADDRESS, params={"since": 1}).json()
    assert told["facts"] is None
    shown = {one["member_id"] for one in told["items"]}
    assert shown < everybody
    assert shown <= {"A", "A1", "A2", "A3", "B1", "C1", "C2", "C3"}
    named = {
        str(value)
        for one in told["items"]
        for why in [*one["reasons"], *(why for cause in one["causes"] for why in cause["reasons"])]
        for name, value in why["values"].items()
        if name in {"who", "old", "new"}
    }
    assert not named & {"S", "K", "Q", "U", "X"}
    assert manager.get(ADDRESS, params={"since": 1, "member": "S"}).status_code == 404
    member = client_of(Viewer("a member", Role.MEMBER, "A3"))
    assert {one["member_id"] for one in member.get(ADDRESS, params={"since": 1}).json()["items"]} <= {"A3"}
    assert member.get(ADDRESS, params={"since": 1, "member": "A"}).status_code == 404


@pytest.mark.parametrize(("address", "status"), [(ADDRESS, 422), ("/api/v1/runs/9/changes", 404)])
def test_wrong_runs_are_told(client: TestClient, address: str, status: int):
    answer = client.get(address, params={"since": 2})
    assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)


def test_a_run_that_is_kept_no_longer_is_gone_everywhere_and_stays_on_record(
    client: TestClient, company: Database
):
    run_test_statement(company, "a_run_is_dropped", number=1)
    try:
        for address in (
            "/members",
            "/members/A",
            "/members/A/upline",
            "/members/A/rank",
            "/members/A/legs",
            "/members/A/team",
            "/members/A/volume",
            "/members/A/rewards",
            "/members/A/rewards/entries",
            "/orders/o1/explanation",
            "/metrics/payout",
            "/compliance",
            "/groups",
            "/plan",
        ):
            answer = client.get(f"/api/v1{address}", params={"run": 1})
            assert (address, answer.status_code) == (address, 410)
            assert "the figures of run 1 are kept no longer" in answer.json()["detail"]
        assert client.get(ADDRESS, params={"since": 1}).status_code == 410
        assert client.get("/api/v1/runs/1").json()["kept"] is False
    finally:
        run_test_statement(company, "a_run_is_back", number=1)
    assert client.get("/api/v1/members/A", params={"run": 1}).status_code == 200
