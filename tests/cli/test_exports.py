"""The exports: columns, order, decimals and filters of docs/commands.md, on two hand-made runs."""

import csv
import io
import json

import pytest

from graph.database import Database
from tests.cli.company import GOLDEN, HELD
from tests.cli.conftest import Upline
from tests.statements import run_test_statement

pytestmark = pytest.mark.usefixtures("published")


def rows(upline: Upline, *arguments: str) -> list[dict[str, str]]:
    ended = upline(*arguments, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ended.out)))


def test_standings_have_their_columns_and_the_order_of_ids(upline: Upline):
    found = rows(upline, "standings", "--run", "1")
    assert list(found[0]) == [
        "run",
        "as_of",
        "member_id",
        "sponsor_id",
        "depth",
        "rank",
        "rank_order_id",
        "team_owner_id",
        "direct_recruits",
        "team_size",
        "personal_volume",
        "team_volume",
        "group_volume",
        "earned",
        "held",
        "available",
        "withdrawn",
        "highest_rank",
    ]
    assert [row["member_id"] for row in found] == [
        "A",
        "A1",
        "A2",
        "A3",
        "B1",
        "C1",
        "C2",
        "C3",
        "K",
        "Q",
        "S",
        "U",
    ]
    assert {row["as_of"] for row in found} == {"2026-01-31T20:00:00+08:00"}


def test_standings_of_the_golden_example_are_to_the_cent(upline: Upline):
    found = {row["member_id"]: row for row in rows(upline, "standings", "--run", "1")}
    assert {m: row["earned"] for m, row in found.items() if row["earned"] != "0.00"} == {
        member: f"{minor / 100:.2f}" for member, minor in GOLDEN.items()
    }
    assert (found["A"]["held"], found["A"]["available"]) == ("166.00", "964.00")
    assert (found["S"]["sponsor_id"], found["S"]["team_owner_id"]) == ("", "")
    assert (found["A3"]["sponsor_id"], found["A3"]["team_owner_id"]) == ("A", "A")


def test_an_older_run_is_read_as_it_was(upline: Upline):
    then, now = (
        {row["member_id"]: row for row in rows(upline, "standings", "--run", run)} for run in ("1", "2")
    )
    assert (then["A3"]["earned"], now["A3"]["earned"]) == ("700.00", "600.00")
    assert (then["B1"]["sponsor_id"], now["B1"]["sponsor_id"]) == ("A1", "A")
    assert set(now) - set(then) == {"'=1+1", "'-会员"}


def test_what_lies_above_the_published_run_is_not_seen(upline: Upline):
    assert upline("standings", "--run", "3").code == 2
    assert "later" not in {row["member_id"] for row in rows(upline, "standings")}
    assert {row["run"] for row in rows(upline, "ledger")} == {"1", "2"}
    assert {row["day"] for row in rows(upline, "pools")} == {"2026-01-05"}


def test_a_month_has_its_own_volumes_and_entries(upline: Upline):
    january, february = (
        {row["member_id"]: row for row in rows(upline, "standings", "--month", f"2026-0{month}")}
        for month in (1, 2)
    )
    assert (january["A3"]["personal_volume"], january["A3"]["group_volume"]) == ("699.00", "2097.00")
    assert (february["A3"]["personal_volume"], february["A3"]["group_volume"]) == ("699.00", "699.00")
    assert rows(upline, "standings", "--month", "2025-12")[3]["group_volume"] == "0.00"
    assert (january["A"]["earned"], january["A"]["held"]) == ("1100.00", "160.00")
    assert (february["A"]["earned"], february["A"]["held"]) == ("200.00", "40.00")
    assert (january["Q"]["earned"], january["Q"]["held"]) == ("320.00", "0.00")


def test_a_month_of_the_first_run_holds_what_that_run_holds(upline: Upline):
    found = rows(upline, "standings", "--month", "2026-01", "--run", "1")
    held = {row["member_id"]: row["held"] for row in found if row["held"] != "0.00"}
    assert held == {member: f"{minor / 100:.2f}" for member, minor in HELD.items()}
    assert {row["member_id"]: row["earned"] for row in found}["A"] == "1130.00"


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "January"])
def test_a_month_that_is_none_is_wrong_usage(upline: Upline, month: str):
    assert upline("standings", "--month", month).code == 2


def test_standings_can_be_of_one_rank_or_one_member(upline: Upline):
    assert [row["member_id"] for row in rows(upline, "standings", "--rank", "2")] == ["A", "A3", "U"]
    assert rows(upline, "standings", "--rank", "partner") == rows(upline, "standings", "--rank", "2")
    assert [row["member_id"] for row in rows(upline, "standings", "--member", "A")] == ["A"]


def test_a_month_that_has_not_begun_is_no_month_of_zeros(upline: Upline):
    ended = upline("standings", "--month", "2026-03")
    assert (ended.code, ended.err) == (
        2,
        "error: the month 2026-03 has not begun as of 2026-02-02T00:30:00+08:00\n",
    )


def test_rows_are_sorted_by_any_column_both_ways(upline: Upline):
    earned = [row["earned"] for row in rows(upline, "standings", "--sort", "earned", "--desc")]
    assert earned == sorted(earned, key=float, reverse=True)
    posted = [row["posted_on"] for row in rows(upline, "ledger", "--sort", "posted_on")]
    assert posted == sorted(posted)
    assert upline("standings", "--sort", "luck").code == 2
    assert upline("ledger", "--desc").code == 2


