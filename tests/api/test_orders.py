"""Explanations of orders as data: the same as the command's, and cut to what the account may see."""

from typing import Any, ClassVar

import pytest
from neo4j import Driver

from graph.access import Role, Viewer
from graph.database import Database, Row
from graph.errors import NotFoundError
from graph.explain import english, explain_order, to_json_data
from graph.explain.visibility import explain_to
from graph.reads.runs import published_run
from tests.api.conftest import Clients, TestClient

MANAGER = Viewer("manager", Role.MANAGER, "A")
TOP = Viewer("top", Role.MANAGER, "S")
BUYER = Viewer("buyer", Role.MEMBER, "B1")
NOBODY_THERE = {"K", "Q", "S", "U"}  # above A


def address(order: str) -> str:
    return f"/api/v1/orders/{order}/explanation"


@pytest.mark.parametrize("order", ["o1", "o6", "o9", "o10", "z1", "k1"])
def test_an_admin_reads_what_the_command_says(client: TestClient, company: Database, order: str):
    told = explain_order(company, published_run(company), order)
    expected = to_json_data(told, english(told.names, told.zone))

    answer = client.get(address(order)).json()

    assert answer.pop("complete") is True
    assert answer == expected


def test_an_order_that_was_refunded_says_what_was_reversed_and_why(client: TestClient):
    told = client.get(address("o9")).json()
    direct = next(kind for kind in told["kinds"] if kind["kind"] == "direct")
    assert (direct["payments"], [one["amount"] for one in direct["reversed"]]) == ([], ["0.00"])
    assert [one["id"] for one in direct["reversed"][0]["postings"][1]["reasons"]] == ["new_refund"]
    assert {one["reason"]["id"] for one in direct["not_paid"]} == {"order_void"}
    assert told["sums"]["pool_contribution"] == "0.00"
    assert client.get(address("o6")).json()["sums"]["pool_contribution"] == "30.00"


def test_a_manager_reads_what_is_about_the_own_team_and_no_sums(client_of: Clients, client: TestClient):
    whole = client.get(address("o6")).json()
    answer = client_of(MANAGER).get(address("o6"))
    told = answer.json()

    assert (told["complete"], told["sums"]) == (False, None)
    assert {one["payee_id"] for kind in told["kinds"] for one in kind["payments"]} == {"A1"}
    assert set(told["names"]) <= {"A", "A1", "B1"}
    assert all(kind["paid"] is kind["breakage"] is kind["set_aside"] is None for kind in told["kinds"])
    assert told["order"] == whole["order"]
    for member in NOBODY_THERE:
        assert f'"{member}"' not in answer.text
        assert f"member {member}" not in answer.text


def test_those_not_paid_end_where_the_own_team_ends(client_of: Clients, client: TestClient):
    def not_paid(explanation: dict[str, Any]) -> list[tuple[int, int, list[str]]]:
        kinds = {kind["kind"]: kind for kind in explanation["kinds"]}
        return [(one["first"], one["last"], one["members"]) for one in kinds["direct"]["not_paid"]]

    assert not_paid(client.get(address("o6")).json()) == [(2, 6, ["A", "U", "Q", "K", "S"])]
    assert not_paid(client_of(MANAGER).get(address("o6")).json()) == [(2, 2, ["A"])]


def test_who_sees_all_that_is_concerned_reads_all(client_of: Clients, client: TestClient):
    assert client_of(TOP).get(address("o6")).json() == client.get(address("o6")).json()


def test_a_member_reads_only_its_own_orders_and_itself(client_of: Clients):
    member = client_of(BUYER)

    explanation = member.get(address("o6")).json()

    assert explanation["complete"] is False
    assert explanation["names"] == {"B1": "member B1"}
    assert [one for kind in explanation["kinds"] for one in kind["payments"]] == []
    assert member.get(address("o2")).status_code == 404


@pytest.mark.parametrize("viewer", [MANAGER, BUYER])
def test_out_of_scope_answers_exactly_as_not_existing(client_of: Clients, viewer: Viewer):
    client = client_of(viewer)

    def status_and_body(order: str) -> tuple[int, str]:
        answer = client.get(address(order), headers={"X-Request-ID": "one"})
        return answer.status_code, answer.text.replace(order, "ORDER")

    assert status_and_body("x1") == status_and_body("not-there")


@pytest.mark.parametrize("viewer", [MANAGER, BUYER])
def test_out_of_scope_takes_the_same_way_as_not_existing(driver: Driver, company: Database, viewer: Viewer):
    recording = Recording(driver, "neo4j")
    run = published_run(company)

    def statements_of(order: str) -> list[str]:
        recording.asked.clear()
        with pytest.raises(NotFoundError):
            explain_to(recording, run, viewer, order)
        return [*recording.asked]

    assert statements_of("x1") == statements_of("not-there") == ["system/access/scope/order"]


class Recording(Database):
    """A database that notes which statements it is asked."""

    asked: ClassVar[list[str]] = []

    def read(self, name: str, /, **parameters: object) -> list[Row]:
        self.asked.append(name)
        return super().read(name, **parameters)


def test_an_older_run_explains_what_it_knew(client: TestClient):
    told = client.get(address("o9"), params={"run": 1}).json()

    assert (told["run"], told["order"]["refunded"]) == (1, "0.00")
    assert client.get(address("o9")).json()["order"]["refunded"] == "699.00"
    assert client.get(address("z1"), params={"run": 1}).status_code == 404
