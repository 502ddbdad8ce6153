"""Runs and the plan: what is published, and by what it was paid."""

from fastapi.testclient import TestClient

from graph.plan import load_plan, to_data


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
