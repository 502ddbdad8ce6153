"""The trail itself: append-only, bounded, one line per event, and nothing lost while the database is away."""

import json
import re
import stat
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from graph.audit import Actor, Event, EventName
from graph.audit.events import LONGEST, detail_of, first_id
from graph.audit.limits import HOUR, MINUTE
from graph.audit.reading import Filter, all_events, newest_events
from graph.audit.recorder import MOST_WAITING, Recorder
from graph.audit.trail import Trail, add_rows, write_later
from graph.catalogue import names, statement
from graph.database import Database
from graph.service import Service
from graph.settings import Settings
from tests.web.gated import nowhere

CHEN = Actor("chen", address="192.0.2.7")
HOSTILE = 'm1\r\n{"event": "sign-in"}\x1b[31m\x00\u2028\u202e\ud800' + "x" * 100_000
_CHANGES = re.compile(r"\b(SET|REMOVE|DELETE|CREATE|MERGE)\b")


@pytest.mark.parametrize("name", [name for name in names() if "AuditEvent" in statement(name).text])
def test_events_are_added_and_read_and_never_changed_or_deleted(name: str) -> None:
    code = "\n".join(line for line in statement(name).text.splitlines() if not line.startswith("//"))
    changes = _CHANGES.findall(code)
    if name == "system/audit/add":  # an event that is there already stays as it is
        assert changes == ["MERGE", "CREATE", "SET"]
        assert "ON MATCH" not in code
    elif name == "system/schema/audit":
        assert code.startswith("CREATE CONSTRAINT")
    else:
        assert changes == []


def test_no_statement_deletes_nodes_of_every_label() -> None:
    unlabelled = re.compile(r"MATCH \((\w+)\)\s*(DETACH )?DELETE \1")
    assert [name for name in names() if unlabelled.search(statement(name).text)] == []


def test_an_event_says_who_when_from_where_and_what(database: Database, home: Settings) -> None:
    event = Event(
        EventName.MEMBER_READ,
        Actor("chen", key="abc", os_user="root", address="192.0.2.7"),
        member="m1",
        route="/dashboard/team",
        run=3,
        detail={"filter": "month=2026-01"},
        at=1_767_225_600_000_000,
    )
    Trail(database, home).write([event])
    [row] = all_events(database)
    assert row == event.row()
    assert (row["id"][:17], row["event"], row["account"]) == ("1767225600000000-", "member.read", "chen")
    assert home.upline_audit_log
    [line] = home.upline_audit_log.read_text().splitlines()
    assert json.loads(line) == {
        "id": event.id,
        "at": "2026-01-01T00:00:00+00:00",
        "event": "member.read",
        "account": "chen",
        "by_key": "abc",
        "os_user": "root",
        "address": "192.0.2.7",
        "member_id": "m1",
        "route": "/dashboard/team",
        "run": 3,
        "detail": {"filter": "month=2026-01"},
    }
    assert stat.S_IMODE(home.upline_audit_log.stat().st_mode) == 0o600


