"""The API of payouts: roles, statuses, keys of requests, and what a member sees and asks for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.access import Role, Viewer
from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import TestClient, key_of

FINANCE, OTHER = Viewer("lin", Role.FINANCE), Viewer("chen", Role.FINANCE)
ANALYST, ADMIN = Viewer("ana", Role.ANALYST), Viewer("root", Role.ADMIN)
MANAGER, MEMBER = Viewer("mo", Role.MANAGER, "A"), Viewer("a1", Role.MEMBER, "A1")
Clients = Callable[[Viewer], TestClient]
BATCHES = "/api/v1/payouts"


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Settings:
    terms = tmp_path / "payouts.yaml"
    terms.write_text("requests: {allowed: 'yes', only: 'yes'}\n", encoding="utf-8")
    changed = {
        "upline_home": tmp_path,
        "upline_payouts": terms,
        "upline_payout_webhook": "http://127.0.0.1:9/",
    }
    return settings.model_copy(update=changed)


@pytest.fixture
def client_of(paying: Database, home: Settings) -> Iterator[Clients]:
    service = Service(paying, Current(paying), home)
    app = create_app(service)

    def client(viewer: Viewer) -> TestClient:
        sent = {"Authorization": f"Bearer {key_of(paying, viewer)}"}
        return TestClient(app, headers=sent, raise_server_exceptions=False, client=("127.0.0.1", 50_000))

    yield client
    service.audit.close()


def ask_for(client: TestClient, member: str, amount: str, key: str) -> tuple[int, dict[str, object]]:
    """Ask for a payout; return status and answer."""
    answer = client.post(
        f"/api/v1/members/{member}/payout-requests", json={"amount": amount}, headers={"Idempotency-Key": key}
    )
    return answer.status_code, answer.json()


def test_a_batch_from_a_members_request_to_the_bank_and_back(client_of: Clients, home: Settings):
    member, finance, other = client_of(MEMBER), client_of(FINANCE), client_of(OTHER)
    mine = member.get(f"{BATCHES}/members/A1").json()
    assert (mine["lines"], mine["requests"]) == ([], [])
    assert ask_for(member, "A1", "999999.00", "k1")[0] == 422
    status, kept = ask_for(member, "A1", "50.00", "k1")
    assert (status, kept["amount"], kept["batch"]) == (201, "50.00", None)
    assert ask_for(member, "A1", "50.00", "k1") == (200, kept)
    assert [ask_for(member, "A1", *again)[0] for again in (("51.00", "k1"), ("10.00", "k2"))] == [409, 409]

    made = finance.post(BATCHES, json={"note": "first"}, headers={"Idempotency-Key": "b1"})
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    batch = made.json()
    assert (batch["state"], batch["lines"], batch["gross"]) == ("prepared", 1, "50.00")
    again = finance.post(BATCHES, json={"note": "first"}, headers={"Idempotency-Key": "b1"})
    assert (again.status_code, again.json()) == (200, batch)
    assert finance.post(BATCHES, json={}).status_code == 409
    one = f"{BATCHES}/{batch['number']}"
    assert finance.post(f"{one}/approve").json()["type"].endswith("not-allowed")
    assert other.post(f"{one}/approve").json()["approved_by"] == "chen"
    assert other.post(f"{one}/approve").status_code == 200
    assert finance.post(f"{one}/cancel", json={}).status_code == 409
    assert (home.upline_home / "payouts" / f"payout-{batch['number']:06d}.jsonl").exists()

    outcome = {"outcomes": [{"member_id": "A1", "state": "paid", "reference": "wx1"}]}
    assert finance.post(f"{one}/outcomes", json=outcome).json()["batch"]["state"] == "paid"
    assert finance.post(f"{one}/outcomes", json=outcome).json()["changed"] == 0
    outcome["outcomes"][0]["state"] = "failed"
    assert finance.post(f"{one}/outcomes", json=outcome).status_code == 409
    line = finance.get(f"{one}/lines").json()["items"][0]
    assert (line["member_id"], line["state"], line["reference"], line["net"]) == (
        "A1",
        "paid",
        "wx1",
        "50.00",
    )
    mine = member.get(f"{BATCHES}/members/A1").json()
    assert mine["lines"] == [line]
    assert mine["requests"][0]["state"] == "paid"
    year = finance.get(f"/api/v1/payout-years/{batch['day'][:4]}").json()
    assert [row["gross"] for row in year["items"]] == ["50.00"]
    events = [row["event"] for row in client_of(ADMIN).get("/api/v1/audit").json()["items"]]
    assert {"payout.requested", "payout.prepared", "payout.approved", "payout.confirmed"} <= set(events)


def test_each_role_does_and_reads_what_it_may_and_no_more(client_of: Clients):
    everybody = (ADMIN, FINANCE, ANALYST, MANAGER, MEMBER)
    reads = [BATCHES, "/api/v1/payables", "/api/v1/payout-years/2026"]
    for viewer in everybody:
        client = client_of(viewer)
        expected = 200 if viewer.sees_all else 403
        assert [client.get(address).status_code for address in reads] == [expected] * len(reads), viewer
        statuses = {
            client.post(f"{BATCHES}/7/approve").status_code,
            client.post(BATCHES, json={}).status_code,
        }
        assert (403 in statuses) is not viewer.pays, viewer
        whose = {m: client.get(f"{BATCHES}/members/{m}").status_code for m in ("U", "A", "A1", "nobody")}
        assert whose == {
            m: 200 if m != "nobody" and (viewer.sees_all or viewer.member_id == m) else 404 for m in whose
        }, viewer
        requests = {
            m: ask_for(client, m, "1.00", f"{viewer.account} {m}".replace(" ", "-"))[0] for m in whose
        }
        assert requests == {
            m: 201 if viewer.member_id == m else 403 if viewer.sees_all and m != "nobody" else 404
            for m in whose
        }, viewer


def test_a_member_who_asks_too_often_is_told_when_to_come_back(client_of: Clients):
    client = client_of(MEMBER)
    answers = [
        client.post(
            "/api/v1/members/A1/payout-requests", json={"amount": "0.50"}, headers={"Idempotency-Key": "same"}
        )
        for _ in range(11)
    ]
    assert [one.status_code for one in answers] == [201, *[200] * 9, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    wrong: list[dict[str, object]] = [
        {"amount": "1e3"},
        {"amount": "0.00"},
        {"amount": 5},
        {},
        {"amount": "1.00", "more": 1},
    ]
    assert [status_of(client_of(MANAGER), body) for body in wrong] == [422] * len(wrong)


def status_of(client: TestClient, body: dict[str, object]) -> int:
    headers = {"Idempotency-Key": "x"}
    return client.post("/api/v1/members/A/payout-requests", json=body, headers=headers).status_code


def test_what_is_payable_is_paged_and_adds_up(client_of: Clients):
    client = client_of(ANALYST)
    whole = client.get("/api/v1/payables").json()
    pages: list[dict[str, str]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/api/v1/payables", params={"limit": 1, "cursor": cursor}).json()
        pages += page["items"]
        cursor = page["next"]
    assert pages == whole["items"]
    assert len(pages) == whole["payable_members"]
    carried = client.get("/api/v1/payables", params={"minimum": "1000000.00"}).json()
    assert (carried["payable_members"], carried["carried"]) == (0, whole["payable"])
