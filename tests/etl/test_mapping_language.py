"""What a mapping can say of files that no shop would call a table: titles, totals, signs, sums, personal ids."""

# ruff: noqa: E501 - one case is one line

from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.mapping import load_mapping, load_mappings
from etl.reading import Delivery, read_delivery
from graph.errors import UserError
from tests.words import said

SALT = "a salt of the company, as long as it must be"


def read(folder: Path, mapping: str, **files: str) -> Delivery:
    for name, content in files.items():
        (folder / name.replace("_csv", ".csv")).write_text(content, encoding="utf-8")
    path = folder.parent / f"{folder.name}.yaml"
    path.write_text(mapping, encoding="utf-8")
    return read_delivery(folder, load_mapping(path), salt=lambda: SALT)


def orders(folder: Path, export: str, *fields: str, **columns: str) -> Delivery:
    """Return a delivery of orders of sales.csv, with further fields of the table and columns said otherwise."""
    known = {"order_id": "no", "buyer_id": "who", "paid_at": "at", "amount": "sum"} | columns
    table = "".join(f"    {field}\n" for field in ("from: sales.csv", *fields))
    cells = "".join(f"      {name}: {value}\n" for name, value in known.items())
    return read(folder, f"tables:\n  orders:\n{table}    columns:\n{cells}", sales_csv=export)


def rows(delivery: Delivery, *columns: str, table: str = "orders") -> list[tuple[object, ...]]:
    return delivery.tables[table].good.select(columns or ("order_id", "amount")).rows()


def why(delivery: Delivery, table: str = "orders") -> list[str]:
    return [sentence for reasons in delivery.tables[table].bad["reasons"] for sentence in said(reasons)]


AT = "2026-01-05T10:00:00Z"


def test_the_header_is_the_first_row_that_names_the_columns(tmp_path):
    export = f'"Sales, of\nJanuary"\n\nno,who,at,sum\no1,m1,{AT},5\n'
    delivery = orders(tmp_path, export)
    assert rows(delivery, "order_id", "row") == [("o1", 4)]


def test_a_header_and_rows_below_it_may_be_said(tmp_path):
    export = f"title\nno,who,at,sum\nnumber,buyer,time,money\no1,m1,{AT},5\n"
    assert rows(orders(tmp_path, export, "header: 2", "skip: 1")) == [("o1", 500)]


def test_totals_and_blank_lines_are_no_rows(tmp_path):
    export = f"no,who,at,sum\no1,m1,{AT},5\n\n,,,\n合计,,,5\n"
    delivery = orders(tmp_path, export, "totals: [{column: no, starts_with: [合计, 小计]}]")
    assert rows(delivery) == [("o1", 500)]
    assert delivery.tables["orders"].bad.is_empty()
    assert [str(notice) for notice in delivery.left_out] == [
        "sales.csv: 1 of 2 rows are left out of orders by totals, where and unless"
    ]


def test_merged_cells_are_filled_down_but_not_beyond_their_order(tmp_path):
    export = f"no,who,at,sum\no1,m1,{AT},5\no1,,,5\no2,,{AT},7\n"
    filled = orders(tmp_path, export, "fill_down: [who]", "group_by: no")
    assert rows(filled, "order_id", "buyer_id") == [("o1", "m1"), ("o2", "m1")]
    within = orders(tmp_path, export, "fill_down: [who]", "fill_within: [no]", "group_by: no")
    assert rows(within, "order_id", "buyer_id") == [("o1", "m1")]
    assert why(within) == ["buyer_id (from who) is empty and must not be"]


def test_signs_around_cells_are_stripped_and_nothing_else(tmp_path):
    export = f"""no,who,at,sum\n"=""007""\t",'m1,{AT},"¥1,699.50 元"\n\u3000o 2,m2,{AT},-\n"""
    delivery = orders(
        tmp_path,
        export,
        "strip: [blanks, apostrophe, formula, currency]",
        'empty: ["-", "——"]',
        amount='{column: sum, thousands: ","}',
    )
    assert rows(delivery, "order_id", "buyer_id", "amount") == [("007", "m1", 169950)]
    assert why(delivery) == ["amount (from sum) is empty and must not be"]
    assert delivery.tables["orders"].bad["key"].to_list() == ["o 2"]


