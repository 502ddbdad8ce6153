"""Deliveries by API: handed in once, loaded once, published, and told of; also over an end of the service."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.jobs.runner import Ended
from graph.access import Role
from graph.audit import EventName
from graph.audit.reading import Filter, all_events
from graph.intake import DeliveryState
from graph.reads.runs import published_run
from graph.service import Service
from tests.api.conftest import TestClient
from tests.intake.conftest import Clients
from tests.intake.working import InProcess, work

AT = "/api/v1/deliveries"
EXPORT = Path(__file__).parents[1] / "etl" / "exports" / "shopify" / "orders_export.csv"
MEMBERS = "member_id,sponsor_id,joined_at\nm1,,2026-01-01T00:00:00Z\nm2,m1,2026-01-02T00:00:00Z\n"
ORDERS = (
    "order_id,buyer_id,paid_at,amount\n"
    "o1,m2,2026-01-05T10:00:00Z,699.00\n"
    "o2,nobody,2026-01-05T10:00:00Z,1.00\n"
)
FILES = {"members.csv": MEMBERS, "orders.csv": ORDERS}
LATER = {"publish": False}
"""A night takes seconds: only what is about publishing has one."""
ROWS = """{"tables": {
    "members": [{"member_id": 7, "joined_at": "2026-01-01T00:00:00Z", "sponsor_id": ""}],
    "orders": [
        {"order_id": "o1", "buyer_id": 7, "paid_at": "2026-01-05T10:00:00Z", "amount": 699.10},
        {"order_id": "o2", "buyer_id": 7, "paid_at": "2026-01-05T10:00:00Z", "amount": 9e999990}
    ]
}}"""


def form(files: Mapping[str, str | bytes]) -> list[tuple[str, tuple[str, str | bytes]]]:
    return [("file", (name, content)) for name, content in files.items()]


def test_files_are_loaded_once_and_published_with_reasons_as_data(loader: TestClient, intake: Service):
    handed = loader.post(AT, files=form(FILES))
    assert handed.status_code == 202
    assert handed.json()["state"] == "waiting"
    where = handed.headers["Location"]
    again = loader.post(AT, files=form(dict(reversed(FILES.items()))))
    assert (again.status_code, again.json()["id"]) == (202, handed.json()["id"])

    runner = InProcess()
    work(intake.spool, runner)
    assert runner.asked == ["load", "nightly"]
    told = loader.get(where).json()
    assert (told["state"], told["run"]) == ("published", published_run(intake.database).number)
    counts = {one["table"]: (one["loaded"], one["quarantined"]) for one in told["tables"]}
    assert counts == {"members": (2, 0), "orders": (1, 1)}
    (why,) = told["reasons"]
    assert (why["table"], why["rows"], why["reason"], why["row"]) == ("orders", 1, "row_unknown", 3)
    assert "nobody" in why["text"]

    same = loader.post(AT, files=form(FILES))
    assert (same.status_code, same.json()["state"]) == (200, "published")
    work(intake.spool, runner)
    assert runner.asked == ["load", "nightly"]
    assert loader.post(AT, files=form(FILES), params={"again": True, **LATER}).status_code == 202
    work(intake.spool, runner)
    assert {one["table"]: one["unchanged"] for one in loader.get(where).json()["tables"]} == {
        "members": 2,
        "orders": 1,
    }
    intake.audit.flush()
    handed_in = all_events(intake.database, Filter(event=EventName.HANDED_IN))
    assert [row["account"] for row in handed_in] == ["loader", "loader"]


def test_rows_of_json_are_read_as_they_were_written(loader: TestClient, intake: Service):
    handed = loader.post(AT, content=ROWS, params=LATER, headers={"Content-Type": "application/json"})
    assert handed.status_code == 202
    work(intake.spool)
    told = loader.get(handed.headers["Location"]).json()
    assert {one["table"]: (one["loaded"], one["quarantined"]) for one in told["tables"]} == {
        "members": (1, 0),
        "orders": (1, 1),
    }
    assert "9e999990" in told["reasons"][0]["text"]


def test_an_export_is_loaded_by_the_name_of_its_mapping(loader: TestClient, intake: Service):
    handed = loader.post(
        AT, files=form({EXPORT.name: EXPORT.read_bytes()}), params={"mapping": "shopify", **LATER}
    )
    work(intake.spool)
    told = loader.get(handed.headers["Location"]).json()
    assert told["state"] == "loaded"
    assert next(one["loaded"] for one in told["tables"] if one["table"] == "orders") > 0


OWN = """
tables:
  members: {from: people.csv, columns: {member_id: id, sponsor_id: parent, joined_at: since}}
  orders:
    from: %s
    columns: {order_id: no, buyer_id: who, paid_at: at, amount: sum}
