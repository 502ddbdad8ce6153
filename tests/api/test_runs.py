"""Runs and the plan: what is published, and by what it was paid."""

import pytest
from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.plan import load_plan, to_data
from tests.api.conftest import Clients


def test_runs_are_listed_newest_first(client: TestClient):
    told = client.get("/api/v1/runs").json()

    assert (told["run"], told["as_of"], told["next"]) == (2, "2026-02-03T00:00:00+08:00", None)
    assert [one["number"] for one in told["items"]] == [2, 1]


def test_a_run_tells_its_times_plans_entries_and_checks(client: TestClient):
    told = client.get("/api/v1/runs/1").json()

    assert told["as_of"] == "2026-02-01T00:00:00+08:00"
    assert told["started"] <= told["finished"]
    assert told["plans"] == ["chain_699"]
    assert told["entries"] > 0
    assert {one["name"] for one in told["checks"] if one["passed"]} >= {"conservation", "pools"}


def test_the_plan_is_given_as_data_with_its_hash(client: TestClient):
    plan = load_plan("chain_699")

    told = client.get("/api/v1/plan").json()

    assert (told["hash"], told["plan"], told["run"]) == (plan.hash, to_data(plan), 2)
    assert told["plans"] == [{"name": "chain_699", "hash": plan.hash, "valid_from": None}]


def test_an_older_run_is_answered_as_itself(client: TestClient):
    told = client.get("/api/v1/plan", params={"run": 1}).json()

    assert (told["run"], told["as_of"]) == (1, "2026-02-01T00:00:00+08:00")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.MEMBER])
def test_what_tells_of_the_whole_company_is_not_for_managers_and_members(client_of: Clients, role: Role):
    client = client_of(Viewer(f"a {role}", role, "A"))

    for told in (client.get("/api/v1/runs/2").json(), *client.get("/api/v1/runs").json()["items"]):
        assert (told["entries"], told["seconds"]) == (None, None)
        assert all(one["found"] == [] for one in told["checks"])
        assert {one["name"] for one in told["checks"] if one["passed"]} >= {"volumes", "earned"}


def test_an_analyst_reads_what_the_checks_found(client_of: Clients):
    told = client_of(Viewer("an analyst", Role.ANALYST)).get("/api/v1/runs/2").json()

    assert told["entries"] > 0
    (found,) = next(one["found"] for one in told["checks"] if one["name"] == "volumes")
    assert (found["id"], set(found["values"])) == ("check_volumes", {"bought", "personal", "of_roots"})
    assert "minor units" in found["text"]
