"""A page of another site can neither act for who is signed in, nor sign anybody in."""

import pytest

from graph.access.keys import add_key
from graph.database import Database
from graph.settings import Settings
from tests.web.gated import HOST, OURS, PASSWORD, TestClient, bearer, gated, service_on, signed_in

ME = "/api/v1/members/m1"
FORGED = "foreign-origin"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        (OURS | {"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": HOST.replace("http:", "https:")}, 200),  # a proxy in front need not say so
        ({"Origin": HOST.replace("http:", "ftp:")}, 403),
        ({"Origin": HOST.removeprefix("http:")}, 403),
        ({"Origin": "http://127.0.0.1:8001"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        (OURS | {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
def test_a_page_of_another_site_cannot_act_for_who_is_signed_in(
    client: TestClient, headers: dict[str, str], status: int
):
    signed_in(client)
    for method in ("POST", "PUT", "DELETE"):
        answer = client.request(method, "/dashboard/_dash-update-component", headers=headers)
        assert answer.status_code == status, answer.text
        assert status == 200 or answer.json()["type"].endswith(FORGED)
    assert client.get(ME, headers={"Origin": "http://evil.example"}).status_code == 200


def test_a_page_without_tls_cannot_act_for_who_is_signed_in_by_https(accounts: Database, settings: Settings):
    client = gated(service_on(accounts, settings), secure=True)
    secure = {"Origin": HOST.replace("http:", "https:")}
    signed_in(client)
    for headers, status in ((secure, 200), (OURS, 403), (OURS | {"Sec-Fetch-Site": "none"}, 403)):
        answer = client.post("/dashboard/_dash-update-component", headers=headers)
        assert answer.status_code == status, answer.text
    given = {"name": "chen", "password": PASSWORD}
    assert client.post("/api/v1/session", json=given, headers=OURS).status_code == 403
    assert client.post("/api/v1/session", json=given, headers=secure).status_code == 200


def test_a_key_needs_no_origin_as_no_browser_sends_it_by_itself(client: TestClient, accounts: Database):
    key = add_key(accounts, "chen", "the CRM")
    signed_in(client)
    assert client.post("/api/v1/x", headers=bearer(key)).status_code == 200
    assert client.post("/api/v1/x", headers=bearer("upl_wrong")).status_code == 401


def test_nobody_is_signed_in_through_a_page_of_another_site(client: TestClient):
    given = {"name": "chen", "password": PASSWORD}
    evil = {"Origin": "http://evil.example"}
    for path in ("/api/v1/session", "/login", "/lang"):
        assert client.post(path, json=given, headers=evil).status_code == 403
        assert client.post(path, json=given).status_code == 200
