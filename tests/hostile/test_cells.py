"""Every hostile cell is exactly what it says, or its row waits; none takes long, and none is lost."""

import time

import polars as pl
import pytest

from etl.contract import TABLES
from etl.validation import Checked, check_rows
from tests.hostile import ids, numbers, times
from tests.hostile.memory import MOST_MB, Peak
from tests.words import said

SOUND = {
    "orders": {"order_id": "o", "buyer_id": "m", "paid_at": "2026-01-31T09:00:00Z", "amount": "1"},
    "order_lines": {"order_id": "o", "line_no": "1", "product_id": "p", "quantity": "1", "amount": "0"},
    "spend": {"day": "2026-01-31", "channel": "c", "kind": "subsidy", "amount": "0"},
    "members": {"member_id": "m", "sponsor_id": "", "joined_at": "2026-01-31T09:00:00Z"},
    "refunds": {"refund_id": "r", "order_id": "o", "refunded_at": "2026-01-31T09:00:00Z", "amount": "1"},
    "touches": {"touch_id": "t", "visitor_id": "v", "at": "2026-01-31T09:00:00Z", "channel": "c"},
}
MARKERS = {"orders": "order_id", "order_lines": "line_no", "spend": "channel"}
"""The column of the key that holds the number of the case, so that no two are rows of one key."""
IDS = [
    ("orders", "order_id"),
    ("orders", "buyer_id"),
    ("order_lines", "order_id"),
    ("order_lines", "product_id"),
    ("refunds", "order_id"),
    ("members", "sponsor_id"),
    ("members", "community_id"),
    ("touches", "became_id"),
]


def check(table: str, column: str, cells: list[str]) -> Checked:
    marker = MARKERS.get(table)
    rows = [
        {
            **SOUND[table],
            **({marker: str(number)} if marker else {}),
            column: cell,
            "file": "f",
            "row": number,
        }
        for number, cell in enumerate(cells)
    ]
    return check_rows(
        table, pl.DataFrame(rows, schema_overrides=dict.fromkeys(TABLES[table].names, pl.String))
    )


@pytest.mark.parametrize(
    ("table", "column", "cases"),
    [
        ("orders", "amount", numbers.AMOUNTS),
        ("order_lines", "quantity", numbers.QUANTITIES),
        ("orders", "paid_at", times.TIMES),
        ("spend", "day", times.DAYS),
        ("orders", "order_id", ids.IDS),
    ],
)
def test_a_hostile_cell_is_what_it_says_or_its_row_waits(table, column, cases):
    began, peak = time.process_time(), Peak()
    checked = check(table, column, [cell for cell, _sound in cases])
    assert time.process_time() - began < 1
    assert peak.grown_mb < MOST_MB
    read = dict(checked.good.select("row", column).iter_rows())
    assert [read.get(number) for number in range(len(cases))] == [sound for _cell, sound in cases]
    refused = {cell for cell, sound in cases if sound is None}
    assert {cases[number][0] for number in checked.bad["row"]} <= refused


@pytest.mark.parametrize(("table", "column"), IDS)
def test_an_id_that_a_spreadsheet_shortened_waits_in_every_column_of_ids(table, column):
    for cell in ids.SHORTENED:
        reasons = said(check(table, column, [cell]).bad["reasons"][0])
        assert "looks as if a spreadsheet had shortened it" in reasons[0]
        assert reasons[0].startswith(f"{column} ")
