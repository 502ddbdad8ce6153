"""Export files: whole or not at all, and harmless in a spreadsheet."""

import io
import json
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cli.exporting import Column, Format, replace_file, write, write_csv, write_json
from graph.errors import UserError
from graph.spreadsheets import guarded, unguarded
from tests.cli.conftest import Upline

EVERYTHING = settings(derandomize=True, deadline=None)
CELLS = [Column[tuple[str, int, int]]("id", lambda row: row[0]), Column("n", lambda row: row[1], "number")]
CELLS += [Column("amount", lambda row: row[2], "money")]


@EVERYTHING
@given(st.text(alphabet="'=+-@\t\r\n＝;a1", max_size=8) | st.text())
def test_no_text_of_an_export_is_a_formula_and_every_text_can_be_read_again(text):
    cell = guarded(text)
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert all(part[:1] not in set("=+-@＝＋－＠") for part in re.split("[;\t\r\n]", cell))
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", ["", "m1", "'quoted'", "a=b", "1-2"])
def test_ordinary_ids_are_exported_as_they_are(text):
    assert guarded(text) == text


def test_negative_numbers_and_amounts_stay_numbers():
    stream = io.StringIO()
    assert write_csv(stream, CELLS, [("-5", -5, -5)]) == 1
    assert stream.getvalue() == "id,n,amount\n'-5,-5,-0.05\n"


def test_a_decimal_below_zero_stays_a_number():
    stream = io.StringIO()
    write_csv(stream, [Column[str]("rate", lambda row: row, "number")], ["-0.250000"])
    assert stream.getvalue() == "rate\n-0.250000\n"


@pytest.mark.parametrize("option", ["--limit", "--run", "--rank"])
@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "9e999990", "NaN", "1.5"])
def test_a_number_that_no_option_can_have_is_wrong_usage(upline: Upline, option: str, number: str):
    ended = upline("standings", option, number)
    assert (ended.code, "Traceback" in ended.err) == (2, False)


def test_json_needs_no_apostrophes():
    stream = io.StringIO()
    write_json(stream, CELLS, [("=1", -5, 69900)])
    assert json.loads(stream.getvalue()) == [{"id": "=1", "n": -5, "amount": "699.00"}]


def test_an_export_of_nothing_is_still_a_table():
    written = [io.StringIO(), io.StringIO()]
    assert write_csv(written[0], CELLS, []) == 0
    assert write_json(written[1], CELLS, []) == 0
    assert written[0].getvalue() == "id,n,amount\n"
    assert json.loads(written[1].getvalue()) == []


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path):
    target = tmp_path / "ledger.csv"
    target.write_text("old")

    def breaks():
        yield ("m1", 1, 1)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write(Format.CSV, target, CELLS, breaks())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_written_through(tmp_path: Path):
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    with replace_file(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


@pytest.mark.parametrize("name", ["no/such/folder.csv", "."])
def test_a_file_that_cannot_be_written_is_a_user_error(tmp_path: Path, name: str):
    with pytest.raises(UserError), replace_file(tmp_path / name):
        pass


@pytest.mark.usefixtures("published")
def test_the_ending_of_the_file_tells_the_format(upline: Upline, tmp_path: Path):
    for name, first in (("a.csv", "pool,day"), ("a.json", "[")):
        ended = upline("pools", "--out", str(tmp_path / name))
        assert ended.code == 0
        assert "3 rows written to" in ended.out
        assert (tmp_path / name).read_text().startswith(first)


def test_a_table_is_not_written_to_a_file(upline: Upline, tmp_path: Path):
    assert upline("pools", "--out", str(tmp_path / "a.txt")).code == 2
    assert upline("pools", "--out", str(tmp_path / "a.csv"), "--format", "table").code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("published")
def test_the_summary_names_the_file_it_wrote(upline: Upline, tmp_path: Path):
    target = tmp_path / "standings.csv"
    summary = json.loads(upline("standings", "--out", str(target), "--json").out)
    assert summary["rows"] == 14
    assert summary["out"] == str(target)
    assert len(target.read_text().splitlines()) == 15
    assert summary["sums"]["earned"] == "3490.00"


@pytest.mark.usefixtures("published")
def test_awkward_ids_are_quoted_in_the_file(upline: Upline):
    out = upline("standings", "--rank", "0", "--format", "csv").out.splitlines()
    assert [line.split(",")[2] for line in out[1:]] == ["'-会员", "'=1+1"]


def test_a_new_file_is_for_its_owner_and_a_replaced_one_keeps_its_mode(tmp_path: Path):
    new, shared = tmp_path / "new.csv", tmp_path / "shared.csv"
    shared.touch()
    shared.chmod(0o640)
    for target in (new, shared):
        write(Format.CSV, target, CELLS, [("m1", 1, 1)])
    assert [stat.S_IMODE(file.stat().st_mode) for file in (new, shared)] == [0o600, 0o640]


def test_what_a_command_writes_is_for_its_user_only(upline: Upline, tmp_path: Path):
    before = os.umask(0o022)
    try:
        upline("account", "list", "--out", str(tmp_path / "accounts.csv"))
        (tmp_path / "later").touch()
        assert stat.S_IMODE((tmp_path / "later").stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_workbook_has_numbers_as_numbers_and_every_text_as_it_is(tmp_path: Path):
    file = tmp_path / "rows.xlsx"
    texts = ["=1+1", "+1", "'x", "http://example.com", "007", "a\nb", "陈晨 🍵", ""]
    assert write(Format.XLSX, file, CELLS, [(text, -5, -69905) for text in texts]) == len(texts)
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows[0] == ["id", "n", "amount"]
    assert [row[0] for row in rows[1:]] == texts
    assert {tuple(row[1:]) for row in rows[1:]} == {(-5, -699.05)}
    with zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_an_amount_that_a_spreadsheet_could_not_hold_is_a_text(tmp_path: Path):
    file = tmp_path / "rows.xlsx"
    write(Format.XLSX, file, CELLS, [("a", 10**17 + 1, 10**17 + 1)])
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows[1] == ["a", "100000000000000001", "1000000000000000.01"]


def test_a_workbook_is_no_text_for_the_screen(upline: Upline):
    ended = upline("standings", "--format", "xlsx")
    assert ended.code == 2
    assert "name it with --out" in ended.err