@pytest.mark.parametrize(
    "text", ["2026/1/5 18:00", "2026-01-05 18:00:00", "46027.75", "1767607200", "1767607200000"]
)
def test_a_time_is_read_by_the_first_layout_that_can(tmp_path, text):
    layouts = '["%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", serial, unix, unix_ms]'
    if len(text) > 10 and text.isdigit():
        layouts = "[unix_ms]"
    paid = f"{{column: at, time: {layouts}, zone: Asia/Shanghai}}"
    delivery = orders(tmp_path, f"no,who,at,sum\no1,m1,{text},5\n", paid_at=paid)
    assert rows(delivery, "paid_at") == [(1_767_607_200_000_000,)]


def test_ids_are_joined_fall_back_and_may_be_the_same_for_all(tmp_path):
    export = f"shop,no,who,other,at,sum\na,1,,w1,{AT},5\nb,1,,,{AT},5\nc,,m,,{AT},5\n"
    delivery = orders(
        tmp_path,
        export,
        order_id="{columns: [shop, no], join: /}",
        buyer_id="{column: who, or: other, else: nobody}",
    )
    assert rows(delivery, "order_id", "buyer_id") == [("a/1", "w1"), ("b/1", "nobody")]
    assert why(delivery) == ["order_id (from shop/no) is empty: a row needs its key"]


def test_an_amount_is_a_sum_less_what_is_taken_off_and_at_most_another(tmp_path):
    export = (
        f"no,who,at,sum,ship,off,most\no1,m1,{AT},10.10,2,0.05,\no2,m1,{AT},10,,1.5,8.25\no3,m1,{AT},10,x,,\n"
    )
    amount = "{column: sum, plus: [ship], minus: [off], at_most: most}"
    delivery = orders(tmp_path, export, amount=amount)
    assert rows(delivery) == [("o1", 1205), ("o2", 825)]
    assert why(delivery)[0].startswith('amount (from sum + ship - off) "10 + x" is no amount')


LINES = """
tables:
  order_lines:
    from: sales.csv
    columns:
      order_id: no
      line_no: {number_within: no}
      product_id: sku
      quantity: n
      amount: {column: price, times: n, balance: {to: paid, line: shipping}}
"""


def test_a_discount_is_shared_out_over_the_lines_to_the_cent(tmp_path):
    export = "no,sku,n,price,paid\no1,a,1,10,19.99\no1,b,1,10,\no1,c,1,10,\no1,gift,1,0,\n"
    lines = read(tmp_path, LINES, sales_csv=export).tables["order_lines"].good
    assert lines.select("line_no", "amount").rows() == [(1, 667), (2, 666), (3, 666), (4, 0)]


def test_what_an_order_is_more_than_its_lines_is_a_line_of_its_own(tmp_path):
    export = "no,sku,n,price,paid\no1,a,2,10,25\no2,a,1,10,10\n"
    lines = read(tmp_path, LINES, sales_csv=export).tables["order_lines"].good
    assert sorted(lines.select("order_id", "line_no", "product_id", "quantity", "amount").rows()) == [
        ("o1", 0, "shipping", 1, 500),
        ("o1", 1, "a", 2, 2000),
        ("o2", 1, "a", 1, 1000),
    ]


def test_lines_of_an_order_with_a_cell_that_cannot_be_read_stay_as_they_are(tmp_path):
    export = "no,sku,n,price,paid\no1,a,1,10,15\no1,b,1,ten,\n"
    delivery = read(tmp_path, LINES, sales_csv=export)
    assert rows(delivery, "amount", table="order_lines") == [(1000,)]
    assert 'amount (from price x n) "ten x 1" is no amount' in why(delivery, "order_lines")[0]


MEMBERS = """
tables:
  members:
    from: people.csv
    distinct: true
    columns:
      member_id: {column: phone, personal: phone%s}
      sponsor_id: {column: above, personal: phone%s}
      joined_at: {column: at, take: earliest}
"""
PEOPLE = f"phone,above,at,nick\n+86 138-0000-0001,,{AT},a\n13800000002,008613800000001,{AT},b\n138****0003,13800000001,{AT},c\nnone,13800000001,{AT},d\n"


