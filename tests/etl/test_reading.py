"""Reading a folder: files in, checked tables or one clear error out."""

# ruff: noqa: E501 - what is expected is one line

import polars as pl
import pytest

from etl.payload import cells
from etl.reading import read_delivery
from etl.validation import check_rows
from graph.errors import UserError
from tests.words import said

MEMBERS = "member_id,sponsor_id,joined_at\nm1,,2026-01-01T00:00:00Z\nm2,m1,2026-01-01T00:00:00Z\n"
ORDERS = "order_id,buyer_id,paid_at,amount\no1,m1,2026-01-31T09:00:00Z,699.00\n"


def deliver(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("_csv", ".csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_delivery(folder)


def refusal(folder, content):
    with pytest.raises(UserError) as refused:
        deliver(folder, members_csv=MEMBERS, orders_csv=content)
    return str(refused.value)


def orders(folder, content):
    return deliver(folder, members_csv=MEMBERS, orders_csv=content).tables["orders"]


def test_tables_come_in_the_order_of_loading_whatever_their_files(tmp_path):
    delivery = deliver(tmp_path, orders_csv=ORDERS, members_csv=MEMBERS)
    assert list(delivery.tables) == ["members", "orders"]
    assert delivery.missing_required == ()
    assert delivery.tables["members"].good.select("member_id", "sponsor_id", "file", "row").rows() == [
        ("m1", None, "members.csv", 2),
        ("m2", "m1", "members.csv", 3),
    ]


def test_a_later_delivery_may_bring_refunds_only(tmp_path):
    refunds = "refund_id,order_id,refunded_at,amount\nr1,o1,2026-02-01T00:00:00Z,5\n"
    assert deliver(tmp_path, refunds_csv=refunds).missing_required == ("members", "orders")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "orders.csv is empty: expected a table with a header"),
        ("\n" + ORDERS, "orders.csv has no header: row 1 is blank"),
        ("\ufeff", "orders.csv has no header: row 1 is blank"),
        (
            "o1,m1,2026-01-31T09:00:00Z,699.00\n",
            (
                "orders.csv has no header: row 1 names no column of orders; expected order_id, "
                "buyer_id, paid_at, amount, channel, group_id, received_at, currency, revised_at"
            ),
        ),
        (
            ORDERS.replace("amount", "sum"),
            "orders.csv lacks the column amount: its header is order_id, buyer_id, paid_at, sum",
        ),
        (
            ORDERS.replace("buyer_id,paid_at", " Buyer_ID,when"),
            "orders.csv lacks the columns buyer_id, paid_at: ' Buyer_ID' must be written 'buyer_id'",
        ),
        (
            ORDERS.replace("amount", "amount,amount"),
            "orders.csv names a column twice: amount: leave one of them",
        ),
        (ORDERS.replace(",", ";"), "orders.csv is separated by semicolons: expected commas"),
        (ORDERS.replace(",", "\t"), "orders.csv is separated by tabs: expected commas"),
        (ORDERS.replace("\n", "\r"), "orders.csv ends its lines with CR alone: save it with LF or CRLF"),
        (ORDERS.encode("utf-16"), "orders.csv is UTF-16 or no text at all: save it as CSV in UTF-8"),
        (ORDERS.encode("utf-16-le"), "orders.csv is UTF-16 or no text at all: save it as CSV in UTF-8"),
        (
            b"order_id,buyer_id,paid_at,amount,note\no1,m1,x,1,a\no1,m1,x,1,caf\xe9\n",
            "orders.csv is not UTF-8 (line 3): save it as CSV in UTF-8",
        ),
        (ORDERS.encode() + b"\xe7\x8e", "orders.csv is not UTF-8 (line 3): save it as CSV in UTF-8"),
        ('"' + ORDERS, "orders.csv has no header: row 1 cannot be read (unexpected end of data)"),
        (
            ORDERS + 'o2,"m1,2026-01-31T09:00:00Z,1\no3,m1,2026-01-31T09:00:00Z,1\n',
            (
                "orders.csv has a quote that is left open or stands within a cell in row 3 or below: put the cell "
                "in quotes and double the quotes inside it"
            ),
        ),
        (
            ORDERS + 'o2,"m1"x,2026-01-31T09:00:00Z,1\n',
            (
                "orders.csv has a quote that is left open or stands within a cell in row 3 or below: put the cell "
                "in quotes and double the quotes inside it"
            ),
        ),
        (
            ORDERS + 'o2,m"1,2026-01-31T09:00:00Z,1\no3,m1,2026-01-31T09:00:00Z,1\n',
            (
                "orders.csv cannot be read as a table: a quote stands within a cell, or a row has more cells than "
                "the header; put such a cell in quotes and double the quotes inside it"
            ),
        ),
    ],
)
def test_a_file_that_is_no_such_table_stops_the_delivery_with_its_name(tmp_path, content, words):
    assert refusal(tmp_path, content) == words


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    checked = orders(tmp_path, ORDERS.split("\n", maxsplit=1)[0])
    assert checked.good.is_empty()
    assert checked.bad.is_empty()


def test_bom_crlf_blank_lines_and_quoted_line_breaks_are_read_and_rows_counted_as_in_a_spreadsheet(tmp_path):
    content = (
        '\ufefforder_id,buyer_id,paid_at,amount,channel\r\n\r\n"o1",m1,2026-01-31T09:00:00Z,1,"a, ""b"""\r\n'
        'o2,m1,2026-01-31T09:00:00Z,1,"c\r\nd"\r\n,,,,\r\no3,m1,2026-01-31T09:00:00Z,1,'
    )
    checked = orders(tmp_path, content)
    assert checked.good.select("order_id", "channel", "row").rows() == [("o1", 'a, "b"', 3), ("o3", None, 6)]
    assert checked.bad["row"].to_list() == [4]


