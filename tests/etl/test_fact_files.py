"""The facts that are kept as files: what the graph holds after every load, killed or not, or made anew."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from etl.loading import abandon, load_delivery
from graph.columnar.facts import TABLES, read_facts
from graph.database import Database, Row
from graph.errors import UserError
from graph.fact_files import Folder, facts_of, folder_at, rebuild, status
from graph.nightly import run_nightly
from graph.plan import load_plan
from graph.simulation import simulate
from tests.etl.deliveries import Rows, delivery
from tests.statements import run_test_statement

FIRST = {
    "communities": ["k|m2|Kitchen"],
    "products": ["P699|Box", "P1|Tea"],
    "members": ["m1||2026-01-01", "m2|m1|2026-01-02", "m3|m2|2026-02-01"],
    "customers": ["c1|k|2026-01-03", "c2||2026-03-01"],
    "orders": ["o1|m1|2026-01-05|699.00", "o2|m2|2026-02-05|709.00", "o3|c1|2026-02-06|20.00"],
    "order_lines": ["o1|1|P699|1|699.00", "o2|1|P699|1|699.00", "o2|2|P1|2|10.00"],
    "refunds": ["r1|o2|2026-02-07|10.00"],
    "opening_standings": ["m1|2|"],
    "sponsor_corrections": ["m3|m1|2026-02-08|typed wrong"],
    "adjustments": ["a1|m2|2026-02-07|-5.00|late|Ann|Bo"],
    "withdrawals": ["w1|m1|2026-02-07|1.00|cash|", "w2|m2|2026-02-07|2.00|purchase|o2"],
}
BREAKS = {
    "order_lines": ["o2|3|P1|1|5.00"],  # the lines no longer add up: o2 is withdrawn with all that is its
    "members": ["m4|m3|2026-02-09", "m5|m9|2026-02-09"],
    "orders": ["o4|m4|2026-02-10|699.00"],
}
MENDS = {
    "orders": ["o2|m2|2026-02-05|714.00", "o5|m1|2026-04-01|1.00"],
    "members": ["m9|m1|2026-02-09"],  # wakes m5
    "order_lines": ["o4|1|P699|1|699.00"],  # comes to a loaded order
}
LABELS = {  # what a later delivery may change of loaded rows: categories, and receipts that were empty
    "products": ["P1|Tea|drinks"],
    "orders": ["o1|m1|2026-01-05|699.00|||2026-01-09", "o5|m1|2026-04-01|1.00|shop||"],
}
REVISES = {  # another amount and lines; another month
    "orders": ["o2|m2|2026-02-05|709.00|||||2026-02-09", "o5|m1|2026-03-01|1.00|shop||||2026-04-02"],
    "order_lines": ["o2|1|P699|1|699.00|2026-02-09", "o2|2|P1|1|10.00|2026-02-09"],
}
EVERY_LOAD = [
    (FIRST, "first"),
    (BREAKS, "breaks"),
    (MENDS, "mends"),
    (MENDS, "the same again"),
    (LABELS, "labels"),
    (REVISES, "revises"),
]
_DAY = 86_400


class _KilledError(Exception):
    """The load was killed."""


@dataclass(frozen=True)
class _KilledBefore(Database):
    """A database whose client dies before a statement, or before nodes of a label are made."""

    statement: str

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        name, parameters = steps[0]
        if self.statement in {name, parameters.get("label")}:
            raise _KilledError
        return super().write_all(steps)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the files are."""
    return tmp_path / "facts"


@pytest.fixture
def folder(place: Path) -> Folder:
    """The folder of facts that is at that place."""
    return folder_at(str(place))


def load(database: Database, rows: Rows, name: str, folder: Folder | None) -> None:
    load_delivery(database, delivery(rows, name), facts_folder=folder)


def kept_rows(database: Database, folder: Folder) -> dict[str, list[Row]]:
    """Return the rows of the files that the graph names; they must be the graph's."""
    assert status(database, folder).differs is None
    files = facts_of(database, folder).files
    assert files is not None
    return _sorted(files)


def graph_rows(database: Database, scratch: Path) -> dict[str, list[Row]]:
    scratch.mkdir()
    return _sorted(read_facts(database, scratch))


def _sorted(files: Mapping[str, Sequence[str]]) -> dict[str, list[Row]]:
    rows = {
        table: [row for file in files[table] for row in pl.read_parquet(file).to_dicts()] for table in TABLES
    }
    return {table: sorted(rows[table], key=str) for table in TABLES}