def test_phones_are_written_in_one_way_and_masked_ones_wait(tmp_path):
    delivery = read(tmp_path, MEMBERS % ("", ""), people_csv=PEOPLE)
    assert rows(delivery, "member_id", "sponsor_id", table="members") == [
        ("13800000001", None),
        ("13800000002", "13800000001"),
    ]
    assert why(delivery, "members") == [
        "member_id (from phone) is masked, so several people may share it: deliver it whole, or another id",
        "member_id (from phone) is no phone number: expected 5 to 15 digits",
    ]


def test_a_masked_phone_is_refused_where_another_column_stands_in(tmp_path):
    export = f"no,who,other,at,sum\no1,,138****0001,{AT},5\no2,,13800000002,{AT},5\n"
    delivery = orders(tmp_path, export, buyer_id="{column: who, or: other, personal: phone, hash: true}")
    assert delivery.tables["orders"].good["order_id"].to_list() == ["o2"]
    assert "is masked" in why(delivery)[0]


def test_hashed_ids_stay_the_same_and_show_nobodys_phone(tmp_path):
    delivery = read(tmp_path, MEMBERS % (", hash: true", ", hash: true"), people_csv=PEOPLE)
    first, second = rows(delivery, "member_id", "sponsor_id", table="members")
    assert second[1] == first[0]
    assert len(str(first[0])) == 32
    assert not any(
        "138" in str(cell)
        for frame in (delivery.tables["members"].good, delivery.tables["members"].bad)
        for cell in frame.drop("reasons", "joined_at", strict=False).rows()
    )
    with_another = read_delivery(
        tmp_path, load_mapping(tmp_path.parent / f"{tmp_path.name}.yaml"), salt=lambda: SALT + "!"
    )
    assert rows(with_another, "member_id", table="members")[0][0] != first[0]


def test_a_phone_of_several_people_is_nobodys_id(tmp_path):
    export = f"no,who,nick,at,sum\no1,13800000001,Ann,{AT},5\no2,13800000001,Bea,{AT},5\no3,13800000002,Cid,{AT},5\n"
    delivery = orders(tmp_path, export, buyer_id="{column: who, personal: phone, shared: nick}")
    assert rows(delivery) == [("o3", 500)]
    assert set(why(delivery)) == {
        "buyer_id (from who) stands with different nick in this file, so several people share it: use another id"
    }


def test_conditions_before_and_after_rows_are_grouped(tmp_path):
    export = f"no,who,at,sum,kind\no1,m1,{AT},5,sale\no1,m1,{AT},-5,sale\no2,m1,{AT},5,sale\no2,m1,{AT},9,gift card\no3,m1,{AT},5,swap\n"
    delivery = orders(
        tmp_path,
        export,
        "where: [{column: kind, ends_with: [sale, card]}, {column: sum, above: -6}]",
        "unless: [{column: kind, contains: gift}]",
        "group_by: no",
        'drop: [{column: amount, is: "0.00"}]',
        amount="{column: sum, take: sum}",
    )
    assert rows(delivery) == [("o2", 500)]
    assert [str(notice) for notice in delivery.left_out] == [
        "sales.csv: 2 of 5 rows are left out of orders by totals, where and unless",
        "sales.csv: 1 rows are left out of orders by keep and drop",
    ]


def test_rows_may_be_added_and_columns_be_absent_or_called_otherwise(tmp_path):
    mapping = """
tables:
  products:
    from: goods.csv
    aliases: {sku: [code, id], title: [name]}
    may_lack: [kind]
    columns: {product_id: sku, name: title, category: kind}
    add: [{product_id: shipping, name: Shipping}]
"""
    delivery = read(tmp_path, mapping, goods_csv="id,code,name\n9,P699,Package\n")
    assert rows(delivery, "product_id", "name", table="products") == [
        ("P699", "Package"),
        ("shipping", "Shipping"),
    ]


PATTERN = 'tables:\n  orders:\n    from: "sales*"\n    %s\n    columns: {order_id: no, buyer_id: who, paid_at: at, amount: sum}\n'