def test_hostile_texts_are_cut_and_stay_on_one_line(database: Database, home: Settings) -> None:
    who = Actor(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    texts = dict.fromkeys(("member", "order", "subject", "key", "route"), HOSTILE)
    Trail(database, home).write([Event(EventName.DOWNLOADED, who, **texts, detail={"filter": HOSTILE})])  # type: ignore[arg-type]
    [row] = all_events(database)
    for name in ("account", "by_key", "os_user", "address", "member_id", "order_id", "subject", "route"):
        assert row[name].isprintable()
        assert row[name].startswith(r'm1\x0d\x0a{"event": "sign-in"}\x1b[31m\x00\u2028\u202e\ud800x')
        assert len(row[name]) < LONGEST + 100
    assert detail_of(row)["filter"] == row["account"]
    assert home.upline_audit_log
    assert len(home.upline_audit_log.read_text().splitlines()) == 1


def test_an_event_has_no_detail_that_its_kind_does_not_know() -> None:
    with pytest.raises(ValueError, match=r"sign-in has no detail password"):
        Event(EventName.SIGNED_IN, detail={"password": "secret"})


def test_the_trail_is_filtered_and_read_in_pages(database: Database, home: Settings) -> None:
    day = 86_400_000_000
    events = [
        Event(EventName.SIGNED_IN, CHEN, at=day),
        Event(EventName.ACCOUNT_DISABLED, Actor(os_user="root"), subject="chen", at=2 * day),
        Event(EventName.MEMBER_READ, Actor("wang"), member="m1", at=3 * day),
    ]
    Trail(database, home).write(events)
    signed_in, disabled, read = (event.row() for event in events)
    assert list(all_events(database)) == [signed_in, disabled, read]
    assert list(all_events(database, Filter(account="chen"))) == [signed_in, disabled]
    assert list(all_events(database, Filter(event="member.read"))) == [read]
    assert list(all_events(database, Filter(member="m1"))) == [read]
    assert list(all_events(database, Filter(from_day=date(1970, 1, 3), to_day=date(1970, 1, 4)))) == [
        disabled
    ]
    assert newest_events(database, Filter(), 2) == [read, disabled]
    assert newest_events(database, Filter(), 2, before=disabled["id"]) == [signed_in]
    assert first_id(-1) < signed_in["id"] < first_id(10**17)


def test_what_cannot_be_stored_waits_and_is_carried_over_once(database: Database, home: Settings) -> None:
    lost, later = Event(EventName.SIGNED_IN, CHEN), Event(EventName.BACKED_UP, detail={"file": "b.dump"})
    with nowhere() as away:
        Trail(away, home).write([lost])
    write_later(home, later)
    waiting = home.upline_home / "audit-pending.jsonl"
    assert stat.S_IMODE(waiting.stat().st_mode) == 0o600
    kept = waiting.read_text()
    Trail(database, home).write()
    assert list(all_events(database)) == [lost.row(), later.row()]
    assert not waiting.exists()
    waiting.write_text(kept + "no json\n")  # as when a process was killed before it could delete the file
    Trail(database, home).write()
    assert list(all_events(database)) == [lost.row(), later.row()]


def test_a_file_that_cannot_be_written_is_told_and_the_trail_goes_on(
    database: Database, home: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = home.model_copy(update={"upline_audit_log": tmp_path / "no" / "audit.jsonl"})
    Trail(database, broken).write([Event(EventName.SIGNED_OUT, CHEN)])
    assert "the audit log cannot be written" in capsys.readouterr().out
    assert [row["event"] for row in all_events(database)] == ["sign-out"]


def test_rows_of_one_store_are_added_to_another_and_none_twice(database: Database, home: Settings) -> None:
    Trail(database, home).write([Event(EventName.SIGNED_IN, CHEN), Event(EventName.SIGNED_OUT, CHEN)])
    before = list(all_events(database))
    add_rows(database, [*before, Event(EventName.RESTORED).row()])
    add_rows(database, [before[0] | {"account": "somebody else"}])
    assert [row["event"] for row in all_events(database)] == ["sign-in", "sign-out", "database.restore"]
    assert list(all_events(database))[:2] == before


def test_the_same_is_recorded_once_in_an_hour_by_each_account(service: Service) -> None:
    at = [HOUR]
    recorder = Recorder(service.database, service.settings, lambda: at[0])
    for minutes in (0, 30, 59, 61):
        at[0] = HOUR + minutes * MINUTE
        recorder.record_hourly(EventName.MEMBER_READ, member="m1", route="/dashboard/team")
    recorder.record_hourly(EventName.MEMBER_READ, member="m2", route="/dashboard/team")
    recorder.flush()
    assert sorted(row["member_id"] for row in all_events(service.database)) == ["m1", "m1", "m2"]


def test_what_a_client_sends_is_cut_before_it_waits() -> None:
    event = Event(EventName.MEMBERS_LISTED, detail={"filter": "x" * 1_000_000}, route="y" * 1_000_000)
    assert len(str(event)) < 3 * LONGEST


def test_a_flood_of_refusals_is_counted_and_others_are_still_told(service: Service) -> None:
    at = [HOUR]
    recorder = Recorder(service.database, service.settings, lambda: at[0])

    def refuse(address: str) -> bool:
        return recorder.record_refusal(Event(EventName.SIGN_IN_REFUSED, Actor(address=address), at=at[0]))

    assert sum(refuse("192.0.2.7") for _ in range(1000)) == 20
    assert sum(refuse(f"2001:db8::{number:x}") for number in range(1000)) == 20
    assert refuse("192.0.2.8")
    assert sum(refuse(f"198.51.{number // 250}.{number % 250}") for number in range(2000)) == 559
    at[0] += MINUTE
    recorder.flush()
    rows = list(all_events(service.database))
    assert len(rows) == 600 + 3
    more = {row["address"]: detail_of(row)["more"] for row in rows if detail_of(row)}
    assert more["192.0.2.7"] == "979"
    assert sum(int(number) + 1 for number in more.values()) == 4001 - 600
    assert refuse("192.0.2.7")


def test_memory_is_bounded_and_what_is_lost_is_told(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    recorder = Recorder(service.database, service.settings)
    event = Event(EventName.SIGNED_OUT, CHEN)
    for _ in range(MOST_WAITING + 5):
        recorder.record(event)
    recorder.flush()
    assert len(list(all_events(service.database))) == 1  # the same event again and again
    assert "audit events are lost: too many at once" in capsys.readouterr().out


def test_a_thread_writes_what_was_gathered_until_it_is_closed(service: Service) -> None:
    service.audit.start()
    threads = [
        Thread(target=service.audit.record, args=[Event(EventName.SIGNED_OUT, CHEN)]) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    service.audit.close()
    assert len(list(all_events(service.database))) == 20
