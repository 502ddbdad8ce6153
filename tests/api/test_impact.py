"""What-ifs of the API: what the command tells, for who sees the whole company; nothing is written."""

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.database import Database
from graph.service import Service
from tests.api.conftest import Clients
from tests.cli.conftest import Ended, Upline, upline
from tests.statements import run_test_statement

__all__ = ["Ended", "upline"]
ADDRESS = "/api/v1/impact"


def rows(upline: Upline, *arguments: str) -> list[dict[str, str]]:
    ended = upline("impact", *arguments, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ended.out)))


def changes(answer: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    gone: dict[str, Any] = {"earned": "0.00", "rank": {"id": ""}}
    return [
        (
            row["member_id"],
            row["before"]["rank"]["id"],
            (row["after"] or gone)["rank"]["id"],
            (row["after"] or gone)["earned"],
            row["earned_change"],
        )
        for row in answer["changes"]
    ]


@pytest.mark.parametrize(
    ("address", "arguments"),
    [
        ("/leave/A3", ("--leave", "A3")),
        ("/leave/A3?with_team=true", ("--leave", "A3", "--with-team")),
        ("/move/A3?to=U", ("--move", "A3", "--to", "U")),
        ("/move/A3?to=", ("--move", "A3", "--to", "")),
        ("/refund/o2", ("--refund", "o2")),
    ],
)
def test_an_analyst_reads_what_the_command_tells_and_nothing_is_written(
    client_of: Clients, company: Database, upline: Upline, address: str, arguments: tuple[str, ...]
):
    client = client_of(Viewer("analyst", Role.ANALYST))
    before = run_test_statement(company, "all_nodes")
    answer = client.get(f"{ADDRESS}{address}")
    told = answer.json()
    assert answer.status_code == 200, told
    command = rows(upline, *arguments)
    assert changes(told) == [
        (row["member_id"], row["rank_before"], row["rank"], row["earned"], row["change"]) for row in command
    ]
    assert told["run"] == 2
    assert told["newer_facts"] is False
    assert [one for one in before if "audit" not in str(one).lower()] == [
        one for one in run_test_statement(company, "all_nodes") if "audit" not in str(one).lower()
    ]


def test_on_whom_most_depends_is_what_the_command_lists(client: TestClient, upline: Upline):
    told = client.get(ADDRESS).json()
    listed = rows(upline)
    assert [(one["member_id"], one["others_earned"]) for one in told["members"]] == [
        (row["member_id"], row["others"]) for row in listed
    ]
    first = told["members"][0]
    assert (first["others_share"], first["volume_share"]) == (
        listed[0]["of_rewards"],
        listed[0]["of_revenue"],
    )


@pytest.mark.parametrize("role", [Role.MANAGER, Role.MEMBER])
@pytest.mark.parametrize("address", ["", "/leave/A3", "/move/A3?to=U", "/refund/o2"])
def test_who_sees_a_part_of_the_company_is_refused(client_of: Clients, role: Role, address: str):
    answer = client_of(Viewer(f"{role} of A", role, "A")).get(f"{ADDRESS}{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/leave/nobody", 404, "there is no member 'nobody'"),
        ("/move/A?to=A3", 422, "a member cannot move below itself"),
        ("/move/A3", 422, "to"),
        ("/refund/o99", 404, "there is no order 'o99'"),
        ("/refund/o9", 422, "refunded already"),
        ("?run=1", 422, "leave `run` out"),
    ],
)
def test_what_cannot_be_is_told(client: TestClient, address: str, status: int, words: str):
    answer = client.get(f"{ADDRESS}{address}")
    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_while_something_else_is_calculated_it_says_when_to_come_back(client: TestClient, service: Service):
    assert service.what_if.acquire(blocking=False)
    try:
        answer = client.get(f"{ADDRESS}/leave/A3")
    finally:
        service.what_if.release()
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:upline:problem:being-calculated")
    assert answer.headers["retry-after"] == "2"
