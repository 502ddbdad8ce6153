"""The command speaks Chinese where it is asked to: help, errors, tables; never what machines read."""

import json

import pytest
from rich.cells import cell_len

from cli.language import language_of
from graph.errors import UserError
from tests.cli.conftest import Upline


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--lang", "zh", "load"], {}, "zh"),
        (["--lang=zh", "load"], {"UPLINE_LANG": "en"}, "zh"),
        (["load", "--lang", "zh"], {}, "en"),
        (["load"], {"UPLINE_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        (["load"], {"UPLINE_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        (["load"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["load"], {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (["load"], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "zh"),
        (["load"], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_option_then_the_variable_then_the_locale_choose_the_language(arguments, environment, language):
    assert language_of(arguments, environment) == language


def test_a_variable_that_names_no_language_is_refused():
    with pytest.raises(UserError, match="UPLINE_LANG='fr' is no language: choose one of zh, en"):
        language_of([], {"UPLINE_LANG": "fr"})


def test_help_is_chinese_with_its_titles_and_only_then(upline: Upline):
    chinese = upline("--lang", "zh", "load", "--help", columns=80)
    assert chinese.code == 0
    for word in (
        "用法：upline load [选项] [FOLDER]",
        "参数",
        "选项",
        "显示本说明并退出。",
        "那次交付（写其摘要或开头几位）。已",
    ):
        assert word in chinese.out
    assert "…" not in chinese.out
    assert {cell_len(line) for line in chinese.out.splitlines() if line.startswith("│")} == {80}
    english = upline("load", "--help")
    assert "Usage: upline load [OPTIONS] [FOLDER]" in english.out
    assert "Show this message and exit." in english.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["frob"], "没有命令 'frob'。"),
        (["stanings"], "没有命令 'stanings'。是不是 'standings'？"),
        (["load", "--frob"], "没有选项：--frob"),
        (["load", "--mapping"], "选项 '--mapping' 需要一个值。"),
        (["load", "a", "b"], "多余的参数（b）"),
        (["standings", "--run", "x"], "'--run' 的值无效：'x' 不是有效的 int range。"),
        (["standings", "--limit", "0"], "'--limit' 的值无效：0 不在范围内"),
        (["key", "add"], "缺少参数 'ACCOUNT'。"),
        (
            ["ledger", "--from", "2026-13-01"],
            "'--from' 的值无效：'2026-13-01' 不是 1970-01-01 到 2200-01-01 之间的日期",
        ),
        (["load", "/nowhere"], "错误：没有文件夹 /nowhere：请给出存放表的文件夹"),
        (["plan", "check", "nope"], "错误：没有方案 'nope'"),
    ],
)
def test_wrong_usage_and_wrong_input_are_told_in_chinese(upline: Upline, arguments, sentence):
    ended = upline("--lang", "zh", *arguments)
    assert ended.code == 2
    assert sentence in ended.err


def test_a_language_that_is_none_is_wrong_usage(upline: Upline):
    ended = upline("--lang", "fr", "load")
    assert ended.code == 2
    assert "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'." in ended.err


@pytest.mark.usefixtures("published")
def test_tables_have_chinese_titles_and_files_the_names_of_the_contract(upline: Upline):
    table = upline("--lang", "zh", "standings").out
    assert "等级结果，第 2 次结算" in table
    assert "推荐人" in table
    assert "sponsor_id" not in table
    csv = upline("--lang", "zh", "standings", "--format", "csv").out
    assert csv == upline("standings", "--format", "csv").out
    summary = upline("--lang", "zh", "standings", "--json").out
    assert json.loads(summary) == json.loads(upline("standings", "--json").out)


@pytest.mark.usefixtures("published")
def test_an_explanation_is_told_in_chinese_and_its_json_is_not(upline: Upline):
    told = upline("--lang", "zh", "explain", "--member", "A").out
    assert "会员 A" in told
    assert "直推" in told
    as_json = ("explain", "--member", "A", "--format", "json")
    assert upline("--lang", "zh", *as_json).out == upline(*as_json).out


def test_a_plan_is_checked_in_chinese(upline: Upline):
    told = upline("--lang", "zh", "plan", "check", "chain_699").out
    assert "方案 chain_699 正确：自始有效，币种 CNY" in told
    assert "等级：会员满足以下条件即达到：" in told
    as_json = ("plan", "check", "chain_699", "--json")
    assert upline("--lang", "zh", *as_json).out == upline(*as_json).out
