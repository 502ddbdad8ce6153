"""Reading Parquet: the contract of the text, in native types."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from etl.reading import read_delivery
from graph.errors import UserError
from tests.words import said


def parquet(folder, **changed):
    row = {"order_id": "o1", "buyer_id": "m1", "paid_at": "2026-01-31T09:00:00Z", "amount": "699.00"}
    cells = {name: c if isinstance(c, pl.Series) else [c] for name, c in (row | changed).items()}
    pl.DataFrame(cells).write_parquet(folder / "orders.parquet")
    return read_delivery(folder).tables["orders"]


PAID = dt.datetime(2026, 1, 31, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("amount", "699.00", 69900),
        ("amount", 699, 69900),
        ("amount", Decimal("699.0000"), 69900),
        ("paid_at", PAID, 1_769_850_000_000_000),
        ("paid_at", pl.Series([PAID]).cast(pl.Datetime("ns", "Asia/Shanghai")), 1_769_850_000_000_000),
        ("order_id", 17, "17"),
        ("channel", None, None),
        ("buyer_id", pl.Series(["m1"], dtype=pl.Categorical), "m1"),
    ],
)
def test_parquet_is_read_from_text_and_from_native_types(tmp_path, column, cell, value):
    assert parquet(tmp_path, **{column: cell}).good[column].to_list() == [value]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("amount", 699.0, "amount is stored as Float64: such numbers are not exact"),
        ("paid_at", PAID.replace(tzinfo=None), "its times have no zone"),
        ("paid_at", PAID.date(), None),
        ("order_id", b"o1", "order_id is stored as Binary: expected text"),
    ],
)
def test_parquet_types_that_are_not_exact_are_refused(tmp_path, column, cell, words):
    if words is None:  # a day is read as text, which is no time
        assert "is no time" in said(parquet(tmp_path, **{column: cell}).bad["reasons"][0])[0]
        return
    with pytest.raises(UserError, match=words):
        parquet(tmp_path, **{column: cell})


def test_decimals_beyond_the_minor_unit_are_quarantined(tmp_path):
    assert "is no amount" in said(parquet(tmp_path, amount=Decimal("699.001")).bad["reasons"][0])[0]


def test_a_parquet_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "orders.parquet").write_text("order_id,buyer_id\n")
    with pytest.raises(UserError, match=r"orders\.parquet cannot be read as Parquet"):
        read_delivery(tmp_path)
