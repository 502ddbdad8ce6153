"""The compliance panel of the API: the rows of the exports, for who sees the whole company."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.compliance.panel import LISTS
from tests.api.conftest import Clients
from tests.cli.conftest import Ended, Upline, upline

__all__ = ["Ended", "upline"]
ADDRESS = "/api/v1/compliance"


def test_an_analyst_reads_what_the_command_writes(client_of: Clients, upline: Upline):
    answer = client_of(Viewer("analyst", Role.ANALYST)).get(ADDRESS)
    told = answer.json()
    assert answer.status_code == 200, told
    assert (told["run"], told["currency"]) == (2, "CNY")
    assert "no legal advice" in told["note"]
    flags = list(csv.DictReader(io.StringIO(upline("compliance", "--format", "csv").out)))
    assert [one["value"] or "" for one in told["flags"]] == [row["value"] for row in flags]
    assert [one["name"] for one in told["flags"]] == [row["test"] for row in flags]
    assert {one["month"] for one in told["trend"]} == {"2026-01", "2026-02"}
    for name in LISTS:
        exported = list(csv.DictReader(io.StringIO(upline("compliance", name, "--format", "csv").out)))
        assert [one["member_id"] for one in told[name]] == [row["member_id"] for row in exported]
    assert told["roots"][0]["levels"] >= 3


def test_an_older_run_has_its_own_figures(client: TestClient):
    older, newer = (client.get(ADDRESS, params={"run": run}).json() for run in (1, 2))
    assert older["run"] == 1
    assert older["flags"] != newer["flags"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.MEMBER])
def test_who_sees_a_part_of_the_company_is_refused(client_of: Clients, role: Role):
    answer = client_of(Viewer(f"{role} of A", role, "A")).get(ADDRESS)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert "whole company" in answer.json()["detail"]
