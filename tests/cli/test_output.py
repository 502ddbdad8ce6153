"""What reaches the screen: no control characters, no markup, errors in words."""

import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.metrics import metric_columns
from graph.metrics import columns
from graph.printing import printable, to_json
from tests.cli.conftest import Upline

EVERYTHING = settings(derandomize=True, deadline=None)


@EVERYTHING
@given(st.text())
def test_no_text_can_steer_a_terminal(text):
    shown = printable(text)
    assert not [one for one in shown if unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize("text", ["王小明", "a b", "Ünï 👩‍👩‍👧", "\u00a0", "x\\x1b"])
def test_ordinary_text_is_shown_as_it_is(text):
    assert printable(text) == text


def test_what_turns_text_around_is_shown_as_an_escape():
    assert printable("a\u202eb\x1b[2J\x9b") == "a\\u202eb\\x1b[2J\\x9b"


@EVERYTHING
@given(st.text())
def test_json_gives_every_text_back_and_is_safe_on_a_terminal(text):
    line = to_json(text)
    assert json.loads(line) == text
    assert not [one for one in line if unicodedata.category(one) in {"Cc", "Zl", "Zp"}]


def test_wrong_usage_exits_2(upline: Upline):
    assert upline("standings", "--rank", "-1").code == 2
    assert upline("ledger", "--from", "2026-02-30").code == 2
    assert upline("no-such-command").code == 2


@pytest.mark.usefixtures("published")
def test_a_mistake_is_told_in_words_on_standard_error(upline: Upline):
    ended = upline("ledger", "--member", "[red]nobody[/red]")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "error: there is no member '[red]nobody[/red]' in run 2\n"


def test_an_argument_with_control_characters_is_refused_and_shown_harmless(upline: Upline):
    ended = upline("ledger", "--member", "\x1b[31mred")
    assert ended.code == 2
    assert ended.err == "error: an argument has characters that are no text: --member \\x1b[31mred\n".replace(
        "--member ", ""
    )


@pytest.mark.usefixtures("database")
def test_before_the_first_run_the_next_step_is_named(upline: Upline):
    ended = upline("standings")
    assert ended.code == 2
    assert "nothing is published yet" in ended.err
    assert "upline nightly" in ended.err


def test_a_wrong_setting_is_told_in_words(upline: Upline, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UPLINE_HEAP_MB", "much")
    ended = upline("pools")
    assert ended.code == 2
    assert "UPLINE_HEAP_MB" in ended.err
    assert "Traceback" not in ended.err


def test_an_unknown_log_level_names_those_there_are(upline: Upline, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UPLINE_LOG_LEVEL", "loud")
    ended = upline("pools")
    assert ended.code == 2
    assert "debug, info, warning, error" in ended.err


def test_ctrl_c_ends_quietly_with_130(upline: Upline, monkeypatch: pytest.MonkeyPatch):
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.connection.connect", pressed)
    ended = upline("pools")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


def test_the_version_is_shown(upline: Upline):
    assert upline("--version").out.startswith("upline ")


@pytest.mark.usefixtures("published")
def test_a_wide_table_has_all_columns_and_a_narrow_one_names_what_it_leaves_out(upline: Upline):
    wide, narrow = upline("standings"), upline("standings", columns=60)
    assert "No room for" not in wide.out
    assert max(map(len, narrow.out.splitlines())) <= 60
    assert "No room for" in narrow.out
    assert "depth" in narrow.out.partition("No room for")[2]
    assert narrow.err == ""


@pytest.mark.usefixtures("published")
def test_a_table_says_how_many_rows_it_does_not_show(upline: Upline):
    ended = upline("ledger", "--limit", "5")
    assert "70 more rows: use --limit, a filter, or --format csv." in ended.out


@pytest.mark.usefixtures("published")
def test_a_narrow_terminal_still_shows_which_row_waits(upline: Upline):
    first = upline("quarantine", "--table", "members", columns=40).out.split("\n\n")[1]
    assert " ".join(first.split()).startswith("table members file members.csv row 12 key m9")
    assert "the sponsor 'nobody' is not known" in first


@pytest.mark.usefixtures("published")
def test_a_table_adds_up_when_all_rows_are_shown(upline: Upline):
    paid = upline("ledger", "--order", "o5", "--members-only").out.splitlines()
    assert paid[-2].split()[0] == "total"
    assert "total" not in upline("ledger", "--limit", "5").out


@pytest.mark.usefixtures("published")
def test_a_table_names_ranks(upline: Upline):
    assert "5 province" in upline("standings").out
    assert "5 省级经销商 VIP3" in upline("--lang", "zh", "standings").out


def test_a_table_shows_rates_in_percent_and_files_as_decimals():
    (rate,) = (column for column in metric_columns(columns("conversion")) if column.name == "rate")
    assert rate.screen is not None
    assert (rate.screen({"rate": Decimal("0.481481")}), rate.cell({"rate": Decimal("0.481481")})) == (
        "48.15 %",
        "0.481481",
    )


@pytest.mark.usefixtures("published")
def test_a_table_shows_money_to_the_cent_on_the_right(upline: Upline):
    assert "1,130.00  166.00     964.00" in upline("standings", "--member", "A").out


@pytest.mark.usefixtures("published")
def test_a_table_without_rows_says_so(upline: Upline):
    assert "No row fits these filters." in upline("standings", "--member", "A", "--rank", "0").out
    unknown = upline("standings", "--rank", "9")
    assert (unknown.code, "visitor, member, partner" in unknown.err) == (2, True)
    assert "Nothing is in the quarantine." in upline("quarantine", "--table", "spend").out


@pytest.mark.usefixtures("published")
def test_a_table_shows_control_characters_of_a_quarantined_row_as_escapes(upline: Upline):
    out = upline("quarantine").out
    assert "\x1b" not in out
    assert "\\x1b[2J" in out
