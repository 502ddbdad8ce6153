"""End to end: the golden example of rules.md is delivered as tables, calculated, and exported to the cent."""

import csv
import io
from pathlib import Path

import pytest

from etl.loading import load_folder
from graph.database import Database
from graph.nightly import run_nightly
from tests.cli.company import BUYERS, GOLDEN, HELD, PAID, micros
from tests.cli.conftest import Upline
from tests.spec.delivery import write_delivery
from tests.spec.test_golden import GOLDEN as FACTS

pytestmark = pytest.mark.usefixtures("calculated")


@pytest.fixture
def calculated(database: Database, tmp_path: Path) -> None:
    load_folder(database, write_delivery(tmp_path / "delivery", FACTS))
    run_nightly(database, as_of=micros("2026-01-31T20:00:00"))


def rows(upline: Upline, *arguments: str) -> list[dict[str, str]]:
    ended = upline(*arguments, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ended.out)))


def test_the_ledger_pays_what_the_example_tells(upline: Upline):
    paid = [
        f"{o} {p or '-'} {k}{'/' + s if s else ''} {a}" for o, p, k, s, a in _entries(rows(upline, "ledger"))
    ]
    told = []
    for line in PAID.strip().splitlines():
        order, _, listed = line.partition(" ")
        every = [*listed.split(", "), "Q differential 20", "K differential 10", "S differential 20"]
        told += [f"{order} {one}.00" for one in every]
    told += [" Q pool 90.00", " K pool 90.00", " S pool 90.00"]
    assert sorted(paid) == sorted(told)


def _entries(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in ("order_id", "payee_id", "kind", "source", "amount")) for row in rows]


def test_every_entry_has_the_marks_of_a_first_night(upline: Upline):
    found = rows(upline, "ledger")
    marks = {(row["run"], row["day"], row["posted_on"], row["corrects"]) for row in found}
    assert marks == {("1", "2026-01-05", "2026-01-31", "")}
    assert len({row["key"] for row in found}) == len(found)
    places = [(row["order_id"] or "~", row["kind"], row["payee_id"]) for row in found]
    assert places == sorted(places)


@pytest.mark.parametrize("month", [(), ("--month", "2026-01")])
def test_the_standings_are_those_of_the_example(upline: Upline, month: tuple[str, ...]):
    found = {row["member_id"]: row for row in rows(upline, "standings", *month)}
    assert list(found) == sorted(found)
    earned = {member: row["earned"] for member, row in found.items() if row["earned"] != "0.00"}
    assert earned == {member: f"{minor / 100:.2f}" for member, minor in GOLDEN.items()}
    assert (found["A"]["held"], found["A"]["available"]) == ("166.00", "964.00")
    assert {m: found[m]["held"] for m in HELD} == {m: f"{minor / 100:.2f}" for m, minor in HELD.items()}
    assert (found["A"]["rank"], found["A"]["rank_order_id"]) == ("2", "o3")
    assert (found["U"]["rank_order_id"], found["U"]["team_owner_id"]) == ("", "Q")
    for member, row in found.items():
        own = 699 * list(BUYERS.values()).count(member)
        assert row["personal_volume"] == f"{own}.00"
    assert (found["S"]["team_volume"], found["S"]["team_size"], found["S"]["depth"]) == ("6291.00", "11", "0")
    assert found["A"]["direct_recruits"] == "3"


def test_another_month_is_empty(upline: Upline):
    found = rows(upline, "standings", "--month", "2025-12")
    assert {(row["group_volume"], row["earned"], row["held"]) for row in found} == {("0.00", "0.00", "0.00")}


def test_the_pools_share_90_each(upline: Upline):
    assert [tuple(row.values()) for row in rows(upline, "pools")] == [
        (pool, "2026-01-05", "9", "90.00", "1", "90.00", "0.00", "0.00")
        for pool in ("city", "district", "province")
    ]
