"""The app as a whole: what is attached is gated, other origins stay out, old runs answer as described."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from graph.access import viewer
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import ADMIN, TestClient, key_of

ORIGIN = {"Origin": "https://crm.example.com"}


def with_origins(service: Service, settings: Settings, origins: str) -> TestClient:
    changed = settings.model_copy(update={"upline_cors_origins": origins})
    return TestClient(create_app(Service(service.database, service.current, changed)))


def test_what_is_attached_answers_signed_in_viewers_only(service: Service):
    def attach(app: FastAPI, attached: Service) -> None:
        assert attached is service
        app.add_api_route("/dashboard/who", lambda: {"account": viewer().account})

    client = TestClient(create_app(service, [attach]))
    sent = {"Authorization": f"Bearer {key_of(service.database, ADMIN)}"}

    assert client.get("/dashboard/who").status_code == 401
    assert client.get("/dashboard/who", headers=sent).json() == {"account": ADMIN.account}


def test_other_origins_may_not_read_unless_configured(service: Service, settings: Settings):
    closed = with_origins(service, settings, "")
    opened = with_origins(service, settings, "https://pay.example.com, https://crm.example.com")

    assert "access-control-allow-origin" not in closed.get("/healthz", headers=ORIGIN).headers
    answer = opened.get("/healthz", headers=ORIGIN)
    assert answer.headers["access-control-allow-origin"] == ORIGIN["Origin"]
    asked = {
        **ORIGIN,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "Authorization",
    }
    assert opened.options("/api/v1/runs", headers=asked).status_code == 200
    assert (
        "access-control-allow-origin" not in opened.get("/healthz", headers={"Origin": "https://x.y"}).headers
    )


def named(service: Service, settings: Settings, hosts: str) -> TestClient:
    changed = settings.model_copy(update={"upline_hosts": hosts})
    return TestClient(create_app(Service(service.database, service.current, changed)))


@pytest.mark.parametrize(
    ("hosts", "host", "status"),
    [
        ("", "evil.example", 200),
        ("*", "evil.example", 200),
        ("localhost", "localhost:8000", 200),
        ("localhost", "LOCALHOST", 200),
        ("localhost", "evil.example", 400),
        ("localhost", "localhost.evil.example", 400),
        ("localhost", "evil.example:8000", 400),
        ("localhost", "", 400),
        ("localhost", "localhost:8000@evil.example", 400),
        ("up.example.com", "up.example.com", 200),
        ("up.example.com", "127.0.0.1:8000", 200),
        ("up.example.com", "[::1]:8000", 200),
        ("up.example.com", "[::1", 400),
        ("up.example.com", "example.com", 400),
        ("a.example, *.example.com", "up.example.com", 200),
        ("a.example, *.example.com", "upexample.com", 400),
    ],
)
def test_only_host_names_that_are_ours_are_answered(
    service: Service, settings: Settings, hosts: str, host: str, status: int
):
    answer = named(service, settings, hosts).get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["type"] == "urn:upline:problem:unknown-host"
        assert "UPLINE_HOSTS" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/runs", "/docs", "/docs/start.js", "/metrics", "/no"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_says_what_browsers_must_not_do(client: TestClient, path: str, scheme: str):
    told = client.get(f"{scheme}://testserver{path}").headers
    assert (told["x-content-type-options"], told["referrer-policy"]) == ("nosniff", "same-origin")
    secure = "max-age=31536000" if scheme == "https" else None
    assert told.get("strict-transport-security") == secure


@pytest.mark.parametrize(
    "path",
    [
        "/members/A3",
        "/members/A3/volume",
        "/members/A3/legs",
        "/members/A3/upline",
        "/members/A3/rank",
        "/plan",
    ],
)
def test_an_older_run_answers_as_that_run(client: TestClient, path: str):
    old = client.get(f"/api/v1{path}", params={"run": 1}).json()
    new = client.get(f"/api/v1{path}").json()

    assert (old["run"], old["as_of"]) == (1, "2026-02-01T00:00:00+08:00")
    assert (new["run"], new["as_of"]) == (2, "2026-02-03T00:00:00+08:00")


def test_a_run_that_is_not_published_is_not_there(client: TestClient):
    answer = client.get("/api/v1/members/A3", params={"run": 3})

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:upline:problem:not-found")


def test_a_body_that_is_too_large_is_a_413_problem(client: TestClient):
    def in_parts() -> Iterator[bytes]:
        yield from [b" " * 100_000] * 20

    for body in (b" " * 2_000_000, in_parts()):
        answer = client.post("/api/v1/session", content=body, headers={"Content-Type": "application/json"})

        assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
        assert answer.json()["detail"].startswith("a body has at most 1,000,000 bytes")
