"""The metrics of the API: the rows of the exports, as text; and whose they may be."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.metrics import METRICS
from tests.api.conftest import Clients
from tests.cli.conftest import Ended, Upline, upline

__all__ = ["Ended", "upline"]
MANAGER = Viewer("manager of A", Role.MANAGER, "A")
MEMBER = Viewer("member A", Role.MEMBER, "A")


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize("filters", [{}, {"from": "2026-01-01", "to": "2026-02-01", "team": "A"}])
def test_a_metric_has_the_rows_of_its_export(
    client: TestClient, upline: Upline, name: str, filters: dict[str, str]
):
    options = [part for key, value in filters.items() for part in (f"--{key}", value)]
    exported = list(csv.DictReader(io.StringIO(upline("metrics", name, *options, "--format", "csv").out)))

    answer = client.get(f"/api/v1/metrics/{name}", params=filters)
    told = answer.json()

    assert answer.status_code == 200, told
    items = [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in told["items"]]
    assert items == exported
    assert (told["run"], told["as_of"], told["metric"]) == (2, "2026-02-03T00:00:00+08:00", name)
    assert (told["from"], told["to"]) == (filters.get("from"), filters.get("to"))
    assert ("currency" in told) == (name in {"cac", "payout"})


def test_money_and_rates_are_text_and_an_empty_denominator_is_null(client: TestClient):
    row = client.get("/api/v1/metrics/payout", params={"from": "2026-01-11", "to": "2026-01-12"}).json()
    assert row["items"] == [{"month": "2026-01", "rewards": "0.00", "revenue": "120.50", "ratio": "0.000000"}]
    row = client.get("/api/v1/metrics/payout", params={"from": "2026-01-12", "to": "2026-01-13"}).json()
    assert row["items"] == [{"month": "2026-01", "rewards": "0.00", "revenue": "0.00", "ratio": None}]


def test_the_last_month_says_that_it_is_unfinished(client: TestClient):
    assert client.get("/api/v1/metrics/repurchase").json()["unfinished"] == "2026-02"
    whole = client.get("/api/v1/metrics/repurchase", params={"to": "2026-02-01"}).json()
    assert (whole["unfinished"], whole["items"][-1]["month"]) == (None, "2026-01")


def test_an_older_run_counts_its_own_facts(client: TestClient):
    older = client.get("/api/v1/metrics/repurchase", params={"run": 1}).json()
    assert (older["run"], [row["month"] for row in older["items"]]) == (1, ["2026-01", "2026-02"])
    assert older["items"][-1]["buyers"] == 0


def test_a_manager_reads_the_own_team_and_teams_within_it(client: TestClient, client_of: Clients):
    manager = client_of(MANAGER)
    own = manager.get("/api/v1/metrics/repurchase").json()
    assert own["team"] == "A"
    assert own == client.get("/api/v1/metrics/repurchase", params={"team": "A"}).json()
    inside = manager.get("/api/v1/metrics/repurchase", params={"team": "A3"}).json()
    assert inside["items"][0]["buyers"] == 4  # A3, C1, C2, and the customer of its community; o9 was refunded


@pytest.mark.parametrize("team", ["S", "U", "X", "nobody"])
def test_a_team_out_of_scope_is_as_if_it_did_not_exist(client_of: Clients, team: str):
    answer = client_of(MANAGER).get("/api/v1/metrics/payout", params={"team": team})
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith(f"there is no member {team!r} in run 2")


def test_a_members_account_reads_no_metrics(client_of: Clients):
    assert client_of(MEMBER).get("/api/v1/metrics/payout").status_code == 404
    assert client_of(MEMBER).get("/api/v1/metrics/payout", params={"team": "A"}).status_code == 404


def test_what_cannot_be_understood_is_told(client: TestClient):
    unknown = client.get("/api/v1/metrics/loyalty")
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/problem+json")
    assert "conversion" in unknown.json()["detail"]
    for wrong in ({"from": "soon"}, {"from": "2026-02-01", "to": "2026-01-01"}):
        assert client.get("/api/v1/metrics/payout", params=wrong).status_code == 422


DAYS = ["0001-01-01", "1969-12-31", "2200-01-02", "9999-12-31"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("end", ["from", "to"])
def test_a_day_on_which_nothing_can_be_is_refused(client: TestClient, day: str, end: str):
    for name in METRICS:
        answer = client.get(f"/api/v1/metrics/{name}", params={end: day})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, f"query.{end}")
    days = {"from": "2026-01-01", "to": "2026-02-01", end: day}
    assert client.get("/api/v1/members/A/volume", params=days).status_code == 422
    assert client.get("/api/v1/members/A/volume", params={"month": day[:7]}).status_code in {200, 422}


def test_the_first_and_the_last_day_are_understood(client: TestClient):
    days = {"from": "1970-01-01", "to": "2200-01-01"}
    for name in METRICS:
        assert client.get(f"/api/v1/metrics/{name}", params=days).status_code == 200, name
    assert client.get("/api/v1/members/A/volume", params=days).status_code == 200


def test_a_team_that_is_not_there_has_no_metrics(client: TestClient):
    assert client.get("/api/v1/metrics/payout", params={"team": "nobody"}).status_code == 404