def test_after_every_load_the_files_hold_what_the_graph_holds(
    database: Database, tmp_path: Path, folder: Folder
) -> None:
    sizes = []
    for number, (rows, name) in enumerate(EVERY_LOAD):
        load(database, rows, name, folder)
        there = kept_rows(database, folder)
        assert there == graph_rows(database, tmp_path / str(number))
        sizes.append((len(there["orders"]), len(there["lines"]), len(there["refunds"])))
    assert sizes == [(3, 3, 1), (3, 1, 0), (5, 5, 1), (5, 5, 1), (5, 5, 1), (5, 4, 1)]


def test_files_are_by_table_and_month_and_never_change(
    database: Database, folder: Folder, place: Path
) -> None:
    load(database, FIRST, "first", folder)
    before = {file: file.read_bytes() for file in place.glob("*/*/*.parquet")}
    months = {file.relative_to(place).parent.as_posix() for file in before}
    assert {"orders/2026-01", "orders/2026-02", "lines/2026-02", "communities/all"} <= months
    for rows, name in EVERY_LOAD[1:]:
        load(database, rows, name, folder)
    assert {file: file.read_bytes() for file in before} == before


def test_a_month_of_many_files_becomes_one(database: Database, tmp_path: Path, folder: Folder) -> None:
    load(database, FIRST, "first", folder)
    for number in range(20):
        load(database, {"orders": [f"n{number}|m1|2026-05-01|1.00"]}, str(number), folder)
    files = facts_of(database, folder).files
    assert files is not None
    assert len([file for file in files["orders"] if "/2026-05/" in file]) < 16
    assert kept_rows(database, folder) == graph_rows(database, tmp_path / "graph")


@pytest.mark.parametrize(
    "statement",
    ["Member", "load/withdrawals/withdraw_refunds", "Order", "load/delivery/done"],
)
def test_a_load_that_is_killed_leaves_no_files_named_and_they_are_made_anew(
    database: Database, tmp_path: Path, statement: str, folder: Folder
) -> None:
    load(database, FIRST, "first", folder)
    with pytest.raises(_KilledError):
        load(_KilledBefore(database.driver, database.name, statement), BREAKS, "breaks", folder)
    assert str(status(database, folder).differs) == "none were kept since the last change"
    load(database, BREAKS, "breaks", folder)
    load(database, MENDS, "mends", folder)
    assert "made anew from the graph: none were kept" in str(
        run_nightly(database, facts_folder=folder).notice
    )
    assert kept_rows(database, folder) == graph_rows(database, tmp_path / "graph")
    assert run_nightly(database, facts_folder=folder).notice is None


@pytest.mark.parametrize("step", ["changed", "keep", "sweep"])
def test_a_load_that_is_killed_while_it_writes_files_leaves_none_named(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, folder: Folder
) -> None:
    def killed(*_arguments: object) -> None:
        raise _KilledError

    load(database, FIRST, "first", folder)
    with monkeypatch.context() as patch:
        patch.setattr(f"graph.fact_files.folder.Folder.{step}", killed)
        with pytest.raises(_KilledError):
            load(database, BREAKS, "breaks", folder)
    assert str(status(database, folder).differs) == "none were kept since the last change"
    load(database, BREAKS, "breaks", folder)
    assert facts_of(database, folder).notice is not None
    assert kept_rows(database, folder) == graph_rows(database, tmp_path / "graph")


def test_an_abandoned_delivery_leaves_no_files_named(database: Database, folder: Folder) -> None:
    load(database, FIRST, "first", folder)
    unfinished = delivery(BREAKS, "breaks")
    killed = _KilledBefore(database.driver, database.name, "Order")
    with pytest.raises(_KilledError):
        load_delivery(killed, unfinished, facts_folder=folder)
    abandon(database, unfinished.digest)
    assert status(database, folder).differs is not None


def test_a_load_that_keeps_no_files_takes_the_name_of_older_ones_away(
    database: Database, folder: Folder
) -> None:
    load(database, FIRST, "first", folder)
    load(database, BREAKS, "breaks", None)
    assert str(status(database, folder).differs) == "none were kept since the last change"


def test_a_graph_with_the_facts_of_a_backup_gets_its_own_files(
    database: Database, tmp_path: Path, folder: Folder
) -> None:
    load(database, FIRST, "first", folder)
    old = database.read("load/fact_files/kept")[0]
    load(database, BREAKS, "breaks", folder)
    database.write("load/fact_files/keep", **old)  # the older name, as after a restore of the older state
    assert str(status(database, folder).differs) == "members: 3 rows in the files, 4 in the graph"
    assert "members: 3 rows" in str(run_nightly(database, facts_folder=folder).notice)
    assert kept_rows(database, folder) == graph_rows(database, tmp_path / "graph")


