"""Why entries were corrected, in the API: by root cause, as far as an account may see."""

from decimal import Decimal

from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from graph.corrections import CauseKind
from graph.database import Database
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from tests.api.conftest import Clients

ADDRESS = "/api/v1/runs/2/causes"


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def test_a_run_tells_why_it_corrected_entries_to_the_cent(client: TestClient, company: Database):
    told = client.get(ADDRESS).json()
    entries = [one for one in ledger(company, published_run(company)) if one.run == 2 and one.payee_id]
    correcting = [one for one in entries if one.corrects]
    assert correcting
    assert sum(one["entries"] for one in told["kinds"]) >= len(correcting)
    for names in ("entries",), ("added",), ("taken",), ("amount",):
        of_kinds, of_causes = (
            sum(cents(str(one[names[0]])) for one in told[part]) for part in ("kinds", "items")
        )
        assert of_kinds == of_causes
    assert told["causes"] == len(told["items"])
    assert {one["cause"] for one in told["items"]} <= {kind.value for kind in CauseKind}
    kind = told["items"][0]["cause"]
    only = client.get(ADDRESS, params={"cause": kind}).json()
    assert {one["cause"] for one in only["items"]} == {kind}
    assert client.get("/api/v1/runs/1/causes").json()["items"] == []
    of_days = client.get("/api/v1/corrections").json()
    assert {one["cause"]: one["entries"] for one in of_days["kinds"]} == {
        one["cause"]: one["entries"] for one in told["kinds"]
    }
    assert client.get("/api/v1/corrections", params={"to": "2020-01-01"}).json()["items"] == []


def test_a_manager_is_told_of_the_own_team_and_a_member_of_itself(client_of: Clients):
    team = {"A", "A1", "A2", "A3", "B1", "C1", "C2", "C3"}
    for viewer, seen in (
        (Viewer("a manager of A", Role.MANAGER, "A"), team),
        (Viewer("a member", Role.MEMBER, "A3"), {"A3"}),
    ):
        items = client_of(viewer).get(ADDRESS).json()["items"]
        assert {member for one in items for member in one["first_members"]} <= seen
        assert {one["member_id"] for one in items} - {None} <= seen


def test_what_is_no_run_or_cause_is_refused(client: TestClient):
    assert client.get("/api/v1/runs/9/causes").status_code == 404
    assert client.get(ADDRESS, params={"cause": "weather"}).status_code == 422
