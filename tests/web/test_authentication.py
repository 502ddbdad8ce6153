"""Who passes the gate, with a session or a key, and how it refuses."""

import json
from base64 import b64encode

import pytest
from itsdangerous import TimestampSigner
from neo4j import Driver
from starlette.websockets import WebSocketDisconnect

from graph.access import Role
from graph.access.accounts import add_account, change_password, disable_account, enable_account
from graph.access.keys import add_key, parse_key, revoke_key
from graph.access.secret import signing_secret
from graph.database import Database
from graph.settings import Settings
from server.app import create_app
from tests.access.clock import Clock
from tests.web.gated import (
    HOST,
    OURS,
    PAGE,
    PASSWORD,
    Counted,
    TestClient,
    bearer,
    gated,
    nowhere,
    service_on,
    signed_in,
)

ME = "/api/v1/members/m1"


def who(client: TestClient, **headers: str) -> str:
    answer = client.get(ME, headers=headers)
    assert answer.status_code in {200, 401}, answer.text
    return answer.json()["account"] if answer.status_code == 200 else "nobody"


def test_nobody_is_told_by_the_api_with_a_problem_and_led_to_sign_in_by_pages(client: TestClient):
    answer = client.get(ME, headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:upline:problem:not-signed-in"
    assert "upline key add" in answer.json()["detail"]
    page = client.get("/dashboard/team?member=王&run=2", headers=PAGE)
    assert (page.status_code, page.headers["cache-control"]) == (303, "no-store")
    assert page.headers["location"] == "/login?next=/dashboard/team%3Fmember%3D%25E7%258E%258B%26run%3D2"
    assert client.post("/dashboard/form", headers=PAGE | OURS).headers["location"] == "/login"
    assert client.get(f"{HOST}//evil.example/x", headers=PAGE).headers["location"] == "/login"
    for path in ("/dashboard/_dash-layout", "/dashboard/_dash-dependencies", "/api/v1/nothing", "/nothing"):
        assert client.get(path).status_code == 401, path
    callback = client.post("/dashboard/_dash-update-component", json={}, headers=PAGE | OURS)
    assert (callback.status_code, callback.json()["status"]) == (401, 401)


@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/lang",
        "/healthz",
        "/readyz",
        "/metrics",
        "/docs",
        "/api/openapi.json",
        "/dashboard/assets/style.css",
        "/dashboard/_dash-component-suites/dash/deps/react.js",
    ],
)
def test_what_tells_of_nobody_is_public_and_asks_no_database(settings: Settings, path: str):
    with nowhere() as database:
        answer = gated(service_on(database, settings)).get(path)
    assert (answer.status_code, answer.json()["account"]) == (200, "")


@pytest.mark.parametrize(
    "path",
    [
        "/dashboard/assets",
        "/dashboard/assets/../_dash-layout",
        "/login/x",
        "/Login",
        "/metrics/x",
        "/",
        "/dashboard/_dash-component-suites",
        "/api/v1/session",
        "/api/v1/session/",
    ],
)
def test_what_only_looks_public_is_not(client: TestClient, path: str):
    assert client.get(path.replace("..", "%2e%2e")).status_code == 401


def test_a_session_and_a_key_say_who_asks(client: TestClient, accounts: Database):
    add_account(accounts, "crm", PASSWORD, Role.ADMIN)
    key = add_key(accounts, "crm", "the CRM")
    assert who(client, **bearer(key)) == "crm"
    signed_in(client)
    assert who(client) == "chen"
    assert client.get(ME).headers["vary"] == "Cookie"
    assert who(client, **bearer(key)) == "crm"
    assert who(client, Authorization="Basic eDp5") == "chen"
    parts = parse_key(key)
    assert parts
    for wrong in ("", "upl_", key[:-1], f"upl_{parts[0]}_{'A' * 43}", f"upl_{'0' * 12}_{parts[1]}", "é"):
        assert client.get(ME, headers={"Authorization": f"Bearer {wrong}".encode()}).status_code == 401, wrong
    assert who(client) == "chen"


def test_an_expired_key_is_refused_at_its_second(client: TestClient, accounts: Database, clock: Clock):
    key = add_key(accounts, "chen", "short", days=1)
    expires = accounts.read("system/access/keys/all")[0]["expires"]
    clock.seconds = (expires - 1_000_000) / 1_000_000
    assert who(client, **bearer(key)) == "chen"
    clock.wait(1)
    assert who(client, **bearer(key)) == "nobody"


def test_a_revoked_key_dies_within_five_seconds_in_every_worker(
    client: TestClient, accounts: Database, settings: Settings, clock: Clock
):
    other = gated(service_on(accounts, settings), clock)
    key = add_key(accounts, "chen", "the CRM")
    assert [who(one, **bearer(key)) for one in (client, other)] == ["chen", "chen"]
    revoke_key(accounts, key.split("_")[1])
    clock.wait(5)
    assert [who(one, **bearer(key)) for one in (client, other)] == ["nobody", "nobody"]


