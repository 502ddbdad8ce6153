"""Row rules: a row in, its reasons out."""

# ruff: noqa: E501 - one case is one line

import json

import polars as pl
import pytest

from etl.contract import TABLES
from etl.payload import cells, keys, payloads
from etl.validation import check_rows
from tests.words import said

ORDER = {"order_id": "o1", "buyer_id": "m1", "paid_at": "2026-01-31T09:00:00+08:00", "amount": "699.00"}
MEMBER = {"member_id": "m1", "sponsor_id": "m0", "joined_at": "2026-01-31T09:00:00Z", "name": "王芳"}
LINE = {"order_id": "o1", "line_no": "1", "product_id": "P699", "quantity": "1", "amount": "0"}
REFUND = {"refund_id": "r1", "order_id": "o1", "refunded_at": "2026-01-31T09:00:00Z", "amount": "1"}
CORRECTION = {"member_id": "m1", "sponsor_id": "", "decided_at": "2026-01-31T09:00:00Z", "reason": "typo"}
OPENING = {"member_id": "m1", "rank": "partner", "team_owner_id": "m0"}
SPEND = {"day": "2026-01-31", "channel": "wechat", "kind": "marketing", "amount": "0"}
GROUP = {
    "group_id": "g",
    "leader_id": "m",
    "opened_at": "2026-01-31T09:00:00Z",
    "closes_at": "2026-01-31T09:00:00Z",
}
ADJUSTMENT = {
    "adjustment_id": "a1",
    "member_id": "m1",
    "day": "2026-01-31",
    "amount": "-0.05",
    "reason": "sent back",
    "decided_by": "Ann",
    "approved_by": "Bo",
}
WITHDRAWAL = {
    "withdrawal_id": "w1",
    "member_id": "m1",
    "at": "2026-01-31T09:00:00Z",
    "amount": "1",
    "kind": "cash",
}
ROWS = {
    "adjustments": ADJUSTMENT,
    "withdrawals": WITHDRAWAL,
    "orders": ORDER,
    "members": MEMBER,
    "order_lines": LINE,
    "refunds": REFUND,
    "sponsor_corrections": CORRECTION,
    "opening_standings": OPENING,
    "spend": SPEND,
    "groups": GROUP,
}
TIME = "expected YYYY-MM-DDTHH:MM:SS with up to six decimals and Z or an offset such as +08:00"
DAY_AND_TIME = "does not exist: expected a day and time that do"
AMOUNT = "is no amount: expected digits with at most two decimals, such as 699.00"
RANKS = "expected visitor, member, partner, district, city, province or 0 to 5"
CONTROL = "contains control characters such as tabs or line breaks: remove them"


def frame(*rows):
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pl.Series([row.get(name) for row in rows], dtype=pl.String) for name in names}
    return pl.DataFrame(columns).with_columns(file=pl.lit("t.csv"), row=pl.int_range(len(rows)) + 2)


def reasons(table, **changed):
    checked = check_rows(table, frame(ROWS[table] | changed))
    assert checked.good.height + checked.bad.height == 1
    return said(checked.bad["reasons"].to_list()[0]) if checked.bad.height else []


