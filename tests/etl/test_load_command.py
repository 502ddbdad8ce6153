"""`upline load` as people and scripts meet it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import run
from graph.database import Database
from graph.embedded import Connection
from tests.etl.deliveries import nodes

Load = Callable[..., tuple[int, str, str]]


@pytest.fixture
def upline_load(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    server: Connection,
    database: Database,
    tmp_path_factory: pytest.TempPathFactory,
) -> Load:
    monkeypatch.setenv("UPLINE_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("NEO4J_URI", server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    monkeypatch.setenv("COLUMNS", "200")
    assert nodes(database, "Member") == {}

    def ended(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["upline", "load", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            run()
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return ended


def _folder(folder: Path, *, orders: str = "o1,m1,2026-01-05T00:00:00Z,699.00\n") -> Path:
    members = "member_id,sponsor_id,joined_at\nm1,,2026-01-01T00:00:00Z\nm2,m1,2026-01-01T00:00:00Z\n"
    (folder / "members.csv").write_text(members, encoding="utf-8")
    (folder / "orders.csv").write_text(f"order_id,buyer_id,paid_at,amount\n{orders}", encoding="utf-8")
    return folder


def test_a_sound_folder_ends_with_its_counts(upline_load: Load, database: Database, tmp_path: Path):
    code, out, err = upline_load(_folder(tmp_path))
    assert (code, err) == (0, "")
    assert "members" in out
    assert "quarantine;" not in out
    assert set(nodes(database, "Member")) == {"m1", "m2"}


def test_quarantined_rows_end_with_0_and_with_1_when_strict(upline_load: Load, tmp_path: Path):
    folder = _folder(tmp_path, orders="o1,nobody,2026-01-05T00:00:00Z,699.00\n")
    code, out, _ = upline_load(folder)
    assert code == 0
    assert "1 row waits in the quarantine" in out
    assert upline_load(folder, "--strict")[0] == 1


def test_json_is_one_line_with_the_counts(upline_load: Load, tmp_path: Path):
    code, out, _ = upline_load(_folder(tmp_path), "--json")
    summary = json.loads(out)
    assert code == 0
    assert summary["tables"]["members"]["loaded"] == 2
    assert summary["waiting"] == 0


def test_a_file_that_is_no_table_ends_with_2_and_nothing_of_the_folder_loads(
    upline_load: Load, database: Database, tmp_path: Path
):
    _folder(tmp_path)
    (tmp_path / "refunds.csv").write_text("no;table\n", encoding="utf-8")
    code, _, err = upline_load(tmp_path)
    assert code == 2
    assert "refunds.csv" in err
    assert nodes(database, "Member") == {}


def test_a_first_folder_without_orders_ends_with_2(upline_load: Load, tmp_path: Path):
    (_folder(tmp_path) / "orders.csv").unlink()
    code, _, err = upline_load(tmp_path)
    assert code == 2
    assert "orders" in err
