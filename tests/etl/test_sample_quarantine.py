"""What is wrong on purpose in the sample, and nothing else, waits in the quarantine."""

from pathlib import Path

import polars as pl
import pytest

from etl.contract import TABLES
from etl.loading.quarantining import with_ids
from etl.reading import read_delivery
from etl.resolution import Case, Stored, resolve
from etl.resolution.case import MARKS
from etl.sample import company, write_sample, write_second_delivery


def waiting(folder: Path) -> pl.DataFrame:
    """The rows of a first delivery that do not load: table, first column (or key), reasons."""
    delivery = read_delivery(folder)
    candidates = {
        name: checked.good.with_columns(pl.lit(None, MARKS["qid"]).alias("qid"))
        for name, checked in delivery.tables.items()
    }
    bad = {name: with_ids(name, checked.bad) for name, checked in delivery.tables.items()}
    resolutions = resolve(Case(candidates, bad, Stored()))
    held = [
        resolutions[name].held.select(
            pl.lit(name).alias("table"),
            pl.col(TABLES[name].key[0]).alias("id"),
            pl.col("reasons").list.join("; "),
        )
        for name in TABLES
    ]
    unsound = [
        rows.select(
            "table", pl.col("key").str.split(" ").list.first().alias("id"), pl.col("reasons").list.join("; ")
        )
        for rows in bad.values()
    ]
    return pl.concat([*held, *unsound])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def expected() -> list[tuple[str, str]]:
    return sorted((table, str(cells[0])) for bad in company().bad for table, cells in bad.rows)


def test_the_quarantine_holds_exactly_the_rows_that_are_wrong_on_purpose(folder):
    found = waiting(folder)
    assert sorted(found.select("table", "id").rows()) == expected()
    assert (found["reasons"].str.len_chars() > 0).all()


def test_with_the_second_delivery_the_row_that_waited_for_its_sponsor_loads(folder, tmp_path):
    write_second_delivery(tmp_path)
    for first in folder.iterdir():
        second = tmp_path / first.name
        later = second.read_text("utf-8").split("\n", 1)[1] if second.exists() else ""
        second.write_text(first.read_text("utf-8") + later, "utf-8")
    assert sorted(waiting(tmp_path).select("table", "id").rows()) == [
        row for row in expected() if row != ("members", "M-ORPHAN")
    ]
