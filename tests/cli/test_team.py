"""`upline team`: the legs of a month, and the saved views of a team."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Upline

pytestmark = pytest.mark.usefixtures("published")


def test_legs_and_views_are_tables_files_and_sums(upline: Upline, tmp_path: Path) -> None:
    rows = json.loads(upline("standings", "--format", "json").out)
    head = max(rows, key=lambda row: row["team_size"])["member_id"]
    legs = json.loads(upline("team", head, "--format", "json").out)
    assert {row["member_id"] for row in legs} == {
        row["member_id"] for row in rows if row["sponsor_id"] == head
    }
    for view in ("behind", "stopped", "near"):
        shown = upline("team", head, "--view", view)
        assert shown.code == 0, shown.err
        out = tmp_path / f"{view}.csv"
        assert upline("team", head, "--view", view, "--out", str(out)).code == 0
        header = out.read_text(encoding="utf-8").splitlines()[0]
        assert header == "member_id,name,rank,month_volume,month_before,last_order,task"


def test_what_is_no_member_view_or_month_is_told(upline: Upline) -> None:
    assert "there is no member 'nobody'" in upline("team", "nobody").err
    assert upline("team", "nobody", "--view", "sleeping").code == 2
    head = json.loads(upline("standings", "--format", "json").out)[0]["member_id"]
    assert "is no month" in upline("team", head, "--month", "2026-13").err


def test_what_to_do_is_said_in_chinese_on_the_screen(upline: Upline) -> None:
    rows = json.loads(upline("standings", "--format", "json").out)
    head = max(rows, key=lambda row: row["team_size"])["member_id"]
    shown = upline("--lang", "zh", "team", head, "--view", "near")
    assert shown.code == 0
    assert "该做什么" in shown.out or "没有" in shown.out