def test_a_disabled_account_is_out_within_five_seconds_and_its_old_sessions_stay_dead(
    client: TestClient, accounts: Database, clock: Clock
):
    key = add_key(accounts, "chen", "the CRM")
    signed_in(client)
    old = dict(client.cookies)
    assert [who(client), who(client, **bearer(key))] == ["chen", "chen"]
    disable_account(accounts, "chen")
    clock.wait(5)
    assert [who(client), who(client, **bearer(key))] == ["nobody", "nobody"]
    assert "upline" not in client.cookies
    enable_account(accounts, "chen")
    clock.wait(5)
    assert who(client, **bearer(key)) == "chen"
    client.cookies.update(old)
    assert who(client) == "nobody"


def test_a_new_session_holds_at_once_where_the_old_one_is_still_remembered(
    client: TestClient, accounts: Database, clock: Clock
):
    signed_in(client)
    assert who(client) == "chen"
    change_password(accounts, "chen", PASSWORD)
    old = dict(client.cookies)
    signed_in(client)
    assert who(client) == "chen"
    client.cookies.update(old)
    clock.wait(5)
    assert who(client) == "nobody"


def test_many_requests_ask_the_database_once_in_five_seconds(
    accounts: Database, settings: Settings, driver: Driver, clock: Clock
):
    counted = Counted(driver, "neo4j")
    client = signed_in(gated(service_on(counted, settings), clock))
    key = add_key(accounts, "chen", "the CRM")
    wrong = f"upl_{'0' * 12}_{'A' * 43}"
    before = Counted.reads
    for _ in range(20):
        told = who(client), who(client, **bearer(key)), who(client, **bearer(wrong))
        assert told == ("chen", "chen", "nobody")
    assert Counted.reads - before == 3
    clock.wait(5)
    assert who(client) == "chen"
    assert Counted.reads - before == 4


def test_a_forged_or_stale_cookie_is_nobody(client: TestClient, settings: Settings):
    signed_in(client)
    cookie = client.cookies["upline"]
    held = {"account": "chen", "version": 1}
    forged = TimestampSigner("x" * 64).sign(b64encode(json.dumps(held).encode())).decode()
    odd = {"account": ["chen"], "version": "1"}
    ours = TimestampSigner(signing_secret(settings)).sign(b64encode(json.dumps(odd).encode())).decode()
    told, _, signature = cookie.rpartition(".")  # some bits of its last letter are read by nobody
    changed = f"{told}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    for wrong in (forged, ours, changed, "", "x.y.z"):
        client.cookies.clear()
        client.cookies.set("upline", wrong)
        assert who(client) == "nobody", wrong
    client.cookies.clear()
    client.cookies.set("upline", cookie)
    assert who(client) == "chen"


@pytest.mark.parametrize("path", ["/dashboard/_dash-ws-callback", "/login", "/api/v1/x"])
def test_sockets_are_closed_also_for_who_is_signed_in(client: TestClient, path: str):
    signed_in(client)
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect(path):
        pass
    assert closed.value.code == 4401


def test_while_the_database_is_away_the_gate_says_so_and_lets_nobody_in(
    accounts: Database, settings: Settings, client: TestClient
):
    key = add_key(accounts, "chen", "the CRM")
    signed_in(client)
    with nowhere() as database:
        away = gated(service_on(database, settings))
        away.cookies.update(client.cookies)
        for headers in ({}, bearer(key), PAGE):
            answer = away.get(ME, headers=headers)
            assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
            assert answer.headers["retry-after"]
            assert "127.0.0.1:9" not in answer.text
        assert "upline" in away.cookies


def test_the_whole_app_is_behind_the_gate(accounts: Database, settings: Settings):
    app = create_app(service_on(accounts, settings))
    client = TestClient(app, base_url=HOST, raise_server_exceptions=False, follow_redirects=False)
    for path in ("/api/v1/runs", "/api/v1/members", "/api/v1/plan", "/api/v1/nothing", "/api/", "/api"):
        assert client.get(path).status_code == 401, path
    told = client.get("/api/v1/runs").json()
    assert told["request_id"]
    assert client.get("/dashboard/team", headers=PAGE).status_code == 303
    key = add_key(accounts, "chen", "the CRM")
    assert client.get("/api/v1/session", headers=bearer(key)).json()["member_id"] == "m1"
    assert client.get("/api/v1/nothing", headers=bearer(key)).status_code == 404
    assert signed_in(client).get("/api/v1/session").json()["account"] == "chen"
