"""Mapping files: a company's own export as the tables of the contract."""

# ruff: noqa: E501 - one case is one line

from pathlib import Path

import polars as pl
import pytest

import etl.mappings
from etl.mapping import load_mapping
from etl.payload import cells
from etl.reading import read_delivery
from etl.validation import check_rows
from graph.errors import UserError
from tests.hostile import numbers
from tests.words import said

EXAMPLE = Path(etl.mappings.__path__[0]) / "online_retail.yaml"
REAL = [
    ("536365", "85123A", 6, 255, "2010-12-01T08:26:00", "17850", "WHITE HANGING HEART T-LIGHT HOLDER"),
    ("536365", "71053", 6, 339, "2010-12-01T08:26:00", "17850", "WHITE METAL LANTERN"),
    ("536366", "22633", 6, 185, "2010-12-01T08:28:00", "17850", "HAND WARMER UNION JACK"),
    ("536366", "22632", 6, 185, "2010-12-01T08:28:00", "17850", "HAND WARMER RED POLKA DOT"),
    ("C536379", "D", -1, 2750, "2010-12-01T09:41:00", "14527", "Discount"),
    ("536414", "22139", 56, 0, "2010-12-01T11:52:00", None, None),
    ("574076", "22061", 1, 1850, "2011-11-02T15:38:00", "14527", "LARGE CAKE STAND  HANGING STRAWBERY"),
    ("574076", "22061", 2, 1850, "2011-06-02T15:37:00", "14527", "LARGE CAKE STAND  HANGING STRAWBERY"),
]
"""Lines as they stand in the file, but for the last two, which show two minutes in one invoice."""

EXPORT = "Nr;Kunde;Datum;Preis;Art\nA1;k1;31.01.2026;1.234,50;V\nA2;k1;01.02.2026;-5,00;R\nA3;k2;x;7,5;V\n"
ORDERS = """
tables:
  orders:
    from: export.csv
    separator: ";"
    where: [{column: Art, is: V}]
    columns:
      order_id: Nr
      buyer_id: Kunde
      paid_at: {column: Datum, time: "%d.%m.%Y", zone: Asia/Shanghai}
      amount: {column: Preis, decimal: ",", thousands: "."}
"""
GROUPED = """
tables:
  orders:
    from: export.csv
    group_by: Nr
    columns:
      order_id: Nr
      buyer_id: Kunde
      paid_at: {column: Datum, time: "%Y-%m-%d %H:%M:%S", zone: Europe/London, take: latest}
      amount: {column: Preis, times: Menge, take: sum}
"""


def retail(folder):
    names = ["invoice", "product", "quantity", "unit_price_minor", "at", "customer", "description"]
    lines = pl.DataFrame(REAL, schema=names, orient="row").with_columns(
        pl.col("at").str.to_datetime(time_unit="ms"), country=pl.lit("United Kingdom")
    )
    lines.write_parquet(folder / "online-retail.parquet")
    return read_delivery(folder, load_mapping(EXAMPLE))


def mapped(folder, mapping, export):
    (folder / "export.csv").write_text(export)
    path = folder.parent / f"{folder.name}.yaml"
    path.write_text(mapping)
    return read_delivery(folder, load_mapping(path))


def test_the_real_retail_columns_load_without_rewriting_the_file(tmp_path):
    tables = retail(tmp_path).tables
    assert all(checked.bad.is_empty() for checked in tables.values())
    rows = {name: checked.good.drop("file", "row").rows() for name, checked in tables.items()}
    assert rows["members"] == [
        ("17850", None, 1_291_191_960_000_000, None, "United Kingdom", None),
        ("14527", None, 1_307_025_420_000_000, None, "United Kingdom", None),
    ]
    assert rows["orders"] == [
        ("536365", "17850", 1_291_191_960_000_000, 6 * 255 + 6 * 339, None, None, None, None, None),
        ("536366", "17850", 1_291_192_080_000_000, 12 * 185, None, None, None, None, None),
        ("574076", "14527", 1_307_025_420_000_000, 3 * 1850, None, None, None, None, None),
    ]
    assert [row[:5] for row in rows["order_lines"][:3]] == [
        ("536365", 1, "85123A", 6, 1530),
        ("536365", 2, "71053", 6, 2034),
        ("536366", 1, "22633", 6, 1110),
    ]
    assert [row[0] for row in rows["products"]] == ["85123A", "71053", "22633", "22632", "22061"]


