"""Sentences that the graph keeps in English are read in Chinese: all that rows and checks can be told of."""

import re
from string import Formatter

import polars as pl
import pytest

from dashboard.pages.runs import data
from dashboard.words import spoken_in
from dashboard.words.told import WORDS, finding, reason
from etl.contract import TABLES
from etl.validation import check_rows
from graph.nightly.findings import SEPARATOR, Finding
from graph.reads.quarantine import quarantine
from graph.words.quarantine import Reason, told
from tests.dashboard.browser import quiet
from tests.dashboard.conftest import Company, Opened

ENGLISH = re.compile(r"expected|there is no|must not|differs from|waits in|\b(is|are|or|the)\b")
"""Words of sentences; ids, names of columns and formats stay as they are."""
TIMES = ("2020-13-45T99:00:00Z", "1969-01-01T00:00:00Z", "1850-01-01")
BAD_CELLS = ("", "x" * 300, *TIMES, "-5.00", "0", "9" * 30, "a\tb", "same")


def filled(template: str) -> tuple[str, dict[str, str]]:
    fields = {name: f"«{name}»" for _text, name, *_rest in Formatter().parse(template) if name}
    return template.format(**fields), fields


@pytest.mark.parametrize("one", Reason)
def test_a_reason_is_found_again_with_its_fields(one: Reason) -> None:
    sentence, fields = filled(one)
    with spoken_in("zh"):
        said = reason(sentence)
    assert said != sentence
    assert all(field in said for field in fields.values())
    assert not ENGLISH.search(said)
    assert reason(sentence) == sentence


@pytest.mark.parametrize("one", Finding)
def test_a_finding_is_found_again_among_others(one: Finding) -> None:
    sentence, fields = filled(one)
    with spoken_in("zh"):
        said = finding(SEPARATOR.join([sentence, sentence]))
    assert all(said.count(field) == 2 for field in fields.values())
    assert not ENGLISH.search(said)


def test_all_that_is_said_of_single_rows_is_said_in_chinese() -> None:
    said = set()
    for table, contract in TABLES.items():
        rows = [
            {"file": "a.csv", "row": at, **dict.fromkeys(contract.names, cell)}
            for at, cell in enumerate(BAD_CELLS)
        ]
        bad = check_rows(table, pl.DataFrame(rows)).bad
        said |= set(bad["reasons"].explode().to_list())
    assert len(said) > 100
    with spoken_in("zh"):
        assert [one for one in said if ENGLISH.search(reason(one))] == []


@pytest.mark.parametrize(
    ("sentence", "chinese"),
    [
        (
            'row_id (from Row No) "x" is zero: expected 1 or more',
            'row_id（来自 Row No） "x" 为零：应为不小于 1 的数',
        ),
        ("buyer_id: there is no member or customer 'M 1'", "buyer_id：没有编号为“M 1”的会员或群成员"),
        ("name (empty) differs from the loaded 'A'", "name （空） 与已导入的 'A' 不同"),
        ("written by hand", "written by hand"),
    ],
)
def test_data_and_names_of_others_stay_as_they_are(sentence: str, chinese: str) -> None:
    with spoken_in("zh"):
        assert reason(sentence) == chinese


def test_every_kind_of_thing_that_is_referred_to_has_its_word() -> None:
    referred = {name for table in TABLES.values() for one in table.columns for name in one.references}
    assert {TABLES[name].singular for name in referred} <= set(WORDS)


def test_a_sentence_takes_texts_and_columns() -> None:
    made = pl.DataFrame({"id": ["a", "{}"]}).select(
        told(Reason.WAITS, column="c", kind="order", id=pl.col("id"))
    )
    assert made.to_series().to_list() == [
        "c: the order 'a' waits in the quarantine itself",
        "c: the order '{}' waits in the quarantine itself",
    ]


def test_the_quarantine_of_the_sample_is_read_in_chinese(company: Company, opened: Opened) -> None:
    rows = list(quarantine(company.database))
    with spoken_in("zh"):
        shown = data.waiting(company.context())
    assert len(shown) == len(rows)
    assert [text for text in shown["reasons"] if ENGLISH.search(text)] == []
    page = opened("/dashboard/runs", language="zh")
    quiet(page)
    text = page.inner_text("#runs-took .checks")
    assert "条事实与交付的一致" in text
    assert not ENGLISH.search(text)
