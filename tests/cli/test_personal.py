"""`upline member erase`, `upline member export` and `upline quarantine discard`, and the trail they leave."""

import json
from pathlib import Path

import pytest

from graph.database import Database
from tests.cli.conftest import Upline, upline
from tests.etl.deliveries import load
from tests.personal.test_erasure import FIRST
from tests.statements import run_test_statement

__all__ = ["upline"]


@pytest.fixture(autouse=True)
def load_company(database: Database) -> None:
    load(database, {**FIRST, "refunds": [f"r{n} | nowhere | 2026-01-06 | 1.00" for n in range(3)]})


def events(database: Database) -> list[tuple[str, str, str]]:
    rows = run_test_statement(database, "audit_events")
    return [(row["event"], row["member_id"], row["detail"]) for row in rows]


def test_a_member_is_erased_and_the_trail_says_so(upline: Upline, database: Database):
    ended = upline("member", "erase", "m1", "--reason", "a letter")
    assert (ended.code, ended.err) == (0, "")
    assert (
        "The member m1 is erased: name, channel, 3 touches, 1 reason of sponsor corrections, 0 waiting rows."
        in ended.out
    )
    assert "backups from before still hold it" in ended.out
    assert events(database) == [("member.erased", "m1", '{"reason": "a letter"}')]
    assert upline("member", "erase", "m9", "--reason", "a letter").code == 2
    assert upline("member", "erase", "m1").code == 2


def test_what_is_taken_of_money_is_told_so_that_it_can_be_delivered_again(upline: Upline, database: Database):
    load(database, {"orders": ["o8 | m1 | x | 9.00", "o9 | m1 | x | 9.00"]}, "more")
    ended = upline("member", "erase", "m1", "--reason", "a letter")
    assert "2 waiting rows. Figures stay" in ended.out
    assert "Notice: these rows waited and are taken, too: 2 of orders. Deliver them again" in ended.out


def test_the_data_of_a_member_is_written_into_one_file(upline: Upline, database: Database, tmp_path: Path):
    file = tmp_path / "m1.json"
    ended = upline("member", "export", "m1", "--out", str(file), "--json")
    assert json.loads(ended.out)["touches"] == 3
    assert json.loads(file.read_text(encoding="utf-8"))["member"]["name"] == "Wang Xiaoming"
    assert [row[:2] for row in events(database)] == [("member.exported", "m1")]
    assert upline("member", "export", "m9", "--out", str(tmp_path / "m9.json")).code == 2
    assert not (tmp_path / "m9.json").exists()


def test_a_waiting_row_is_discarded_by_its_key(upline: Upline, database: Database):
    ended = upline("quarantine", "discard", "--table", "refunds", "--key", "r1")
    assert (ended.code, ended.out) == (0, "Thrown away: 1 waiting row of refunds.\n")
    assert [row["key"] for row in database.read("load/quarantine/page", table="")] == ["r0", "r2"]
    ((event, _, detail),) = events(database)
    assert (event, json.loads(detail)) == (
        "quarantine.discarded",
        {"table": "refunds", "key": "r1", "rows": "1"},
    )
    ended = upline("quarantine", "discard", "--table", "refunds", "--key", "r1")
    assert (ended.code, "no row of refunds with the key 'r1' waits" in ended.err) == (2, True)


def test_all_rows_of_a_table_are_discarded_only_when_that_is_confirmed(upline: Upline, database: Database):
    ended = upline("quarantine", "discard", "--all-of", "refunds")
    assert (ended.code, "3 rows of refunds wait: say --yes" in ended.err) == (2, True)
    assert upline("quarantine", "discard", "--all-of", "refunds", "--yes").code == 0
    assert database.read("load/quarantine/size")[0]["size"] == 0
    assert "Nothing is in the quarantine." in upline("quarantine").out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--table", "refunds"),
        ("--key", "r1"),
        ("--all-of", "refunds", "--key", "r1"),
        ("--table", "refunds", "--all-of", "orders"),
    ],
)
def test_which_rows_are_meant_must_be_said(upline: Upline, arguments: tuple[str, ...]):
    ended = upline("quarantine", "discard", *arguments)
    assert (ended.code, "say which rows: --table TABLE --key KEY" in ended.err) == (2, True)


def test_the_quarantine_is_still_shown_without_a_word_after_it(upline: Upline):
    ended = upline("quarantine", "--table", "refunds", "--format", "csv")
    assert ended.out.count("r1") == 1