def _lose_a_file(folder: Path) -> None:
    next(folder.glob("orders/2026-01/*.parquet")).unlink()


def _damage_a_file(folder: Path) -> None:
    next(folder.glob("orders/2026-01/*.parquet")).write_bytes(b"PAR1 and nothing else")


def _change_a_buyer(folder: Path) -> None:
    file = next(folder.glob("orders/2026-01/*.parquet"))
    pl.read_parquet(file).with_columns(buyer_id=pl.lit("m2")).write_parquet(file)


def _lose_the_manifests(folder: Path) -> None:
    for file in folder.glob("manifests/*"):
        file.unlink()


def _be_of_an_earlier_upline(folder: Path) -> None:
    for file in folder.glob("manifests/*"):
        read = json.loads(file.read_text())
        read["columns"]["orders"].remove("group_id")
        file.write_text(json.dumps(read))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_lose_a_file, "a file is missing or cannot be read"),
        (_damage_a_file, "the files of orders are not those that the graph names"),
        (_change_a_buyer, "the files of orders are not those that the graph names"),
        (_lose_the_manifests, "those that the graph names are not there"),
        (_be_of_an_earlier_upline, "those that the graph names are not there"),
    ],
)
def test_files_that_are_not_the_graphs_are_found_and_made_anew(
    database: Database, damage, words: str, folder: Folder, place: Path
) -> None:
    load(database, FIRST, "first", folder)
    damage(place)
    assert str(status(database, folder).differs) == words
    assert words in str(facts_of(database, folder).notice)
    assert kept_rows(database, folder) == graph_rows(database, place.parent / "graph")


def test_a_fact_that_is_lost_in_the_graph_is_found(database: Database, folder: Folder) -> None:
    load(database, FIRST, "first", folder)
    run_test_statement(database, "damage_an_order_is_lost")
    assert str(status(database, folder).differs) == "orders: 3 rows in the files, 2 in the graph"


def test_what_no_manifest_names_is_swept_after_a_day(database: Database, folder: Folder, place: Path) -> None:
    load(database, FIRST, "first", folder)
    orphan = place / "orders" / "2026-01" / f"{'a' * 32}.parquet"
    others = place / "orders" / "2026-01" / "of somebody else.parquet"
    others.write_bytes(b"not ours")
    orphan.write_bytes(b"left by a load that was killed")
    rebuild(database, folder)
    assert orphan.exists()
    for file in place.glob("*/**/*.*"):
        os.utime(file, times=(time.time() - 2 * _DAY,) * 2)
    rebuild(database, folder)
    assert not orphan.exists()
    assert others.exists()
    assert len(list(place.glob("manifests/*"))) == 2  # this one and the one before
    assert status(database, folder).differs is None


def test_a_folder_that_cannot_be_written_stops_neither_loads_nor_nights(
    database: Database, folder: Folder, place: Path
) -> None:
    place.write_text("a file is in the way")
    summary = load_delivery(database, delivery(FIRST, "first"), facts_folder=folder)
    assert "the facts could not be kept" in str(summary.notices[0])
    assert "name another one in UPLINE_FACTS" in str(run_nightly(database, facts_folder=folder).notice)


def test_nights_and_simulations_from_files_are_those_from_the_graph(
    database: Database, folder: Folder
) -> None:
    plan = load_plan("chain_699").with_readings({"pool_days": "restate"})  # as a single run shares
    for rows, name in EVERY_LOAD:
        load(database, rows, name, folder)
        assert run_nightly(database, [plan], facts_folder=folder).notice is None
    by_files, by_graph = simulate(database, plan, facts_folder=folder), simulate(database, plan)
    assert by_files.after == by_graph.after == by_graph.before


def test_files_can_be_kept_at_an_address(database: Database, tmp_path: Path) -> None:
    folder = folder_at("memory://bucket/facts")
    for rows, name in EVERY_LOAD:
        load(database, rows, name, folder)
    assert status(database, folder).differs is None
    assert run_nightly(database, facts_folder=folder).notice is None
    plan = load_plan("chain_699")
    assert simulate(database, plan, facts_folder=folder).after == simulate(database, plan).after
    assert not list(tmp_path.iterdir())
    rebuild(database, folder)
    assert status(database, folder).differs is None


def test_an_address_that_cannot_be_is_told_before_anything_happens() -> None:
    with pytest.raises(UserError, match="UPLINE_FACTS"):
        folder_at("nowhere://bucket/facts")