def test_all_files_of_a_pattern_are_read_as_one(tmp_path):
    head = "no,who,at,sum\n"
    files = {
        "sales_1_csv": f"{head}o1,m1,{AT},5\no2,m1,{AT},6\n",
        "sales_2_csv": f"{head}o2,m1,{AT},6\no1,m1,{AT},7\n",
    }
    delivery = read(tmp_path, PATTERN % "optional: false", **files)
    assert rows(delivery, "order_id", "file") == [("o2", "sales_1.csv")]
    assert delivery.tables["orders"].bad.select("file", "row").rows() == [
        ("sales_1.csv", 2),
        ("sales_2.csv", 3),
    ]


def test_a_file_that_is_not_there_stops_the_delivery_unless_it_is_optional(tmp_path):
    (tmp_path / "members.csv").write_text("member_id,sponsor_id,joined_at\n")
    with pytest.raises(UserError, match=r"there is no file sales\*, from which the mapping takes orders"):
        read(tmp_path, PATTERN % "optional: false")
    delivery = read(tmp_path, PATTERN % "optional: true")
    assert list(delivery.tables) == ["members"]
    assert "there is no sales*: orders left out" in map(str, delivery.notices)


def test_a_table_of_its_own_goes_before_one_that_only_falls_back(tmp_path):
    own = f"order_id,buyer_id,paid_at,amount\nmine,m1,{AT},5\n"
    delivery = read(tmp_path, PATTERN % "fallback: true", sales_csv="no,who,at,sum\n", orders_csv=own)
    assert rows(delivery) == [("mine", 500)]


def test_two_mappings_bring_the_tables_of_one_delivery(tmp_path):
    (tmp_path / "tree.yaml").write_text(
        "tables:\n  members:\n    from: tree.csv\n    columns: {member_id: who, sponsor_id: above, joined_at: at}\n"
    )
    mapping = load_mappings(["shopify", str(tmp_path / "tree.yaml")])
    assert mapping is not None
    assert mapping.tables["members"].source == ("tree.csv",)
    assert mapping.tables["orders"].source == ("orders_export*",)
    with pytest.raises(UserError, match="two mappings read members: load their files one after the other"):
        load_mappings(["shopify", "magento"])
    with pytest.raises(
        UserError, match="there is no mapping shoppify: name a file, or one of crmeb, distribution, magento"
    ):
        load_mappings(["shoppify"])


def test_what_is_dated_by_the_delivery_is_of_now(tmp_path):
    before = datetime.now(UTC).timestamp() * 1_000_000 - 1_000_000
    delivery = orders(tmp_path, "no,who,sum\no1,m1,5\n", paid_at="{delivered: true}")
    assert before <= delivery.tables["orders"].good["paid_at"][0] <= datetime.now(UTC).timestamp() * 1_000_000


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("distinct: true\n    group_by: no", "distinct groups by the key, so it does not go with group_by"),
        ("keep: [{column: no, filled: true}]", "tables.orders.keep.0.column: orders has no column no; its columns are order_id"),
        ("add: [{no: o1}]", "tables.orders.add.0.no: orders has no column no"),
        ("header: 0", "tables.orders.header: Input should be greater than or equal to 1"),
        ("encoding: klingon", "tables.orders.encoding"),
        ("strip: [everything]", "tables.orders.strip.0"),
        ("where: [{column: no, is: a, contains: b}]", "a condition needs exactly one of is, starts_with"),
    ],
)  # fmt: skip
def test_mistakes_in_the_language_are_told(tmp_path, field, words):
    with pytest.raises(UserError) as refused:
        read(tmp_path, PATTERN % field, sales_csv="no\n")
    assert words in str(refused.value)


def test_every_mapping_that_is_shipped_is_sound():
    for name in (
        "shopify",
        "woocommerce",
        "woocommerce_export",
        "magento",
        "youzan",
        "weidian",
        "taobao",
        "pinduoduo",
        "distribution",
    ):
        assert load_mappings([name]) is not None


def test_the_rows_of_a_group_over_several_files_are_one(tmp_path):
    head = "no,who,at,sum\n"
    mapping = PATTERN.replace("amount: sum", "amount: {column: sum, take: sum}") % "group_by: no"
    delivery = read(tmp_path, mapping, sales_1_csv=f"{head}o1,m1,{AT},5\n", sales_2_csv=f"{head}o1,,{AT},6\n")
    assert rows(delivery) == [("o1", 1100)]
    assert delivery.tables["orders"].good.select("file", "row").rows() == [("sales_1.csv", 2)]
