"""A large first load goes by Neo4j's import, and the graph is that of the loading transactions."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from etl.contract import TABLES
from etl.loading import ensure_facts_schema, load_delivery
from etl.loading.bulk import importing
from etl.reading import Delivery, read_delivery
from etl.sample import write_sample, write_second_delivery
from etl.table import Column
from graph.access import Role, Viewer
from graph.access.accounts import add_account, disable_account
from graph.access.keys import add_key, grant_of, parse_key, revoke_key
from graph.audit import Actor, Event, EventName
from graph.audit.reading import all_events
from graph.audit.trail import add_rows
from graph.catalogue import parse
from graph.connection import connect
from graph.database import Database, Row, opened
from graph.embedded import admin, status, stop
from graph.embedded.home import Home
from graph.embedded.progress import silent
from graph.errors import DatabaseUnavailableError
from graph.settings import Settings
from graph.unfinished import unfinished
from tests.etl.deliveries import delivery, empty, nodes, waiting
from tools.make_tables import documents

_ODD = [
    "a,b", 'say "hi"', '"quoted"', '"', "'", "007", "7", "1e3", "true", "null", "NaN", " before", "after ",
    "back\\", '\\"', "\\N", ";", "a|b", "=1+1", "張三", "👩‍👧", "a\u2028b", "\ufeffx", "x" * 256,
]  # fmt: skip
_ROWS = {"members": ["m1||2026-01-01", "m2|m1|2026-01-01"], "orders": ["o1|m2|2026-01-05|9.00"]}
_STATEMENTS = Path(__file__).parent.parent / "cypher"
_PASSWORD = "a long enough password"
_AT = "2026-05-06T10:00:00+08:00"


class _KilledError(Exception):
    """The load was killed."""


@dataclass(frozen=True)
class _Killed(Database):
    """A database whose client dies before it writes into the quarantine."""

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        if steps[0][0] == "load/quarantine/hold":
            raise _KilledError
        return super().write_all(steps)


@pytest.fixture(scope="module")
def embedded(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a server of its own, as an import restarts it."""
    made = settings.model_copy(update={"upline_home": tmp_path_factory.mktemp("import of 社群")})
    yield made
    stop(made, kill=True)


@pytest.fixture(scope="module")
def opened_once(embedded: Settings) -> Iterator[Database]:
    with opened(connect(embedded, silent)) as database:
        yield database


