"""What requests leave in the trail: who signed in or not, from where; what people read; who may read it."""

from typing import Any

import httpx
import pytest

from graph.access import Role
from graph.access.accounts import accounts, add_account
from graph.access.keys import add_key, keys, parse_key
from graph.audit import EventName
from graph.audit.events import detail_of
from graph.audit.reading import all_events
from graph.database import Database, Row
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.company import publish_company
from tests.api.serving import served
from tests.web.gated import OURS, PASSWORD, TestClient, bearer, signed_in

SESSION = "/api/v1/session"


@pytest.fixture
def client(database: Database, home: Settings) -> TestClient:
    """A client of the API of a published company; chen is a manager of A, below S."""
    publish_company(database)
    add_account(database, "boss", PASSWORD, Role.ADMIN)
    add_account(database, "chen", PASSWORD, Role.MANAGER, "A")
    add_account(database, "own", PASSWORD, Role.MEMBER, "A1")
    service = Service(database, Current(database), home)
    return TestClient(create_app(service), base_url="http://127.0.0.1:8000", client=("192.0.2.7", 50000))


def written(client: TestClient) -> list[Row]:
    """Return the trail, with what the service has gathered."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    service.audit.flush()
    return list(all_events(service.database))


def summaries(rows: list[Row]) -> list[tuple[Any, ...]]:
    return [(row["event"], row["account"], row["address"]) for row in rows]


def test_who_signs_in_is_refused_and_signs_out(client: TestClient) -> None:
    signed_in(client, "chen")
    for name, secret in (("chen", "wrong"), ("my pass word by mistake", PASSWORD)):
        client.post(SESSION, json={"name": name, "password": secret})
    assert client.delete(SESSION, headers=OURS).status_code == 204
    rows = written(client)
    assert summaries(rows) == [
        ("sign-in", "chen", "192.0.2.7"),
        ("sign-in.refused", "chen", "192.0.2.7"),
        ("sign-in.refused", "", "192.0.2.7"),
        ("sign-out", "chen", "192.0.2.7"),
    ]
    assert detail_of(rows[1]) == {"reason": "wrong"}
    assert "mistake" not in str(rows)
    assert PASSWORD not in str(rows)


def test_a_person_who_reads_another_member_is_told_once_and_with_what_is_refused(client: TestClient) -> None:
    signed_in(client, "chen")
    for path in ("A1", "A1", "A1/rewards", "A", "S"):
        client.get(f"/api/v1/members/{path}")
    client.get("/api/v1/members", params={"q": "李", "limit": "5"})
    client.get("/api/v1/orders/o2/explanation")
    rows = written(client)[1:]
    assert [(row["event"], row["member_id"], row["order_id"], row["route"]) for row in rows] == [
        ("member.read", "A1", "", "/api/v1/members/{id}"),
        ("member.read", "A1", "", "/api/v1/members/{id}/rewards"),
        ("member.refused", "S", "", "/api/v1/members/{id}"),
        ("members.listed", "", "", "/api/v1/members"),
        ("order.read", "", "o2", "/api/v1/orders/{id}/explanation"),
    ]
    assert {row["account"] for row in rows} == {"chen"}
    assert [row["run"] for row in rows] == [2, 2, 0, 2, 2]
    assert detail_of(rows[3]) == {"filter": "q=(1 characters)"}


def test_a_member_that_reads_itself_is_no_event(client: TestClient) -> None:
    signed_in(client, "own")
    assert client.get("/api/v1/members/A1").status_code == 200
    assert [row["event"] for row in written(client)] == ["sign-in"]


def test_a_key_is_told_by_its_id_and_where_it_is_used_and_its_last_use_is_kept(client: TestClient) -> None:
    database: Database = client.app.state.service.database  # type: ignore[attr-defined]
    text = add_key(database, "chen", "payroll")
    key = (parse_key(text) or ("", ""))[0]
    assert [one.last_used for one in keys(database)] == [0]
    for path in ("A1", "A2", "A3"):
        assert client.get(f"/api/v1/members/{path}", headers=bearer(text)).status_code == 200
    wrong = text[:-3] + ("AAA" if not text.endswith("AAA") else "BBB")
    assert client.get("/api/v1/members/A1", headers=bearer(wrong)).status_code == 401
    used, refused = written(client)
    assert (used["event"], used["account"], used["by_key"]) == ("key.used", "chen", key)
    assert used["route"] == "/api/v1/members/{id}"
    assert (refused["event"], refused["account"], refused["key_id"]) == ("key.refused", "", key)
    assert text[20:] not in str((used, refused))
    assert [one.last_used > 0 for one in keys(database)] == [True]
    assert {one.name: one.last_used > 0 for one in accounts(database)} == {
        "boss": False, "chen": True, "own": False,
    }  # fmt: skip


def test_only_admins_read_the_trail_by_the_api_and_in_pages(client: TestClient) -> None:
    for name in ("chen", "own"):
        signed_in(client, name)
        assert client.get("/api/v1/audit").status_code == 403
    signed_in(client, "boss")
    first = client.get("/api/v1/audit", params={"limit": 2})
    assert first.headers["cache-control"] == "no-store"
    assert [one["account"] for one in first.json()["items"]] == ["boss", "own"]
    second = client.get("/api/v1/audit", params={"limit": 2, "cursor": first.json()["next"]}).json()
    assert [one["account"] for one in second["items"]] == ["chen"]
    assert second["next"] is None
    found = client.get("/api/v1/audit", params={"event": "audit.read"}).json()["items"]
    assert [(one["account"], one["route"]) for one in found] == [("boss", "/api/v1/audit")]
    assert client.get("/api/v1/audit", params={"event": "nothing"}).status_code == 422
    for method in ("DELETE", "PUT", "PATCH", "POST"):
        assert client.request(method, "/api/v1/audit", headers=OURS).status_code == 405


def test_hostile_headers_and_ids_change_nothing_but_one_bounded_event(client: TestClient) -> None:
    signed_in(client, "chen")
    client.get("/api/v1/members/%00%1b%5b31m", headers={"User-Agent": 'x"}\t', "X-Forwarded-For": "6.6.6.6"})
    row = written(client)[-1]
    assert (row["event"], row["member_id"], row["address"]) == (
        "member.refused",
        r"\x00\x1b[31m",
        "192.0.2.7",
    )


@pytest.mark.parametrize(("proxy", "address"), [("", "127.0.0.1"), ("127.0.0.1", "6.6.6.6")])
def test_the_address_is_that_of_a_trusted_proxy_only(service: Service, proxy: str, address: str) -> None:
    with served(create_app(service), proxy=proxy) as base:
        sent = {"name": "nobody", "password": "wrong wrong"}
        httpx.post(f"{base}{SESSION}", json=sent, headers={"X-Forwarded-For": "6.6.6.6"}, trust_env=False)
    assert [row["address"] for row in all_events(service.database)] == [address]


def test_every_event_of_requests_is_one_that_the_program_knows(client: TestClient) -> None:
    signed_in(client, "boss")
    assert {row["event"] for row in written(client)} <= set(EventName)