def test_a_grouped_row_is_found_where_its_first_line_stands(tmp_path):
    assert retail(tmp_path).tables["orders"].good["row"].to_list() == [2, 4, 8]


def test_decimal_commas_days_and_kinds_of_rows_are_understood(tmp_path):
    checked = mapped(tmp_path, ORDERS, EXPORT).tables["orders"]
    assert checked.good.select("order_id", "paid_at", "amount").rows() == [
        ("A1", 1_769_788_800_000_000, 123450)  # midnight in Shanghai
    ]


def test_reasons_name_the_columns_of_both(tmp_path):
    bad = mapped(tmp_path, ORDERS, EXPORT).tables["orders"].bad
    assert bad.select("file", "row", "key").rows() == [("export.csv", 4, "A3")]
    assert said(bad["reasons"][0]) == [
        (
            'paid_at (from Datum) "unreadable: x" is no time: expected YYYY-MM-DDTHH:MM:SS with up to six decimals '
            "and Z or an offset such as +08:00"
        )
    ]


@pytest.mark.parametrize("cell", ["1.23", "1,234,5", "1,2345678", "12e3", "+1"])
def test_a_number_in_another_notation_is_never_guessed(tmp_path, cell):
    export = f"Nr;Kunde;Datum;Preis;Art\nA1;k1;31.01.2026;{cell};V\n"
    checked = mapped(tmp_path, ORDERS.replace(', thousands: "."', ""), export).tables["orders"]
    assert f'amount (from Preis) "{cell}" is no amount' in said(checked.bad["reasons"][0])[0]


def test_a_negated_column_turns_credit_notes_into_refunds(tmp_path):
    refunds = """
tables:
  refunds:
    from: export.csv
    separator: ";"
    unless: [{column: Art, is: [V, W]}]
    columns:
      refund_id: Nr
      order_id: Kunde
      refunded_at: {column: Datum, time: "%d.%m.%Y", zone: UTC}
      amount: {column: Preis, decimal: ",", negate: true}
"""
    assert mapped(tmp_path, refunds, EXPORT).tables["refunds"].good["amount"].to_list() == [500]


def test_sums_are_exact_and_take_the_latest_time(tmp_path):
    export = (
        "Nr,Kunde,Datum,Preis,Menge\n1,k,2026-01-01 10:00:00,0.001,4\n1,k,2026-01-02 10:00:00,0.002,3\n"
        "2,k,2026-07-01 10:00:00,9007199254.99,9\n"
    )
    checked = mapped(tmp_path, GROUPED, export).tables["orders"]
    assert checked.good.select("order_id", "paid_at", "amount").rows() == [
        ("1", 1_767_348_000_000_000, 1),
        ("2", 1_782_896_400_000_000, 900719925499 * 9),
    ]


def test_a_line_that_cannot_be_read_is_not_left_out_of_the_sum(tmp_path):
    export = "Nr,Kunde,Datum,Preis,Menge\n1,k,2026-01-01 10:00:00,5,1\n1,k,2026-01-01 10:00:00,5,one\n"
    bad = mapped(tmp_path, GROUPED, export).tables["orders"].bad
    assert 'amount (from Preis x Menge) "5 x one" is no amount' in said(bad["reasons"][0])[0]


def test_an_amount_between_two_minor_units_is_quarantined_not_rounded(tmp_path):
    export = "Nr,Kunde,Datum,Preis,Menge\n1,k,2026-01-01 10:00:00,0.001,4\n"
    bad = mapped(tmp_path, GROUPED, export).tables["orders"].bad
    assert '"0.001 x 4" is no amount' in said(bad["reasons"][0])[0]


def test_an_hour_that_the_clocks_skip_is_quarantined(tmp_path):
    export = "Nr,Kunde,Datum,Preis,Menge\n1,k,2026-03-29 01:30:00,1,1\n2,k,2026-10-25 01:30:00,1,1\n"
    checked = mapped(tmp_path, GROUPED, export).tables["orders"]
    assert checked.bad["key"].to_list() == ["1"]
    assert checked.good["paid_at"].to_list() == [1_792_888_200_000_000]  # the first of the two