def test_a_row_with_too_many_cells_is_quarantined_even_where_its_columns_are_unknown(tmp_path):
    content = ORDERS.replace("amount\n", "amount,note\n") + "o2,m1,2026-01-31T09:00:00Z,1,a,b\n"
    checked = orders(tmp_path, content + "o3,m1,2026-01-31T09:00:00Z,1,a,,\n")
    assert checked.good["order_id"].to_list() == ["o1", "o3"]
    assert checked.bad["row"].to_list() == [3]
    assert said(checked.bad["reasons"][0]) == [
        "the row has more cells than the header: put quotes around a text that contains a comma"
    ]


def test_a_row_with_too_many_cells_still_waits_when_it_is_checked_again(tmp_path):
    bad = orders(tmp_path, ORDERS + "o2,m1,2026-01-31T09:00:00Z,1,234.00\n").bad
    texts = pl.DataFrame([cells(payload) for payload in bad["payload"]])
    again = check_rows("orders", texts.with_columns(file=pl.lit("f"), row=pl.lit(1)))
    assert again.good.is_empty()
    assert again.bad["reasons"].to_list() == bad["reasons"].to_list()


def test_a_row_with_too_few_cells_is_empty_in_the_rest(tmp_path):
    checked = orders(tmp_path, ORDERS + "o2,m1\n")
    assert list(map(said, checked.bad["reasons"])) == [
        ["paid_at is empty and must not be", "amount is empty and must not be"]
    ]


def test_nothing_is_trimmed_or_taken_for_null(tmp_path):
    checked = orders(tmp_path, ORDERS + " NULL ,NA,2026-01-31T09:00:00Z,1\n")
    assert checked.good.select("order_id", "buyer_id").rows()[1] == (" NULL ", "NA")


def test_columns_named_file_row_or_nothing_are_only_unknown_columns(tmp_path):
    content = "row,file,order_id,buyer_id,paid_at,amount,,\n9,x,o1,m1,2026-01-31T09:00:00Z,1,,\n"
    delivery = deliver(tmp_path, members_csv=MEMBERS, orders_csv=content)
    assert delivery.tables["orders"].good.select("file", "row").rows() == [("orders.csv", 2)]
    assert tuple(map(str, delivery.notices)) == (
        "members.csv has no name, channel, community_id: taken as empty",
        "orders.csv has no channel, group_id, received_at, currency, revised_at: taken as empty",
        "orders.csv has columns that orders does not know: row, file, (no name), (no name): ignored",
    )


def test_a_sponsor_column_that_is_absent_is_an_error_not_a_company_without_sponsors(tmp_path):
    with pytest.raises(UserError, match=r"members\.csv lacks the column sponsor_id"):
        deliver(tmp_path, members_csv=MEMBERS.replace("sponsor_id", "sponsor"))


def test_other_files_and_folders_are_left_alone_with_a_notice(tmp_path):
    (tmp_path / "old").mkdir()
    delivery = deliver(tmp_path, members_csv=MEMBERS, **{"notes.txt": "x", "prices.csv": "x"})
    assert [str(notice).split(":")[0] for notice in delivery.notices] == [
        "notes.txt is neither CSV nor Parquet",
        "old is a folder",
        "prices.csv is no table",
        "members.csv has no name, channel, community_id",
    ]


def test_case_does_not_matter_in_file_names(tmp_path):
    assert list(deliver(tmp_path, **{"Members.CSV": MEMBERS}).tables) == ["members"]


def test_two_files_for_one_table_are_refused(tmp_path):
    pl.DataFrame({"member_id": ["m1"]}).write_parquet(tmp_path / "members.parquet")
    with pytest.raises(UserError, match=r"members\.csv and members\.parquet are both the table members"):
        deliver(tmp_path, members_csv=MEMBERS)


def test_a_folder_must_be_there_be_a_folder_and_hold_a_table(tmp_path):
    with pytest.raises(UserError, match="there is no folder"):
        read_delivery(tmp_path / "absent")
    with pytest.raises(UserError, match="holds no table"):
        read_delivery(tmp_path)
    (tmp_path / "members.csv").write_text(MEMBERS)
    with pytest.raises(UserError, match="is no folder"):
        read_delivery(tmp_path / "members.csv")


def test_the_digest_depends_on_contents_alone(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = deliver(tmp_path / "a", members_csv=MEMBERS, orders_csv=ORDERS)
    second = deliver(tmp_path / "b", orders_csv=ORDERS, members_csv=MEMBERS, **{"notes.txt": "x"})
    assert first.digest == second.digest
    assert deliver(tmp_path / "b", orders_csv=ORDERS + "\n").digest != first.digest


def test_a_doubled_column_that_nothing_uses_is_left_alone_with_a_notice(tmp_path):
    content = ORDERS.replace("amount\n", "amount,note,note\n").replace("699.00", "699.00,a,b")
    delivery = deliver(tmp_path, members_csv=MEMBERS, orders_csv=content)
    assert delivery.tables["orders"].good["amount"].to_list() == [69900]
    assert "orders.csv names the column note twice, and nothing uses it: left alone" in map(
        str, delivery.notices
    )


def test_an_id_as_a_spreadsheets_formula_is_what_is_quoted(tmp_path):
    content = ORDERS.replace("o1", '="3210987654321098765"') + '"=""3210987654321098766""",m1,x,1\n'
    checked = orders(tmp_path, content)
    assert checked.good["order_id"].to_list() == ["3210987654321098765"]
    assert checked.bad["key"].to_list() == ["3210987654321098766"]
