"""Errors are problem documents that say what to do, and give nothing away."""

import json

import pytest
from fastapi import FastAPI

from graph.errors import WaitingError
from graph.service import Service
from graph.words import Reasons
from graph.words.reasons import reason
from server.app import create_app
from tests.api.conftest import ADMIN, Clients, TestClient, key_of
from web.problems import problem_of

TYPE = "application/problem+json"


def test_an_unknown_address_is_a_404_problem(client: TestClient):
    answer = client.get("/api/v1/nothing/here")

    assert (answer.status_code, answer.headers["content-type"]) == (404, TYPE)
    assert answer.json() == {
        "type": "urn:upline:problem:not-found",
        "title": "Not found",
        "status": 404,
        "detail": "there is nothing at this address: see /docs for those that there are",
        "instance": "/api/v1/nothing/here",
        "request_id": answer.headers["x-request-id"],
    }


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/v1/orders/a/b/explanation", "/healthz"])
def test_another_method_is_a_405_problem_that_names_the_right_one(client: TestClient, path: str):
    answer = client.post(path)

    assert (answer.status_code, answer.headers["content-type"]) == (405, TYPE)
    assert answer.headers["allow"] == "GET"


def test_an_invalid_request_lists_each_wrong_field_and_not_what_was_sent(client: TestClient):
    answer = client.get("/api/v1/runs", params={"limit": "secret-name", "run": 0})

    told = answer.json()
    assert (answer.status_code, told["type"]) == (422, "urn:upline:problem:invalid-request")
    assert {one["field"] for one in told["errors"]} == {"query.limit", "query.run"}
    assert "secret-name" not in answer.text


def test_a_cursor_of_another_list_is_a_422_problem(client: TestClient):
    answer = client.get("/api/v1/runs", params={"cursor": "bm9uc2Vuc2U"})

    assert answer.status_code == 422
    assert "leave it out" in answer.json()["detail"]


def test_what_nobody_expected_is_a_500_problem_that_tells_only_its_request_id(service: Service):
    def broken(app: FastAPI, _service: Service) -> None:
        def fail() -> None:
            raise RuntimeError("the name of somebody")

        app.add_api_route("/api/v1/broken", fail)

    client = TestClient(create_app(service, [broken]), raise_server_exceptions=False)
    sent = {"Authorization": f"Bearer {key_of(service.database, ADMIN)}", "X-Request-ID": "mine-1"}

    answer = client.get("/api/v1/broken", headers=sent)

    assert (answer.status_code, answer.headers["content-type"]) == (500, TYPE)
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "mine-1"
    assert "somebody" not in answer.text


def test_who_is_not_signed_in_is_told_how(client_of: Clients):
    client = client_of(ADMIN)
    client.headers.pop("Authorization")

    answer = client.get("/api/v1/runs")

    assert (answer.status_code, answer.headers["content-type"]) == (401, TYPE)
    assert "upline key add" in answer.json()["detail"]


def test_why_an_order_waits_is_told_as_data_too():
    why = reason("row_unknown", column="buyer_id", kind=("member", "customer"), id="m9")
    answer = problem_of(
        {"path": "/api/v1/orders/o9"}, WaitingError("an order waits: {reasons}", reasons=Reasons((why,)))
    )

    (told,) = json.loads(bytes(answer.body))["reasons"]
    assert told == {
        "id": "row_unknown",
        "values": {"column": "buyer_id", "kind": ["member", "customer"], "id": "m9"},
        "text": "buyer_id: there is no member or customer 'm9'",
    }