def test_the_ledger_can_leave_breakage_out(upline: Upline):
    every = rows(upline, "ledger")
    assert rows(upline, "ledger", "--members-only") == [row for row in every if row["payee_id"]]


def test_the_ledger_follows_the_clock_then_kind_then_payee_with_breakage_first(upline: Upline):
    found = rows(upline, "ledger", "--run", "1")
    assert [row["order_id"] for row in found] == sorted(
        row["order_id"] or "~" for row in found if row["order_id"]
    ) + [""] * 3
    second = [(row["kind"], row["payee_id"]) for row in found if row["order_id"] == "o2"]
    assert second == [
        ("differential", "K"),
        ("differential", "Q"),
        ("differential", "S"),
        ("direct", "A"),
        ("override", "U"),
        ("peer", ""),
        ("peer", "Q"),
    ]
    pools = [(row["pool"], row["payee_id"], row["order_id"]) for row in found[-3:]]
    assert pools == [("city", "K", ""), ("district", "Q", ""), ("province", "S", "")]


def test_pool_shares_come_after_the_last_order_of_their_day(upline: Upline):
    found = rows(upline, "ledger")
    places = [number for number, row in enumerate(found) if row["kind"] == "pool"]
    assert {row["day"] for row in found[: places[0]]} == {"2026-01-05"}
    assert {row["order_id"] for row in found[places[-1] + 1 :]} == {"f1"}


def test_a_correction_keeps_its_day_and_names_what_it_corrects(upline: Upline):
    found = rows(upline, "ledger", "--order", "o9", "--kind", "override")
    assert [(row["amount"], row["day"], row["posted_on"]) for row in found] == [
        ("100.00", "2026-01-05", "2026-01-31"),
        ("-100.00", "2026-01-05", "2026-02-02"),
    ]
    assert [row["corrects"] for row in found] == ["", found[0]["key"]]


def test_every_cut_of_the_ledger_is_part_of_the_whole_in_the_same_order(upline: Upline):
    whole = rows(upline, "ledger")
    for member in ("A", "Q", "S"):
        assert rows(upline, "ledger", "--member", member) == [
            row for row in whole if row["payee_id"] == member
        ]
    assert rows(upline, "ledger", "--order", "o4") == [row for row in whole if row["order_id"] == "o4"]
    assert rows(upline, "ledger", "--kind", "pool") == [row for row in whole if row["kind"] == "pool"]
    assert rows(upline, "ledger", "--kind", "peer") == [row for row in whole if row["kind"] == "peer"]
    assert rows(upline, "ledger", "--from", "2026-02-01") == [
        row for row in whole if row["day"] > "2026-01-31"
    ]
    assert rows(upline, "ledger", "--to", "2026-02-01") == [row for row in whole if row["day"] < "2026-02-01"]
    both = rows(upline, "ledger", "--member", "A", "--order", "o4", "--kind", "direct")
    assert [row["key"] for row in both] == ["000001 direct o4 A"]


def test_pools_have_a_row_per_day_and_pool(upline: Upline):
    assert upline("pools", "--format", "csv").out.splitlines() == [
        "pool,day,orders,fed,holders,share,carried,adjusted",
        "city,2026-01-05,9,90.00,1,90.00,0.00,0.00",
        "district,2026-01-05,8,80.00,1,80.00,0.00,0.00",
        "province,2026-01-05,9,90.00,1,90.00,0.00,0.00",
    ]
    assert [row["fed"] for row in rows(upline, "pools", "--pool", "district", "--run", "1")] == ["90.00"]
    assert rows(upline, "pools", "--from", "2026-01-06") == []
    assert upline("pools", "--from", "2026-01-06", "--to", "2026-01-06").code == 2


def test_the_quarantine_joins_its_reasons_and_tells_the_time_in_utc(upline: Upline):
    found = rows(upline, "quarantine", "--table", "members")
    assert found == [
        {
            "table": "members",
            "file": "members.csv",
            "row": "12",
            "key": "m9",
            "reason": "the sponsor 'nobody' is not known; deliver it, or leave the column empty",
            "delivered_at": "2026-01-31T00:00:00Z",
        }
    ]
    assert rows(upline, "quarantine")[1]["reason"].startswith("the amount '-5' is no amount; the text ")


def test_json_has_the_same_rows_with_decimals_as_text_and_null_for_nothing(upline: Upline):
    ended = upline("ledger", "--format", "json")
    listed = json.loads(ended.out)
    told = [{name: str(value or "") for name, value in row.items()} for row in listed]
    assert told == rows(upline, "ledger")
    assert listed[0]["pool"] is None


def test_the_summary_is_one_line_of_json(upline: Upline):
    summary = json.loads(upline("ledger", "--json").out)
    assert summary == {
        "command": "ledger",
        "run": 2,
        "as_of": "2026-02-02T00:30:00+08:00",
        "rows": 75,
        "sums": {"amount": "3610.00"},
    }


def test_a_member_that_a_night_is_moving_appears_once(upline: Upline, published: Database):
    run_test_statement(published, "half_moved", twice="A3", never="")
    found = [row["member_id"] for row in rows(upline, "standings")]
    assert len(found) == len(set(found)) == 14


def test_a_member_without_a_standing_is_an_error_and_not_a_missing_row(upline: Upline, published: Database):
    run_test_statement(published, "half_moved", twice="A3", never="A")
    for chosen in ((), ("--rank", "2")):
        ended = upline("standings", *chosen, "--json")
        assert (ended.code, ended.out) == (1, "")
        assert "member 'A' has no standing in run 2" in ended.err