"""
THEIRS = {
    "people.csv": "id,parent,since\nm1,,2026-01-01T00:00:00Z\n",
    "sales.csv": "no,who,at,sum\no1,m1,2026-01-05T10:00:00Z,5.00\n",
}


def test_a_mapping_that_is_handed_in_reads_the_files_beside_it_and_nothing_else(
    loader: TestClient, intake: Service, tmp_path: Path
):
    handed = loader.post(AT, files=form({**THEIRS, "mine.yaml": OWN % "sales.csv"}), params=LATER)
    assert handed.json()["own_mapping"] is True
    work(intake.spool)
    assert loader.get(handed.headers["Location"]).json()["state"] == "loaded"
    (tmp_path / "home" / "mappings").mkdir()
    reads = "{database: $SHOP_URL, query: SELECT 1}"
    (tmp_path / "home" / "mappings" / "theirs.yaml").write_text(OWN % reads)
    (tmp_path / "home" / "mappings" / "ours.yaml").write_text(OWN % "sales.csv")
    for files, mapping, words in (
        ({**THEIRS, "mine.yaml": OWN % reads}, [], "from a database"),
        ({**THEIRS, "mine.yaml": OWN % "../sales.csv"}, [], "the name of a file of the folder"),
        ({**THEIRS, "mine.yaml": OWN % "/etc/passwd"}, [], "the name of a file of the folder"),
        (THEIRS, ["crmeb"], "from a database"),
        (THEIRS, ["theirs"], "from a database"),
        (THEIRS, ["../mine.yaml"], "there is no mapping"),
        (THEIRS, ["auto"], "say by which mapping"),
    ):
        refused = loader.post(AT, files=form(files), params={"mapping": mapping})
        assert refused.status_code == 422
        assert words in refused.json()["detail"]
    assert loader.post(AT, files=form(THEIRS), params={"mapping": "ours"}).status_code == 202
    assert list(intake.spool.incoming.iterdir()) == []


def test_what_is_held_waits_for_a_word_and_can_be_cancelled_until_it_loads(
    loader: TestClient, intake: Service
):
    handed = loader.post(AT, files=form(FILES), params={"hold": True, **LATER})
    where, runner = handed.headers["Location"], InProcess()
    work(intake.spool, runner)
    assert loader.get(where).json()["state"] == "held"
    assert runner.asked == ["review"]
    assert loader.post(f"{where}/cancel").json()["state"] == "cancelled"
    assert loader.post(f"{where}/load").status_code == 409
    assert loader.post(AT, files=form(FILES), params={"hold": True, **LATER}).status_code == 202
    assert loader.post(f"{where}/load").json()["state"] == "waiting"
    work(intake.spool, runner)
    assert runner.asked == ["review", "load"]
    told = loader.get(where).json()
    assert (told["state"], told["run"]) == ("loaded", None)
    assert loader.post(f"{where}/cancel").status_code == 409


def test_a_delivery_that_cannot_be_read_fails_with_words_and_loads_when_it_is_right(
    loader: TestClient, intake: Service
):
    handed = loader.post(AT, files=form({"members.csv": "no_such_column\n1\n"}))
    work(intake.spool)
    told = loader.get(handed.headers["Location"]).json()
    assert told["state"] == "failed"
    assert "member_id" in told["reason"]
    assert loader.post(AT, files=form(FILES), params=LATER).json()["id"] != told["id"]
    work(intake.spool)
    assert [one["state"] for one in loader.get(AT).json()["items"]] == ["loaded", "failed"]


class Dying(InProcess):
    """A service that is killed while it loads: nobody notes how it ended."""

    def load_upload(self, ident: str, *, quiet: bool = False) -> Ended:
        super().load_upload(ident, quiet=quiet)
        raise KeyboardInterrupt


def test_a_service_that_was_killed_takes_up_what_it_had_begun(loader: TestClient, intake: Service):
    where = loader.post(AT, files=form(FILES), params=LATER).headers["Location"]
    with pytest.raises(KeyboardInterrupt):
        work(intake.spool, Dying())
    assert loader.get(where).json()["state"] == "loading"
    assert loader.post(f"{where}/cancel").status_code == 409
    work(intake.spool)
    told = loader.get(where).json()
    assert told["state"] == "loaded"
    assert {one["table"]: one["unchanged"] for one in told["tables"]} == {"members": 2, "orders": 1}


class Deadly(InProcess):
    """Loads whose process dies each time."""

    def load_upload(self, ident: str, *, quiet: bool = False) -> Ended:
        self.asked.append("load")
        assert (len(ident), quiet) == (32, False)
        return Ended("failed", "")


def test_a_delivery_whose_load_dies_every_time_is_given_up(loader: TestClient, intake: Service):
    where, deadly = loader.post(AT, files=form(FILES)).headers["Location"], Deadly()
    for _ in range(4):
        work(intake.spool, deadly)
    assert deadly.asked == ["load"] * 3
    assert loader.get(where).json()["state"] == "failed"
    assert "tell the operator" in loader.get(where).json()["reason"]


def test_who_only_delivers_reads_nothing_else_and_others_hand_nothing_in(client_as: Clients, intake: Service):
    loader = client_as(Role.LOADER)
    for address in (
        "groups",
        "members",
        "runs",
        "plan",
        "comparisons",
        "audit",
        "payouts",
        "metrics/cac",
    ):
        assert loader.get(f"/api/v1/{address}").status_code == 403, address
    assert loader.get("/api/v1/session").json()["role"] == "loader"
    assert loader.get("/dashboard/downloads/ledger.csv").status_code >= 400
    for role in (Role.FINANCE, Role.ANALYST, Role.MANAGER, Role.MEMBER):
        assert client_as(role).post(AT, files=form(FILES)).status_code == 403
        assert client_as(role).get(AT).status_code == 403
    assert client_as(Role.ADMIN).post(AT, files=form(FILES)).status_code == 202
    assert intake.spool.in_state(DeliveryState.WAITING)[0].account == "admin"
