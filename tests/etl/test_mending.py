"""What waits, written as tables, mended there and loaded again."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from etl.loading import load_folder
from etl.mapping import load_mappings
from etl.mending import write_waiting
from etl.reading import read_delivery
from graph.database import Database
from graph.errors import UserError
from graph.words import without_names
from tests.etl.deliveries import nodes

_MAPPING = """
tables:
  members:
    from: people.csv
    columns:
      member_id: {column: phone, personal: phone}
      sponsor_id: {constant: ""}
      joined_at: since
      name: name
"""


@pytest.fixture
def waiting(database: Database, tmp_path: Path) -> Database:
    """A company of which two orders wait, one with a formula, and a member who is masked."""
    folder = tmp_path / "delivered"
    folder.mkdir()
    (folder / "people.csv").write_text(
        "phone,since,name\n13800000001,2026-01-01T00:00:00Z,陈晨\n138****0002,2026-01-02T00:00:00Z,=1+1\n"
    )
    (folder / "orders.csv").write_text(
        "order_id,buyer_id,paid_at,amount\n'=o1,13800000001,2026-01-05T00:00:00Z,-5.00\n"
        "o2,13800000001,2026-01-06T00:00:00Z,699.00\no3,13800000009,2026-01-06T00:00:00Z,699.00\n"
    )
    mapping = tmp_path / "mine.yaml"
    mapping.write_text(_MAPPING)
    load_folder(database, folder, load_mappings([str(mapping)]))
    assert waits(database) == [("members", "138****0002"), ("orders", "'=o1"), ("orders", "o3")]
    return database


def waits(database: Database) -> list[tuple[str, str]]:
    rows = database.read("load/quarantine/page", table="")
    return sorted((row["table"], row["key"]) for row in rows)


def write(database: Database, folder: Path, form: str = "csv") -> dict[str, int]:
    return write_waiting(database, folder, without_names("english"), form)  # type: ignore[arg-type]


def test_rows_come_as_tables_with_where_they_are_from_and_why_they_wait(
    waiting: Database, tmp_path: Path
) -> None:
    assert write(waiting, tmp_path / "mend") == {"members.csv": 1, "orders.csv": 2}
    with (tmp_path / "mend" / "orders.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["order_id"], row["amount"], row["file"], row["row"]) for row in rows] == [
        ("''=o1", "'-5.00", "orders.csv", "2"),
        ("o3", "699.00", "orders.csv", "4"),
    ]
    assert "13800000009" in rows[1]["reason"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_loaded_as_they_are_the_same_rows_wait(waiting: Database, tmp_path: Path, form: str) -> None:
    before = nodes(waiting, "Quarantined")
    write(waiting, tmp_path / "mend", form)
    summary = load_folder(waiting, tmp_path / "mend")
    assert nodes(waiting, "Quarantined").keys() == before.keys()
    assert summary.quarantined == 3
    assert all("does not know" not in str(notice) for notice in summary.notices)


def test_what_is_mended_loads_and_waits_no_more(waiting: Database, tmp_path: Path) -> None:
    write(waiting, tmp_path / "mend")
    people, orders = (tmp_path / "mend" / f"{name}.csv" for name in ("members", "orders"))
    with people.open(encoding="utf-8-sig") as file:
        (row,) = list(csv.DictReader(file))
    with people.open("w", newline="") as file:
        writer = csv.DictWriter(file, row.keys())
        writer.writeheader()
        writer.writerow({**row, "member_id": "13800000009", "waits_because": ""})
    orders.write_text(orders.read_text(encoding="utf-8-sig").replace("'-5.00", "5.00"))
    load_folder(waiting, tmp_path / "mend")
    assert set(nodes(waiting, "Order")) == {"'=o1", "o2", "o3"}
    assert nodes(waiting, "Member")["13800000009"]["name"] == "=1+1"
    assert waits(waiting) == [("members", "138****0002")], "another id is another row: discard it"


def test_a_workbook_has_texts_only(waiting: Database, tmp_path: Path) -> None:
    assert write(waiting, tmp_path / "mend", "xlsx") == {"members.xlsx": 1, "orders.xlsx": 2}
    rows = CalamineWorkbook.from_path(tmp_path / "mend" / "orders.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][:4] == ["'=o1", "13800000001", "2026-01-05T00:00:00Z", "-5.00"]


def test_a_folder_with_something_in_it_is_left_alone(waiting: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not empty"):
        write(waiting, tmp_path)


def test_without_the_mark_a_files_apostrophes_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("member_id,sponsor_id,joined_at\n'=m1,,2026-01-01T00:00:00Z\n")
    assert read_delivery(tmp_path).tables["members"].good["member_id"].to_list() == ["'=m1"]