def test_a_column_that_the_file_lacks_is_named_with_ours(tmp_path):
    with pytest.raises(UserError) as refused:
        mapped(tmp_path, ORDERS.replace("Preis", "Betrag"), EXPORT)
    assert str(refused.value) == (
        "export.csv has no column Betrag, which the mapping names for amount; "
        "its columns are Nr, Kunde, Datum, Preis, Art"
    )


def test_tables_that_the_mapping_does_not_name_are_read_as_they_are(tmp_path):
    (tmp_path / "products.csv").write_text("product_id,name\nP699,Package\n")
    assert list(mapped(tmp_path, ORDERS, EXPORT).tables) == ["products", "orders"]


def test_a_table_that_is_mapped_and_there_is_refused(tmp_path):
    (tmp_path / "orders.csv").write_text("order_id\n")
    with pytest.raises(UserError, match=r"the mapping takes orders from export.csv, so leave orders.csv out"):
        mapped(tmp_path, ORDERS, EXPORT)


def test_the_digest_depends_on_the_mapping(tmp_path):
    first = mapped(tmp_path, ORDERS, EXPORT).digest
    assert mapped(tmp_path, ORDERS.replace("is: V", "is: R"), EXPORT).digest != first


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  orders:", "  order:", "m.yaml, line 3, tables.order: there is no table order; the tables are"),
        ("order_id: Nr", "nr: Nr", "m.yaml, line 7, tables.orders.columns: order_id is missing"),
        ("order_id: Nr", "order_id: Nr\n      nr: Nr", "line 9, tables.orders.columns.nr: orders has no column nr"),
        ("zone: Asia/Shanghai", "zone: Asia/Nowhere", "line 10, tables.orders.columns.paid_at: there is no time zone"),
        (", zone: Asia/Shanghai", "", "line 10, tables.orders.columns.paid_at.time: times without an offset (%z) need"),
        ('decimal: ","', "decimal: ',', zone: UTC", "line 11, tables.orders.columns.amount.zone: zone is not for amount"),
        ('decimal: ","', "colour: red", "line 11, tables.orders.columns.amount.colour: Extra inputs"),
        ('thousands: "."', "take: sum", "line 11, tables.orders.columns.amount.take: take needs group_by"),
        ("column: Preis", "constant: 5, column: Preis", "line 11, tables.orders.columns.amount: this needs exactly one"),
        ("is: V", "like: V", "line 6, tables.orders.where.0.like: Extra inputs"),
        ("    from: export.csv", "    from: ../export.csv", "line 4, tables.orders.from: String should match"),
        ("buyer_id: Kunde", "order_id: Kunde", "line 9, tables.orders.columns.order_id: the field is there twice"),
        ("[{column: Art, is: V}]", "[", "this is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_mapping_is_told_with_line_and_field(tmp_path, old, new, words):
    (tmp_path / "m.yaml").write_text(ORDERS.replace(old, new))
    with pytest.raises(UserError) as refused:
        load_mapping(tmp_path / "m.yaml")
    assert words in str(refused.value)


def test_a_mapping_that_is_not_there_is_a_users_mistake(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        load_mapping(tmp_path / "absent.yaml")


def amounts(folder, signs, texts):
    """Return, by cell, the amount in minor units, or all that is said of it."""
    export = "Nr;Kunde;Datum;Preis;Art\n" + "".join(
        f"A{n};k1;31.01.2026;{cell};V\n" for n, cell in enumerate(texts)
    )
    checked = mapped(folder, ORDERS.replace('decimal: ",", thousands: "."', signs), export).tables["orders"]
    rows = checked.good.select("row", "amount").rows() + checked.bad.select("row", "reasons").rows()
    return [said(answer) if isinstance(answer, list) else answer for _row, answer in sorted(rows)]


@pytest.mark.parametrize("signs", numbers.MAPPED)
def test_numbers_of_theirs_are_read_exactly_or_wait_as_they_stand_in_the_file(tmp_path, signs):
    cases = numbers.MAPPED[signs]
    shown = [one.replace("'", '"') for one in signs.split(", ")]
    if "minor" in signs or "decimal" not in signs:
        shown = [
            "minor: true" if "minor" in signs else 'decimal: "."',
            *(one for one in shown if "thous" in one),
        ]
    shown.sort()
    for (cell, amount), answer in zip(cases, amounts(tmp_path, signs, dict(cases)), strict=True):
        if amount is None:
            assert f'amount (from Preis) "{cell}'[:50] in answer[0]
            assert (
                f" is no amount as the mapping reads it ({', '.join(shown)}): a thousands sign" in answer[0]
            )
        else:
            assert answer == amount, cell


def test_a_sum_that_is_no_whole_number_of_minor_units_shows_its_cells(tmp_path):
    export = "Nr,Kunde,Datum,Preis,Menge\n" + "1,k,2026-01-01 10:00:00,0.001,1\n" * 6
    bad = mapped(tmp_path, GROUPED, export).tables["orders"].bad
    assert '"0.001 x 1 + 0.001 x 1 + 0.001 x 1 + 0.00' in said(bad["reasons"][0])[0]


SHOP = """
tables:
  orders:
    from: export.csv
    where: [{column: Email, filled: true}]
    group_by: Name
    columns:
      order_id: Id
      buyer_id: Email
      channel: Vendor
      paid_at: {column: Paid at, time: "%Y-%m-%d %H:%M:%S %z"}
      amount: Total
"""
SHOP_HEADER = "Name,Id,Email,Paid at,Total,Vendor\n"
SHOP_ROW = "#1001,501,a@x.cn,2026-01-05 10:00:00 +0800,788.00,Tea\n"


def test_an_order_that_is_filled_in_its_first_row_only_is_one_order(tmp_path):
    export = SHOP_HEADER + SHOP_ROW + "#1001,,a@x.cn,,,Coffee\n"
    checked = mapped(tmp_path, SHOP, export).tables["orders"]
    assert checked.bad.is_empty()
    assert checked.good.select("order_id", "amount", "channel").rows() == [("501", 78800, "Tea")]


def test_two_orders_of_one_name_both_wait_with_the_columns_and_rows(tmp_path):
    export = SHOP_HEADER + SHOP_ROW + "#1001,,a@x.cn,,,\n#1001,777,b@x.cn,2026-01-05 10:00:00 +0800,1.00,\n"
    checked = mapped(tmp_path, SHOP, export + SHOP_ROW.replace("1001,501", "1002,502")).tables["orders"]
    assert checked.good["order_id"].to_list() == ["502"]
    assert checked.bad.select("row", "key").rows() == [(2, "501"), (4, "777")]
    assert set(said(checked.bad["reasons"].explode())) == {
        (
            "rows 2, 3, 4 have one Name but different order_id (from Id) and buyer_id (from Email) and amount "
            "(from Total): make them agree, or group by more columns"
        )
    }


def test_a_group_that_disagrees_still_waits_when_it_is_checked_again(tmp_path):
    export = SHOP_HEADER + SHOP_ROW + SHOP_ROW.replace("501", "777")
    bad = mapped(tmp_path, SHOP, export).tables["orders"].bad
    texts = pl.DataFrame([cells(payload) for payload in bad["payload"]]).with_columns(
        file=pl.lit("f"), row=pl.lit(1)
    )
    again = check_rows("orders", texts)
    assert again.good.is_empty()
    assert "different order_id (from Id): make" in said(again.bad["reasons"][0])[0]


def test_a_doubled_column_stops_a_mapping_only_where_it_is_used(tmp_path):
    export = EXPORT.replace("Art\n", "Art;Notiz;Notiz\n")
    delivery = mapped(tmp_path, ORDERS, export)
    assert delivery.tables["orders"].good["order_id"].to_list() == ["A1"]
    assert tuple(map(str, delivery.notices)) == (
        "export.csv names the column Notiz twice, and nothing uses it: left alone",
    )
    with pytest.raises(UserError, match="names a column twice: Preis: leave one of them"):
        mapped(tmp_path, ORDERS, EXPORT.replace("Art\n", "Art;Preis\n"))


def test_a_column_without_a_name_can_not_be_used(tmp_path):
    with pytest.raises(UserError, match=r"has no column \(no name\), which the mapping names for amount"):
        mapped(tmp_path, ORDERS.replace("Preis", '""'), EXPORT.replace("Art", ""))
