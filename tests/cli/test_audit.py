"""What commands leave in the trail: the user of the system, the host, and what was done."""

import json
import os
import socket
from pathlib import Path
from pwd import getpwuid

import pytest

from graph.access import Role
from graph.access.accounts import add_account
from graph.audit.events import detail_of
from graph.audit.reading import all_events
from graph.database import Database
from tests.cli.conftest import Upline
from tests.spec.delivery import write_delivery
from tests.spec.tables import company

PASSWORD = "a long enough password"


def test_accounts_and_keys_are_told_with_the_user_of_the_system(
    database: Database, upline: Upline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "somebody-else")
    upline("account", "add", "chen", "--role", "manager", "--member", "m1", "--generate")
    upline("account", "disable", "chen")
    upline("account", "disable", "chen")
    upline("account", "enable", "chen")
    upline("account", "role", "chen", "--role", "analyst")
    upline("account", "role", "chen", "--role", "analyst")
    upline("account", "password", "chen", "--generate")
    made = json.loads(upline("key", "add", "chen", "--name", "CRM", "--json").out)["key"].split("_")[1]
    upline("key", "revoke", made)
    rows = list(all_events(database))
    assert [row["event"] for row in rows] == [
        "account.added", "account.disabled", "account.enabled", "account.role", "account.password",
        "key.added", "key.revoked",
    ]  # fmt: skip
    who = (getpwuid(os.getuid()).pw_name, socket.gethostname(), "", "chen")
    assert {(row["os_user"], row["address"], row["account"], row["subject"]) for row in rows} == {who}
    assert (rows[0]["member_id"], detail_of(rows[0])) == ("m1", {"role": "manager"})
    assert detail_of(rows[3]) == {"role": "analyst", "before": "manager of m1"}
    assert [row["key_id"] for row in rows[5:]] == [made, made]
    shown = upline("audit", "--limit", "2")
    assert shown.code == 0
    assert "account.added" not in shown.out
    assert shown.out.index("key.added") < shown.out.index("key.revoked")
    assert json.loads(upline("audit", "--event", "key.added", "--json").out)["rows"] == 1
    assert upline("audit", "--event", "nothing").code == 2
    listed = upline("account", "list", "--format", "csv").out.splitlines()[0]
    assert listed == "name,role,member_id,created,second_step,disabled,email,language,last_used"


def test_a_load_a_night_and_its_plan_are_told_also_when_they_fail(
    database: Database,
    upline: Upline,
    tmp_path: Path,
) -> None:
    folder = write_delivery(tmp_path / "delivery", company("m1\nm2 m1", "o1 m2 P699"))
    assert upline("nightly").code == 2
    assert upline("load", str(tmp_path / "nowhere")).code == 2
    assert upline("load", str(folder)).code == 0
    assert upline("nightly", "--as-of", "2026-03-01T00:00:00+08:00").code == 0
    assert upline("nightly", "--as-of", "2026-03-02T00:00:00+08:00").code == 0
    rows = list(all_events(database))
    assert [(row["event"], detail_of(row).get("outcome", "")) for row in rows] == [
        ("nightly", "failed"), ("load", "failed"), ("load", "done"),
        ("nightly", "done"), ("plan.taken", ""), ("nightly", "done"),
    ]  # fmt: skip
    assert detail_of(rows[1])["error"].startswith("there is no folder ")
    assert detail_of(rows[2])["folder"] == str(folder)
    assert [row["run"] for row in rows] == [0, 0, 0, 1, 1, 2]
    assert detail_of(rows[4])["plan"] == "chain_699"


def test_what_fails_without_the_database_is_told_as_soon_as_there_is_one(
    database: Database, upline: Upline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "audit.jsonl"
    with monkeypatch.context() as away:
        away.setenv("UPLINE_AUDIT_LOG", str(log))
        away.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
        folder = write_delivery(tmp_path / "delivery", company("m1", ""))
        assert upline("load", str(folder)).code == 1
        assert upline("nightly").code == 1
        away.delenv("NEO4J_URI")
        assert upline("database", "backup", str(tmp_path)).code == 2
        assert upline("database", "restore", str(tmp_path / "none")).code == 2
    expected = ["load", "nightly", "database.backup", "database.restore"]
    assert [json.loads(line)["event"] for line in log.read_text(encoding="utf-8").splitlines()] == expected
    assert upline("audit").code == 0
    rows = list(all_events(database))
    assert [row["event"] for row in rows] == expected
    assert {detail_of(row)["outcome"] for row in rows} == {"failed"}
    assert "is a folder: name the file" in detail_of(rows[2])["error"]
    assert "there is no backup" in detail_of(rows[3])["error"]


def test_a_file_of_figures_is_told_with_its_filters_and_a_table_is_not(
    published: Database,
    upline: Upline,
    tmp_path: Path,
) -> None:
    out = tmp_path / "standings.csv"
    upline("standings")
    upline("standings", "--rank", "1", "--out", str(out))
    upline("audit", "--format", "json")
    files = [row for row in all_events(published) if row["event"] == "download"]
    assert [(row["route"], detail_of(row)["file"]) for row in files] == [
        ("upline standings", str(out)),
        ("upline audit", "standard output"),
    ]
    assert detail_of(files[0])["filter"] == f"standings --rank 1 --out {out}"
    assert files[0]["run"] == 2


def test_names_of_accounts_cannot_forge_a_row_of_a_spreadsheet(database: Database, upline: Upline) -> None:
    add_account(database, "=1+1", PASSWORD, Role.ADMIN)
    upline("account", "disable", "=1+1", "--yes")
    assert ",'=1+1," in upline("audit", "--format", "csv").out