@pytest.mark.parametrize(
    ("table", "column", "cell", "reason"),
    [
        ("orders", "order_id", "", "order_id is empty: a row needs its key"),
        ("orders", "buyer_id", None, "buyer_id is empty and must not be"),
        ("orders", "paid_at", "2026-01-31", f'paid_at "2026-01-31" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31 09:00:00Z", f'paid_at "2026-01-31 09:00:00Z" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00", f'paid_at "2026-01-31T09:00:00" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00z", f'paid_at "2026-01-31T09:00:00z" is no time: {TIME}'),
        ("orders", "paid_at", " 2026-01-31T09:00:00Z", f'paid_at " 2026-01-31T09:00:00Z" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00Z\n", f'paid_at "2026-01-31T09:00:00Z\ufffd" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00+0800", f'paid_at "2026-01-31T09:00:00+0800" is no time: {TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00.1234567Z", f'paid_at "2026-01-31T09:00:00.1234567Z" is no time: {TIME}'),
        ("orders", "paid_at", "２026-01-31T09:00:00Z", f'paid_at "２026-01-31T09:00:00Z" is no time: {TIME}'),
        ("orders", "paid_at", "2026-02-30T09:00:00Z", f'paid_at "2026-02-30T09:00:00Z" {DAY_AND_TIME}'),
        ("orders", "paid_at", "2026-01-31T23:59:60Z", f'paid_at "2026-01-31T23:59:60Z" {DAY_AND_TIME}'),
        ("orders", "paid_at", "2026-01-31T24:00:00Z", f'paid_at "2026-01-31T24:00:00Z" {DAY_AND_TIME}'),
        ("orders", "paid_at", "2026-01-31T09:00:00+24:00", f'paid_at "2026-01-31T09:00:00+24:00" {DAY_AND_TIME}'),
        ("orders", "paid_at", "1969-12-31T23:59:59Z", 'paid_at "1969-12-31T23:59:59Z" is too early or late: expected 1970 to 2199 UTC'),
        ("orders", "received_at", "2200-01-01T00:00:00Z", 'received_at "2200-01-01T00:00:00Z" is too early or late: expected 1970 to 2199 UTC'),
        ("orders", "amount", "-5.00", 'amount "-5.00" is negative: expected an amount above zero'),
        ("orders", "amount", "0.00", 'amount "0.00" is zero: expected an amount above zero'),
        ("refunds", "amount", "-1", 'amount "-1" is negative: expected an amount above zero'),
        ("refunds", "amount", "0", 'amount "0" is zero: expected an amount above zero'),
        ("order_lines", "amount", "-1", 'amount "-1" is negative: expected zero or more'),
        ("orders", "amount", "12,50", f'amount "12,50" {AMOUNT}'),
        ("orders", "amount", "1.234", f'amount "1.234" {AMOUNT}'),
        ("orders", "amount", ".50", f'amount ".50" {AMOUNT}'),
        ("orders", "amount", "5.", f'amount "5." {AMOUNT}'),
        ("orders", "amount", "+5", f'amount "+5" {AMOUNT}'),
        ("orders", "amount", "1e3", f'amount "1e3" {AMOUNT}'),
        ("orders", "amount", "６99", f'amount "６99" {AMOUNT}'),
        ("orders", "amount", "100000000000.01", 'amount "100000000000.01" is too large: expected at most 100000000000.00'),
        ("refunds", "amount", "92233720368547758.07", 'amount "92233720368547758.07" is too large: expected at most 100000000000.00'),
        ("spend", "amount", "92233720368547758.08", 'amount "92233720368547758.08" is too large: expected at most 100000000000.00'),
        ("orders", "amount", "9" * 50, f'amount "{"9" * 40}…" is too large: expected at most 100000000000.00'),
        ("adjustments", "amount", "--5.00", f'amount "--5.00" {AMOUNT}'),
        ("adjustments", "amount", "-5.001", f'amount "-5.001" {AMOUNT}'),
        ("adjustments", "amount", "-", f'amount "-" {AMOUNT}'),
        ("adjustments", "amount", "-100000000000.01", 'amount "-100000000000.01" is too large: expected at most 100000000000.00'),
        ("adjustments", "reason", "", "reason is empty and must not be"),
        ("adjustments", "approved_by", "", "approved_by is empty and must not be"),
        ("adjustments", "approved_by", "Ann", 'approved_by "Ann" is who decided it: an adjustment needs the approval of somebody else'),
        ("adjustments", "decided_by", " bo ", 'approved_by "Bo" is who decided it: an adjustment needs the approval of somebody else'),
        ("withdrawals", "amount", "0", 'amount "0" is zero: expected an amount above zero'),
        ("withdrawals", "amount", "-1", 'amount "-1" is negative: expected an amount above zero'),
        ("withdrawals", "kind", "card", 'kind "card" is unknown: expected cash or purchase'),
        ("withdrawals", "kind", "purchase", "order_id is empty: a purchase names the order that it paid"),
        ("withdrawals", "order_id", "o1", 'order_id "o1" belongs to no cash: expected an empty cell, or the kind purchase'),
        ("order_lines", "quantity", "0", 'quantity "0" is zero: expected 1 or more'),
        ("order_lines", "quantity", "1.5", 'quantity "1.5" is no whole number: expected digits, such as 2'),
        ("order_lines", "quantity", "-1", 'quantity "-1" is no whole number: expected digits, such as 2'),
        ("order_lines", "quantity", "900001", 'quantity "900001" is too large: expected at most 900000'),
        ("order_lines", "quantity", "9223372036854775808", 'quantity "9223372036854775808" is too large: expected at most 900000'),
        ("order_lines", "line_no", "9223372036854775808", 'line_no "9223372036854775808" is too large: expected at most 9223372036854775807'),
        ("order_lines", "line_no", "a", 'line_no "a" is no whole number: expected digits, such as 2'),
        ("members", "member_id", "a\tb", f'member_id "a\ufffdb" {CONTROL}'),
        ("members", "name", "a\u0085b", f'name "a\ufffdb" {CONTROL}'),
        ("members", "member_id", "x" * 257, f'member_id "{"x" * 40}…" is too long: expected at most 256 characters'),
        ("members", "name", "王" * 1001, f'name "{"王" * 40}…" is too long: expected at most 1000 characters'),
        ("members", "sponsor_id", "m1", 'sponsor_id "m1" is the member itself: expected another member or an empty cell'),
        ("sponsor_corrections", "sponsor_id", "m1", 'sponsor_id "m1" is the member itself: expected another member or an empty cell'),
        ("opening_standings", "team_owner_id", "m1", 'team_owner_id "m1" is the member itself: expected another member or an empty cell'),
        ("opening_standings", "rank", "boss", f'rank "boss" is no rank: {RANKS}'),
        ("opening_standings", "rank", "6", f'rank "6" is no rank: {RANKS}'),
        ("spend", "kind", "Marketing", 'kind "Marketing" is unknown: expected marketing or subsidy'),
        ("spend", "day", "2026-1-31", 'day "2026-1-31" is no day: expected YYYY-MM-DD'),
        ("spend", "day", "2026-02-30", 'day "2026-02-30" does not exist: expected a day of the calendar'),
        ("spend", "day", "1969-12-31", 'day "1969-12-31" is too early or late: expected 1970 to 2199'),
        ("groups", "closes_at", "2026-01-31T08:59:59Z", 'closes_at "2026-01-31T08:59:59Z" is before opened_at: expected the same time or a later one'),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_says_which(table, column, cell, reason):
    assert reasons(table, **{column: cell}) == [reason]


@pytest.mark.parametrize(
    ("table", "column", "cell", "value"),
    [
        ("orders", "paid_at", "1970-01-01T00:00:00Z", 0),
        ("orders", "paid_at", "1970-01-01T08:00:00.000001+08:00", 1),
        ("orders", "paid_at", "2199-12-31T23:59:59.999999Z", 7_258_118_399_999_999),
        ("orders", "amount", "699", 69900),
        ("orders", "amount", "699.5", 69950),
        ("orders", "amount", "000000000000000000000000.01", 1),
        ("orders", "amount", "100000000000.00", 10**13),
        ("order_lines", "amount", "0.00", 0),
        ("order_lines", "quantity", "007", 7),
        ("order_lines", "quantity", "900000", 900_000),
        ("order_lines", "line_no", "9223372036854775807", 2**63 - 1),
        ("order_lines", "line_no", "0", 0),
        ("opening_standings", "rank", "province", 5),
        ("opening_standings", "rank", "0", 0),
        ("spend", "day", "2024-02-29", "2024-02-29"),
        ("members", "member_id", " Ünï\u2028 ", " Ünï\u2028 "),
        ("members", "name", "", None),
        ("members", "member_id", "😀" * 256, "😀" * 256),
    ],
)
def test_a_good_cell_becomes_its_value(table, column, cell, value):
    checked = check_rows(table, frame(ROWS[table] | {column: cell}))
    assert checked.good[column].to_list() == [value]


def test_a_row_with_several_mistakes_lists_all_of_them():
    assert reasons("orders", buyer_id="", paid_at="yesterday", amount="-1") == [
        "buyer_id is empty and must not be",
        f'paid_at "yesterday" is no time: {TIME}',
        'amount "-1" is negative: expected an amount above zero',
    ]


def test_an_identical_repeat_is_silently_the_same_row_however_it_is_written():
    again = ORDER | {"paid_at": "2026-01-31T01:00:00.000Z", "amount": "699"}
    checked = check_rows("orders", frame(ORDER, again, ORDER))
    assert checked.good["row"].to_list() == [2]
    assert checked.bad.is_empty()


def test_two_payloads_for_one_key_are_both_quarantined_and_the_rest_loads():
    other = ORDER | {"amount": "1"}
    checked = check_rows("orders", frame(ORDER, ORDER | {"order_id": "o2"}, other, ORDER))
    told = ["order_id occurs with different contents in this delivery (rows 2, 4): deliver one of them"]
    assert checked.good["order_id"].to_list() == ["o2"]
    assert checked.bad.select("row", "key").rows() == [(2, "o1"), (4, "o1")]
    assert [said(reasons) for reasons in checked.bad["reasons"]] == [told, told]
    assert [cells(p)["amount"] for p in checked.bad["payload"]] == ["699.00", "1.00"]


def test_a_broken_row_counts_as_a_payload_of_its_key():
    checked = check_rows("order_lines", frame(LINE, LINE | {"line_no": "01", "quantity": "0"}))
    told = (
        "order_id and line_no occur with different contents in this delivery (rows 2, 3): deliver one of them"
    )
    assert checked.good.is_empty()
    assert list(map(said, checked.bad["reasons"])) == [
        [told],
        ['quantity "0" is zero: expected 1 or more', told],
    ]


def test_a_broken_row_that_repeats_is_quarantined_once():
    broken = ORDER | {"amount": "x"}
    assert check_rows("orders", frame(broken, broken)).bad["row"].to_list() == [2]


def test_the_quarantined_row_keeps_its_texts_as_they_were():
    row = CORRECTION | {"member_id": 'a"\\\n', "decided_at": "soon"}
    bad = check_rows("sponsor_corrections", frame(row)).bad
    assert bad.select("file", "row", "key").rows() == [("t.csv", 2, 'a"\\\n soon')]
    assert bad["payload"][0] == json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False)


def test_a_key_is_told_as_far_as_it_is_there():
    bad = check_rows("spend", frame(SPEND | {"channel": ""})).bad
    assert bad["key"].to_list() == ["2026-01-31 marketing"]


def test_absent_columns_are_empty_and_unknown_ones_ignored():
    checked = check_rows("orders", frame(ORDER | {"colour": "red"}))
    assert checked.good.columns == [*TABLES["orders"].names, "file", "row"]
    assert checked.good["channel"].to_list() == [None]


def test_an_empty_table_is_two_empty_frames_of_the_right_types():
    checked = check_rows("orders", frame(ORDER).clear())
    assert checked.good.schema == check_rows("orders", frame(ORDER)).good.schema
    assert checked.bad.schema == check_rows("orders", frame({"order_id": "x"})).bad.schema


@pytest.mark.parametrize("table", ROWS)
def test_canonical_payloads_give_the_same_typed_row_again(table):
    good = check_rows(table, frame(ROWS[table])).good
    again = check_rows(table, frame(*(cells(p) for p in payloads(table, good)))).good
    assert again.drop("file").equals(good.drop("file"))


def test_canonical_payload_writes_money_with_two_decimals_and_times_in_utc():
    good = check_rows("orders", frame(ORDER | {"amount": "9.5"})).good
    assert payloads("orders", good).to_list() == [
        '{"order_id": "o1", "buyer_id": "m1", "paid_at": "2026-01-31T01:00:00Z", "amount": "9.50"}'
    ]


def test_canonical_keys_join_their_columns_by_a_blank():
    good = check_rows("sponsor_corrections", frame(CORRECTION)).good
    assert keys("sponsor_corrections", good).to_list() == ["m1 2026-01-31T09:00:00Z"]
