"""Reasons of waiting rows and findings of checks: ids and values in one catalogue, in both languages."""

import json
import re
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
import yaml

import graph
from etl.contract import TABLES
from graph.words import without_names
from graph.words.expressions import ids_of, write_reason
from graph.words.reasons import Reason, Value, of_text, parameters, reason, texts, to_text
from tests.words import ENGLISH

SOURCE = Path(graph.__file__).parent.parent
IDS = [
    reason_id
    for name in ("rows.yaml", "checks.yaml")
    for reason_id in yaml.safe_load(files("graph.words").joinpath(name).read_text("utf-8"))["sentences"]
]
LISTS = {"any", "all"}


def filled(reason_id: str) -> Reason:
    """Return a reason with something in every parameter."""
    values: dict[str, Value] = {}
    for name, spec in parameters(reason_id).items():
        others: dict[str, Value] = {"word": "member", "money": 100}
        values[name] = ("«a»", "«b»") if spec in LISTS else others.get(spec, f"«{name}»")
    return reason(reason_id, **values)


@pytest.mark.parametrize("reason_id", [one for one in IDS if one != "text"])
def test_every_reason_is_told_in_both_languages_with_all_its_values(reason_id: str) -> None:
    why = filled(reason_id)
    chinese = without_names("chinese").sentence(why)
    assert not ENGLISH.search(chinese)
    stands = re.findall("«.+?»", str(why.values))
    assert all(each in said for said in (chinese, without_names().sentence(why)) for each in stands)


def test_no_sentence_is_kept_that_nothing_says() -> None:
    sources = [
        file.read_text("utf-8")
        for package in ("etl", "graph")
        for file in (SOURCE / package).rglob("*.py")
        if "migrations" not in file.parts
    ]
    made = set(re.findall(r'"((?:row|cell|check)_[a-z_]+|key_empty|text)"', "".join(sources)))
    earlier = {"check_due"}  # older runs have it (graph/migrations/sentences_before_1.yaml)
    assert set(IDS) - earlier <= made


def test_every_thing_that_is_referred_to_has_its_word() -> None:
    referred = {name for table in TABLES.values() for one in table.columns for name in one.references}
    assert {TABLES[name].singular for name in referred} <= set(texts("english")["words"])


def test_many_reasons_are_written_as_one_is() -> None:
    ids = ["a", '{}"\\', "王\u2028\x01\n", "x' y"]
    frame = pl.DataFrame({"id": ids})
    made = frame.select(write_reason("row_waits", column="c", kind=["member", "customer"], id=pl.col("id")))
    kinds = ("member", "customer")
    expected = [reason("row_waits", column="c", kind=kinds, id=each) for each in ids]
    assert made.to_series().to_list() == [to_text(one) for one in expected]
    assert [of_text(text) for text in made.to_series()] == expected
    assert pl.select(write_reason("row_line_held")).item() == to_text(reason("row_line_held"))
    lists = made.select(pl.concat_list(pl.all()).alias("reasons")).select(ids_of(pl.col("reasons")))
    assert lists.to_series().to_list() == [["row_waits"]] * 4


def test_a_reason_with_other_parameters_is_never_written() -> None:
    with pytest.raises(KeyError, match="row_waits takes"):
        write_reason("row_waits", column="c")


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        "7",
        "{}",
        '{"id":"row_waits"}',
        '{"id":"row_waits","values":{}}',
        '{"id":"of later","values":{}}',
    ],
)
def test_what_is_no_reason_of_ours_is_told_as_it_is(text: str) -> None:
    kept = of_text(text)
    assert kept.id == "text"
    assert without_names().sentence(kept) in {text, str(json.loads(text)) if text != "no JSON" else text}


@pytest.mark.parametrize(
    ("why", "english", "chinese"),
    [
        (
            reason("cell_zero", column="row_id Row No", cell="x", least="one"),
            'row_id (from Row No) "x" is zero: expected 1 or more',
            'row_id（来自 Row No） "x" 为零：应为不小于 1 的数',
        ),
        (
            reason("row_unknown", column="buyer_id", kind=("member", "customer"), id="M 1"),
            "buyer_id: there is no member or customer 'M 1'",
            "buyer_id：没有编号为“M 1”的会员或群成员",
        ),
        (
            reason("row_differs", column="name", cell="", loaded="A"),
            "name (empty) differs from the loaded 'A'",
            "name （空） 与已导入的 'A' 不同",
        ),
        (
            reason("check_not_due", order="o1", reward="direct", payee="", due=1, posted=0),
            "order o1: direct referral to the company: due 1, posted 0 (minor units)",
            "订单 o1：公司 的直推奖应得 1，已入账 0（单位：分）",
        ),
        (reason("text", text="written by hand"), "written by hand", "written by hand"),
    ],
)
def test_data_and_names_of_others_stay_as_they_are(why: Reason, english: str, chinese: str) -> None:
    assert without_names().sentence(why) == english
    assert without_names("chinese").sentence(why) == chinese
    assert of_text(to_text(why)) == why
