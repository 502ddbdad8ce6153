"""Oversized cells: the quarantine keeps their beginning, and no transaction takes the server's memory."""

from pathlib import Path

import polars as pl
import pytest

from etl.loading import load_folder
from etl.loading.transactions import slices
from etl.payload import cells
from etl.validation import check_rows
from graph.database import Database
from graph.nightly import run_nightly
from tests.etl.deliveries import waiting

_SIZE = 50_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A company of one, and a member whose id takes 50 MB."""
    members = pl.DataFrame(
        {
            "member_id": ["m1", "x" * _SIZE],
            "sponsor_id": ["", "m1"],
            "joined_at": ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
        }
    )
    members.write_parquet(tmp_path / "members.parquet")
    (tmp_path / "orders.csv").write_text("order_id,buyer_id,paid_at,amount\n", encoding="utf-8")
    return tmp_path


def test_a_cell_of_50_mb_waits_with_its_beginning_and_the_night_runs(
    database: Database, folder: Path
) -> None:
    summary = load_folder(database, folder)
    assert (summary.tables["members"].loaded, summary.tables["members"].quarantined) == (1, 1)
    kept = cells(database.read("load/quarantine/all")[0]["payload"])["member_id"]
    assert kept == "x" * 4000 + "… (50000000 characters)"
    assert run_nightly(database).run == 1
    again = load_folder(database, folder)
    assert (again.tables["members"].unchanged, again.waiting) == (1, 1)
    assert len(waiting(database)) == 1


@pytest.mark.parametrize("cell", ["x" * 4001, "9" * 4001, "2026-01-01T00:00:00Z" + "0" * 4000])
@pytest.mark.parametrize("column", ["order_id", "buyer_id", "paid_at", "amount", "channel"])
def test_a_row_whose_cell_was_cut_is_bad_for_ever(column: str, cell: str) -> None:
    row = {"order_id": "o1", "buyer_id": "m1", "paid_at": "2026-01-31T09:00:00Z", "amount": "699.00"}
    places = {"file": "orders.csv", "row": 2}
    bad = check_rows("orders", pl.DataFrame([row | {column: cell} | places])).bad
    assert len(bad["payload"][0]) < 4500
    again = check_rows("orders", pl.DataFrame([cells(bad["payload"][0]) | places]))
    assert (len(again.good), len(again.bad)) == (0, 1)


def test_texts_of_the_longest_sound_length_are_never_cut() -> None:
    row = {"member_id": "m" * 256, "sponsor_id": "s" * 256, "joined_at": "no time", "name": "王" * 1000}
    bad = check_rows("members", pl.DataFrame([row | {"file": "members.csv", "row": 2}])).bad
    assert cells(bad["payload"][0]) == row


def test_a_batch_ends_by_rows_or_by_bytes() -> None:
    small = pl.DataFrame({"id": [str(number) for number in range(25_000)]})
    assert [len(batch) for batch in slices(small)] == [10_000, 10_000, 5_000]
    large = pl.DataFrame({"id": ["x" * 1_000_000] * 20, "n": range(20), "reasons": [["y"], []] * 10})
    batches = list(slices(large))
    assert pl.concat(batches).equals(large)
    assert max(len(batch) for batch in batches) <= 9
    assert list(slices(small.clear())) == []
