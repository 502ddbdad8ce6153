"""`upline mapping`: try one, have one suggested, see what Upline brings. No database is asked."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Upline
from tests.etl.shops.company import Company, Person, Sale
from tests.etl.shops.forms import FORMS
from tests.etl.shops.writers import SHOPS, table

_PEOPLE = (Person(1), Person(2, 1))
_COMPANY = Company(
    _PEOPLE,
    (
        Sale(1001, _PEOPLE[0], datetime(2026, 1, 5, 9, 30), ((0, 1), (1, 2)), discount=100),  # noqa: DTZ001
        Sale(1002, _PEOPLE[1], datetime(2026, 1, 6, 21, 15), ((1, 1),), refunded=8900),  # noqa: DTZ001
        Sale(1003, _PEOPLE[1], datetime(2026, 1, 7, 8, 0), ((2, 1),), paid=False),  # noqa: DTZ001
    ),
)


@pytest.fixture(autouse=True)
def no_database(upline: Upline, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it sets the database first
    """Let nothing listen where the database would be."""
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")


def exports(folder: Path, shop: str, form: str = "as it is") -> Path:
    files = {name: table(name, rows) for name, rows in SHOPS[shop].files(_COMPANY).items()}
    FORMS[form](folder, files, SHOPS[shop].encoding)
    return folder


def test_a_mapping_is_tried_with_counts_and_reasons(upline: Upline, tmp_path: Path) -> None:
    folder = exports(tmp_path, "shopify")
    file = folder / "orders_export.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",CNY,", ",USD,", 1), encoding="utf-8")
    ended = upline("mapping", "check", "shopify", str(file), "--json")
    summary = json.loads(ended.out)
    assert ended.code == 0
    assert summary["tables"]["orders"] | {"woken": 0} == {
        "loaded": 1,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 1,
        "woken": 0,
        "withdrawn": 0,
    }
    assert {(why["table"], why["reason"], why["row"]) for why in summary["reasons"]} == {
        ("orders", "row_currency", 2),
        ("order_lines", "row_waits", 2),
    }
    told = upline("mapping", "check", "shopify", str(file))
    assert "orders: 1 wait, first orders_export.csv row 2: currency 'USD' is not the plan's" in told.out
    assert "1 of 4 rows are left out of order_lines by totals, where and unless" in told.out


def test_every_mapping_that_is_shipped_is_listed_and_shown(upline: Upline) -> None:
    listed = json.loads(upline("mapping", "list", "--json").out)["mappings"]
    assert {name for shop in SHOPS.values() for name in shop.mappings} <= set(listed)
    assert "shopify: products, members" in upline("mapping", "list").out
    assert upline("mapping", "show", "youzan").out.startswith("# 有赞 Youzan")
    assert "there is no mapping shoppify; Upline brings" in upline("mapping", "show", "shoppify").err


def test_a_suggested_mapping_loads_what_the_shops_own_does(upline: Upline, tmp_path: Path) -> None:
    """The distribution shop's tables, which are what an unknown shop has, with a title and in Excel."""
    exports(tmp_path, "distribution", "a spreadsheet with a merged title")
    out = tmp_path / "mine.yaml"
    ended = upline("mapping", "suggest", str(tmp_path), "--out", str(out))
    assert ended.code == 0, ended.err
    assert (
        "eb_store_order.xlsx is an export that Upline knows: upline load FOLDER --mapping distribution"
        in ended.out
    )
    text = out.read_text(encoding="utf-8")
    assert 'member_id: "uid"' in text
    assert 'sponsor_id: "spread_uid"' in text
    assert 'joined_at: {column: "add_time", time: "unix"}' in text
    assert "header: 2  # above it are titles" in text
    assert "members: the first rows as they would load" in ended.out
    again = upline("mapping", "suggest", str(tmp_path), "--out", str(out))
    assert again.code == 2
    assert "is there already: name another file with --out" in again.err


_CHINESE = (
    "订单编号,会员手机号,付款时间,实付金额（元）,商品编码,商品名称,数量,备注\n"
    '260001,13800000001,2026/1/5 9:30,"¥1,699.00",P699,套餐,1,——\n'
    '260002,13800000002,2026/1/6 9:30,¥89.00,TEA,茶,1,——\n合计,,,"1,788",,,2,\n'
)


def test_a_suggestion_knows_chinese_columns_signs_totals_and_what_is_missing(
    upline: Upline, tmp_path: Path
) -> None:
    (tmp_path / "销售明细.csv").write_bytes(_CHINESE.encode("gb18030"))
    out = tmp_path / "mine.yaml"
    ended = upline("mapping", "suggest", str(tmp_path / "销售明细.csv"), "--out", str(out))
    text = out.read_text(encoding="utf-8")
    assert 'totals: [{column: "订单编号", starts_with: ["合计"]}]' in text
    assert 'buyer_id: {column: "会员手机号", personal: "phone"}' in text
    assert 'paid_at: {column: "付款时间", time: "%Y/%m/%d %H:%M", zone: "Asia/Shanghai"}' in text
    assert 'amount: {column: "实付金额（元）", currency: true, thousands: ","}' in text
    assert "Nothing fits the table members, which a first delivery must have." in ended.out
    checked = json.loads(upline("mapping", "check", str(out), str(tmp_path / "销售明细.csv"), "--json").out)
    assert {name: counts["loaded"] for name, counts in checked["tables"].items()} == {
        "products": 2,
        "orders": 2,
        "order_lines": 2,
    }
    assert checked["reasons"] == []


def test_files_that_fit_nothing_are_told_with_their_columns(upline: Upline, tmp_path: Path) -> None:
    (tmp_path / "colours.csv").write_text("red,green\n1,2\n", encoding="utf-8")
    ended = upline("mapping", "suggest", str(tmp_path), "--out", str(tmp_path / "m.yaml"))
    assert ended.code == 2
    assert "no table fits these files" in ended.err
    assert "colours.csv: red, green" in ended.err
    assert not (tmp_path / "m.yaml").exists()
