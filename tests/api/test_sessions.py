"""Signing in and out by the API, and what is set, told and logged then."""

import io
from contextlib import redirect_stderr

import pytest

from graph.access import Role
from graph.access.accounts import add_account, disable_account
from graph.access.attempts import PER_NAME, Attempts
from graph.database import Database
from graph.logging import set_up
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.access.clock import Clock
from tests.web.conftest import clock
from tests.web.gated import HOST, OURS, PASSWORD, TestClient, gated, nowhere, service_on, signed_in

__all__ = ["clock"]  # a fixture
SESSION = "/api/v1/session"
WRONG = "a wrong secret"


@pytest.fixture
def service(database: Database, settings: Settings, clock: Clock) -> Service:
    add_account(database, "chen", PASSWORD, Role.MANAGER, "m1")
    add_account(database, "boss", PASSWORD, Role.ADMIN)
    return Service(database, Current(database), settings, Attempts(clock))


@pytest.fixture
def client(service: Service) -> TestClient:
    return gated(service)


def problem_of(client: TestClient, name: str, password: str = WRONG) -> dict[str, object]:
    answer = client.post(SESSION, json={"name": name, "password": password})
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers
    return answer.json()


def test_signing_in_says_who_one_is_until_signing_out(client: TestClient):
    chen = {"account": "chen", "role": "manager", "member_id": "m1"}
    assert client.get(SESSION).status_code == 401
    assert client.post(SESSION, json={"name": "chen", "password": PASSWORD}).json() == chen
    told = client.get(SESSION)
    assert (told.json(), told.headers["cache-control"]) == (chen, "no-store")
    assert client.post(SESSION, json={"name": "boss", "password": PASSWORD}).json()["member_id"] is None
    assert client.get(SESSION).json()["account"] == "boss"
    assert client.delete(SESSION).status_code == 403
    assert client.delete(SESSION, headers=OURS).status_code == 204
    assert "upline" not in client.cookies
    assert client.get(SESSION).status_code == 401
    assert client.delete(SESSION, headers=OURS).status_code == 401


@pytest.mark.parametrize(
    ("scheme", "always", "secure"),
    [("http", False, False), ("http", True, True), ("https", False, True), ("https", True, True)],
)
def test_the_cookie_is_closed_to_scripts_and_other_sites_and_over_https_secure(
    service: Service, scheme: str, *, always: bool, secure: bool
):
    client = gated(service, secure=always)
    client.base_url = f"{scheme}://127.0.0.1:8000"
    started = client.post(SESSION, json={"name": "chen", "password": PASSWORD})
    cookie = next(one for one in started.headers.get_list("set-cookie") if "-device=" not in one)
    name, *flags = (part.strip() for part in cookie.split(";"))
    assert name.partition("=")[0] == ("__Host-upline" if secure else "upline")
    always_there = {"path=/", "Max-Age=43200", "httponly", "samesite=lax"}
    assert set(flags) == (always_there | {"secure"} if secure else always_there)
    assert started.headers["cache-control"] == "no-store"


def test_over_https_a_session_is_read_and_ended_by_its_own_cookie_only(service: Service):
    client = gated(service)
    client.base_url = HOST.replace("http:", "https:")
    signed_in(client)
    assert client.get(SESSION).json()["account"] == "chen"
    assert "set-cookie" not in client.get(SESSION).headers
    value = client.cookies["__Host-upline"]
    ours = {"Origin": HOST.replace("http:", "https:")}
    ended = client.delete(SESSION, headers=ours)
    assert ended.status_code == 204
    assert ended.headers["set-cookie"].startswith("__Host-upline=null; path=/; expires=")
    client.cookies.clear()
    client.cookies.set("upline", value)  # whoever can write plain cookies of this host writes no session
    assert client.get(SESSION).status_code == 401


def test_an_unknown_name_a_wrong_password_and_a_disabled_account_are_told_alike(
    client: TestClient, service: Service
):
    disable_account(service.database, "boss")
    told = [
        problem_of(client, "chen"),
        problem_of(client, "nobody"),
        problem_of(client, "boss", PASSWORD),
        problem_of(client, "\x00\u202e"),
    ]
    assert told == told[:1] * 4
    assert (told[0]["status"], told[0]["type"]) == (401, "urn:upline:problem:wrong-sign-in")


@pytest.mark.parametrize("body", ['{"name": "chen"}', '{"name": "", "password": "x"}', "[]", "{", ""])
def test_what_is_no_sign_in_is_a_problem_that_repeats_no_password(client: TestClient, body: str):
    answer = client.post(SESSION, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    long = client.post(SESSION, json={"name": "chen", "password": "secret" * 1000})
    assert long.status_code == 422
    assert "secretsecret" not in long.text
    odd = client.post(
        SESSION,
        content=b'{"name": "\\ud800", "password": "\\udfff"}',
        headers={"Content-Type": "application/json"},
    )
    assert odd.status_code in {401, 422}


def test_after_ten_failures_a_name_waits_also_with_the_right_password(client: TestClient, clock: Clock):
    for _ in range(PER_NAME):
        assert problem_of(client, "chen")["status"] == 401
        clock.wait(1)
    refused = client.post(SESSION, json={"name": "chen", "password": PASSWORD})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "290")
    assert refused.json()["type"] == "urn:upline:problem:too-many-requests"
    assert problem_of(client, "boss")["status"] == 401
    clock.wait(290)
    signed_in(client)


def test_names_that_are_unknown_wait_too_so_that_none_can_tell(client: TestClient):
    told = [problem_of(client, "nobody")["status"] for _ in range(PER_NAME + 1)]
    assert told == [401] * PER_NAME + [429]


def test_while_the_database_is_away_signing_in_is_a_503_and_counts_as_no_failure(settings: Settings):
    with nowhere() as database:
        client = gated(service_on(database, settings))
        assert {problem_of(client, "chen")["status"] for _ in range(PER_NAME + 2)} == {503}


def test_neither_names_nor_passwords_nor_addresses_are_logged(client: TestClient):
    log = io.StringIO()
    with redirect_stderr(log):
        set_up("debug")
        for name in ("chen", "somebody"):
            for _ in range(PER_NAME + 1):
                problem_of(client, name)
        signed_in(client, "boss")
    told = log.getvalue()
    assert "sign-in refused" in told
    for personal in ("chen", "somebody", "boss", WRONG, PASSWORD, "testclient", "argon2"):
        assert personal not in told
