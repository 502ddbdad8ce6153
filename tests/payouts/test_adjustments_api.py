"""Adjustments by API: two names and a reason, as in the dashboard, and each step in the audit trail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.loading.single_row import SingleRows
from graph.access import Viewer
from graph.database import Database
from graph.locking import writer_lock
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import TestClient, key_of
from tests.payouts.test_api import ADMIN, ANALYST, FINANCE, MANAGER, MEMBER, OTHER, Clients

ADDRESS = "/api/v1/adjustments"
BODY = {"member_id": "A1", "day": "2026-01-31", "amount": "-20.00", "reason": "sent back"}


@pytest.fixture
def client_of(paying: Database, settings: Settings, tmp_path: Path) -> Iterator[Clients]:
    home = settings.model_copy(update={"upline_home": tmp_path})
    service = Service(paying, Current(paying), home, rows=SingleRows(home))
    app = create_app(service)

    def client(viewer: Viewer) -> TestClient:
        sent = {"Authorization": f"Bearer {key_of(paying, viewer)}"}
        return TestClient(app, headers=sent, raise_server_exceptions=False, client=("127.0.0.1", 50_000))

    yield client
    service.audit.close()


def test_one_account_decides_another_approves_and_a_retry_does_nothing_twice(
    client_of: Clients, paying: Database
):
    lin, chen = client_of(FINANCE), client_of(OTHER)
    key = {"Idempotency-Key": "a1"}
    made = lin.post(ADDRESS, json=BODY, headers=key)
    kept = made.json()
    assert (made.status_code, kept["state"], kept["decided_by"], kept["approved_by"]) == (
        201,
        "open",
        "lin",
        None,
    )
    again = lin.post(ADDRESS, json=BODY, headers=key)
    assert (again.status_code, again.json()) == (200, kept)
    assert lin.post(ADDRESS, json=BODY | {"amount": "-21.00"}, headers=key).status_code == 409
    one = f"{ADDRESS}/{kept['adjustment_id']}"
    refused = lin.post(f"{one}/approve")
    assert (refused.status_code, refused.json()["type"].endswith("not-allowed")) == (403, True)
    with writer_lock(paying, "load"):
        assert chen.post(f"{one}/approve").status_code == 503
    assert chen.get(ADDRESS).json()["items"][0]["state"] == "approved"
    done = chen.post(f"{one}/approve").json()
    assert (done["state"], done["approved_by"]) == ("loaded", "chen")
    assert chen.post(f"{one}/approve").json() == done
    assert chen.post(f"{one}/take-back").status_code == 404
    other = lin.post(ADDRESS, json=BODY).json()
    assert lin.post(f"{ADDRESS}/{other['adjustment_id']}/take-back").json()["state"] == "taken back"
    events = [row["event"] for row in client_of(ADMIN).get("/api/v1/audit").json()["items"]]
    assert {"adjustment.decided", "adjustment.approved", "adjustment.taken-back"} <= set(events)


def test_who_may_not_and_what_cannot_be_is_refused(client_of: Clients):
    for viewer in (ANALYST, MANAGER, MEMBER):
        client = client_of(viewer)
        assert client.post(ADDRESS, json=BODY).status_code == 403
        assert client.post(f"{ADDRESS}/x/approve").status_code == 403
        assert client.post(f"{ADDRESS}/x/take-back").status_code == 403
        assert client.get(ADDRESS).status_code == (200 if viewer.sees_all else 403)
    client = client_of(FINANCE)
    wrong: list[dict[str, object]] = [
        {"amount": "1e3"},
        {"amount": "--1"},
        {"amount": 5},
        {"day": "2026-02-30"},
        {"day": "1969-12-31"},
        {"reason": ""},
        {"reason": "a\u0000b"},
        {"member_id": ""},
        {"approved_by": "chen"},
    ]
    assert [client.post(ADDRESS, json=BODY | one).status_code for one in wrong] == [422] * len(wrong)
    assert client.post(ADDRESS, json=BODY | {"member_id": "nobody"}).status_code == 404
    assert client.post(f"{ADDRESS}/nothing/approve").status_code == 404
    assert client.get(ADDRESS).json()["items"] == []