@pytest.fixture
def other(opened_once: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of that server, emptied; every first load is taken for a large one."""
    monkeypatch.setattr(importing, "LEAST_ROWS", 1)
    empty(opened_once)
    return opened_once


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    """The sample company, and members with odd ids who recruit, buy and refund, each below the one before."""
    folder = tmp_path_factory.mktemp("company")
    write_sample(folder, members=500)
    for table in ("adjustments", "withdrawals"):
        _append(folder, table, *TABLES[table].names)
    for number, odd in enumerate(_ODD):
        above = _ODD[number - 1] if number else None
        _append(folder, "members", odd, above, _AT, odd, odd, None)
        _append(folder, "products", odd, odd, odd)
        _append(folder, "orders", odd, odd, _AT, "10.00", odd, None, None)
        _append(folder, "order_lines", odd, 1, odd, 2, "10.00")
        _append(folder, "refunds", odd, odd, _AT, "3.00")
        _append(folder, "sponsor_corrections", odd, None, _AT, odd)
        _append(folder, "touches", odd, odd, _AT, odd, odd, odd)
        _append(folder, "spend", "2026-05-06", odd, "subsidy", "1.00")
        _append(folder, "adjustments", odd, odd, "2026-05-06", "-0.05", odd, "Ann", "Bo")
        _append(folder, "withdrawals", odd, odd, _AT, "0.05", "purchase", odd)
    return read_delivery(folder)


def _append(folder: Path, table: str, *cells: object) -> None:
    with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(cells)


def _read(database: Database, name: str) -> list[Row]:
    text = parse(name, (_STATEMENTS / f"{name}.cypher").read_text(encoding="utf-8")).text
    with database.driver.session(database=database.name) as session:
        return session.run(text).data()


def _graph(database: Database, *ignored: str) -> list[str]:
    """Return all nodes and links with all properties but the time of delivery and the ignored ones."""
    rows = _read(database, "all_nodes") + _read(database, "all_links")
    for row in rows:
        for name in ("delivered", *ignored):
            row["properties"].pop(name, None)
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def _constraints(database: Database) -> set[str]:
    return {row["name"] for row in _read(database, "all_constraints")}


def _refused(*_arguments: object, **_options: object) -> str:
    raise AssertionError("the import tool was called")


def test_an_import_ends_in_the_same_graph_as_transactions_also_after_the_next_delivery(
    database: Database, other: Database, embedded: Settings, company: Delivery, tmp_path: Path
):
    steps: list[str] = []
    ensure_facts_schema(other)
    constraints = _constraints(other)
    imported = load_delivery(other, company, lambda step, *_: steps.append(step), embedded)
    assert {"preparing", "importing", "indexing", "members", "order_lines"} <= set(steps)
    assert imported == load_delivery(database, company)
    assert imported.tables["members"].quarantined > 0
    assert set(_ODD) <= nodes(other, "Member").keys() & nodes(other, "Order").keys()
    assert _graph(other) == _graph(database)
    assert _constraints(other) == constraints
    write_second_delivery(tmp_path, members=500)
    later = read_delivery(tmp_path)
    assert load_delivery(other, later, embedded=embedded) == load_delivery(database, later)
    assert _graph(other) == _graph(database)


def test_an_optional_column_is_declared_once_and_then_loaded_repaired_judged_and_documented(
    database: Database, other: Database, embedded: Settings, monkeypatch: pytest.MonkeyPatch
):
    note = Column("note", "text", required=False, in_header=False, stored="remark", means="what was said")
    orders = TABLES["orders"]
    monkeypatch.setitem(TABLES, "orders", replace(orders, columns=(*orders.columns, note)))
    rows = {**_ROWS, "orders": ["o1|m2|2026-01-05|9.00||||||ring", "o2|m3|2026-01-05|9.00||||||knock"]}
    steps: list[str] = []
    load_delivery(database, delivery(rows))
    load_delivery(other, delivery(rows), lambda step, *_: steps.append(step), embedded)
    assert "importing" in steps
    for loaded in (database, other):
        assert nodes(loaded, "Order")["o1"]["remark"] == "ring"
        held = loaded.read("load/quarantine/all")[0]
        assert json.loads(held["payload"])["note"] == "knock"
        later = {"members": ["m3||2026-01-01"], "orders": ["o1|m2|2026-01-05|9.00||||||shout"]}
        load_delivery(loaded, delivery(later))
        assert nodes(loaded, "Order")["o2"]["remark"] == "knock"
        assert waiting(loaded) == {"orders o1": "note 'shout' differs from the loaded 'ring'"}
    tables, model = documents().values()
    assert "| orders | note | text | what was said |" in tables
    assert "received, revised, remark, from_run" in model


def test_revised_orders_are_imported_as_they_are_loaded_and_can_be_revised_after_it(
    database: Database, other: Database, embedded: Settings
):
    members = ["m1||2026-01-01", "m2|m1|2026-01-01"]
    first = {
        "members": members,
        "products": ["P699|Package", "P1|Tea"],
        "orders": [
            "o1|m1|2026-02-01|709.00",
            "o1|m1|2026-02-01|699.00|||||2026-02-03",  # stands
            "o2|m1|2026-02-01|10.00|||||2026-02-04",  # stands; its earlier revision is of another buyer
            "o2|m2|2026-02-02|20.00",
            "o3|m2|2026-02-02|10.00",  # stands; a line of a later revision waits
            "o4|m2|2026-02-02|5.00|||||2026-02-03",  # two payloads of one revision: both wait
            "o4|m2|2026-02-02|6.00|||||2026-02-03",
        ],
        "order_lines": [
            "o1|1|P699|1|699.00",
            "o1|2|P1|1|10.00",
            "o1|1|P699|1|699.00|2026-02-03",
            "o2|1|P1|1|10.00|2026-02-04",
            "o2|1|P1|2|20.00",
            "o3|1|P1|1|10.00",
            "o3|1|P1|2|20.00|2026-02-05",
        ],
        "refunds": ["r1|o1|2026-02-05|9.00", "r2|o2|2026-02-05|15.00"],  # more than the 10.00 that stand
    }
    steps: list[str] = []
    imported = load_delivery(other, delivery(first), lambda step, *_: steps.append(step), embedded)
    assert "importing" in steps
    assert imported == load_delivery(database, delivery(first))
    assert _graph(other) == _graph(database)
    assert nodes(other, "Order")["o1"]["amount"] == 699_00
    assert set(waiting(other)) == {"order_lines o3 1", "orders o4", "refunds r2"}
    later = {
        "orders": [
            "o1|m2|2026-02-01|1.00|||||2026-02-09",
            "o3|m2|2026-02-02|20.00|||||2026-02-05",
            "o2|m2|2026-02-02|20.00",
        ],
        "order_lines": ["o1|1|P1|1|1.00|2026-02-09", "o2|1|P1|2|20.00"],
    }
    assert load_delivery(other, delivery(later), embedded=embedded) == load_delivery(
        database, delivery(later)
    )
    assert _graph(other) == _graph(database)
    assert {order: node["amount"] for order, node in nodes(other, "Order").items()} == {
        "o1": 1_00,
        "o2": 10_00,
        "o3": 20_00,
    }


def test_a_load_that_is_killed_while_the_store_is_made_and_again_after_it_ends_as_if_it_had_not_been(
    database: Database,
    other: Database,
    embedded: Settings,
    monkeypatch: pytest.MonkeyPatch,
):
    company = delivery({**_ROWS, "orders": [*_ROWS["orders"], "o2|nobody|2026-01-05|9.00"]})

    def killed(home: Home, *_arguments: object, **_options: object) -> str:
        home.stores[0].mkdir()
        (home.stores[0] / "half").touch()
        raise _KilledError

    with monkeypatch.context() as dying:
        dying.setattr(admin, "run", killed)
        with pytest.raises(_KilledError):
            load_delivery(other, company, embedded=embedded)
    assert not nodes(other, "Member")
    with pytest.raises(_KilledError):
        load_delivery(_Killed(other.driver, other.name), company, embedded=embedded)
    assert len(unfinished(other)) == 1
    assert nodes(other, "Member")
    monkeypatch.setattr(admin, "run", _refused)
    load_delivery(other, company, embedded=embedded)
    load_delivery(database, company)
    assert _graph(other, "counts") == _graph(database, "counts")


def test_accounts_keys_and_events_that_were_there_before_are_there_after_an_import(
    database: Database, other: Database, embedded: Settings
):
    add_account(other, 'a,"b" 陈', _PASSWORD, Role.MANAGER, "m1")
    add_account(other, "closed", _PASSWORD, Role.ADMIN)
    opens, revoked = (parse_key(add_key(other, 'a,"b" 陈', name)) for name in ('the "CRM", ours', "two"))
    assert opens
    assert revoked
    revoke_key(other, revoked[0])
    disable_account(other, "closed")
    session = {"name": 'a,"b" 陈', "session": "signed out"}
    other.write("system/access/sessions/end", **session, now=0, until=2**53)
    odd = Event(EventName.DOWNLOADED, Actor('a,"b" 陈'), detail={"filter": 'name="x, y"\n\\'})
    add_rows(other, [Event(EventName.SIGNED_IN).row(), odd.row()])
    events = list(all_events(other))
    before = [other.read(name) for name in ("system/access/accounts/all", "system/access/keys/all")]
    steps: list[str] = []
    load_delivery(other, delivery(_ROWS), lambda step, *_: steps.append(step), embedded)
    assert "importing" in steps
    assert [other.read(name) for name in ("system/access/accounts/all", "system/access/keys/all")] == before
    assert other.read("system/access/sessions/one", **session)[0]["ended"]
    assert list(all_events(other)) == events
    assert len(events) == 2
    grant = grant_of(other, opens[0])
    assert grant
    assert grant.viewer == Viewer('a,"b" 陈', Role.MANAGER, "m1")
    assert grant.opens_with(opens[1], grant.expires - 1)
    assert {"account_name", "api_key_id", "audit_event_id"} <= _constraints(other)
    load_delivery(database, delivery(_ROWS))
    assert _without_accounts(_graph(other, "counts")) == _graph(database, "counts")


def _without_accounts(graph: list[str]) -> list[str]:
    labels = ('"Account"', '"ApiKey"', '"AuditEvent"', '"EndedSession"')
    return [one for one in graph if not any(label in one for label in labels)]


def test_when_the_tool_fails_the_rows_load_in_transactions_and_a_notice_says_why(
    other: Database, embedded: Settings, monkeypatch: pytest.MonkeyPatch
):
    def failed(*_arguments: object, **_options: object) -> str:
        raise admin.AdminToolError("neo4j-admin database import failed (code 70): odd")

    monkeypatch.setattr(admin, "run", failed)
    summary = load_delivery(other, delivery(_ROWS), embedded=embedded)
    assert "code 70" in str(summary.notices[0])
    assert set(nodes(other, "Member")) == {"m1", "m2"}


def test_a_small_load_a_later_one_and_another_server_are_loaded_in_transactions(
    other: Database, embedded: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(admin, "run", _refused)
    remote = embedded.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:1"})
    load_delivery(other, delivery(_ROWS), embedded=remote)
    later = load_delivery(other, delivery({"members": ["m3||2026-01-01"]}), embedded=embedded)
    empty(other)
    monkeypatch.setattr(importing, "LEAST_ROWS", 500_000)
    load_delivery(other, delivery(_ROWS), embedded=embedded)
    assert later.tables["members"].loaded == 1


def test_without_room_on_the_disk_nothing_is_stopped_and_nothing_loaded(
    other: Database, embedded: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(importing, "_BYTES_PER_ROW", 1 << 60)
    before = status(embedded).running
    with pytest.raises(DatabaseUnavailableError, match="Make room"):
        load_delivery(other, delivery(_ROWS), embedded=embedded)
    assert status(embedded).running == before
    assert not nodes(other, "Member")
