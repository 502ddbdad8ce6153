"""Reading Parquet: the contract of the text, in native types."""

import datetime as dt
from decimal import Decimal

import duckdb
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


def doubled(folder, columns, *renamed, name="note"):
    """Write what a SELECT yields, read it with the columns `renamed` all called `name`."""
    path = folder / "orders.parquet"
    with duckdb.connect() as connection:
        connection.query(f"SELECT {columns}").write_parquet(str(path))
    content = path.read_bytes()
    length = int.from_bytes(content[-8:-4], "little")
    data, footer = content[: -8 - length], content[-8 - length : -8]
    for old in renamed:  # a text in a footer has its length before it
        footer = footer.replace(bytes([len(old)]) + old.encode(), bytes([len(name)]) + name.encode())
    path.write_bytes(data + footer + len(footer).to_bytes(4, "little") + content[-4:])
    return read_delivery(folder)


SOUND = (
    "'o1' order_id, 'm1' buyer_id, TIMESTAMPTZ '2026-01-31 09:00:00Z' paid_at, 699.00::DECIMAL(9, 2) amount"
)


@pytest.mark.parametrize(
    "columns",
    [
        f"1 note1, {SOUND}, 2 note2",
        f"{SOUND}, [1] note1, {{'a': 1, 'amount': 'x'}} note2",
        f"{SOUND}, 'x' \"Amount\", 1 note1, 2 note2",
    ],
)
def test_a_doubled_column_that_nothing_uses_is_left_alone(tmp_path, columns):
    folder = tmp_path / "year=2026" / "a [1]* 'b'?"
    folder.mkdir(parents=True)
    delivery = doubled(folder, columns, "note1", "note2")
    good = delivery.tables["orders"].good
    row = good.select("order_id", "buyer_id", "paid_at", "amount", "file", "row").row(0)
    assert row == ("o1", "m1", 1_769_850_000_000_000, 69900, "orders.parquet", 2)
    assert "orders.parquet names the column note twice, and nothing uses it: left alone" in map(
        str, delivery.notices
    )


def test_rows_of_a_file_with_doubled_columns_keep_their_order(tmp_path):
    columns = SOUND.replace("'o1'", "'o' || n")
    rows = f"{columns}, n note1, n note2 FROM range(300000) numbers(n)"
    good = doubled(tmp_path, rows, "note1", "note2").tables["orders"].good
    assert good["order_id"].to_list() == [f"o{row - 2}" for row in good["row"]]


def test_columns_without_a_name_are_left_alone(tmp_path):
    assert parquet(tmp_path, **{"": 1}).good["amount"].to_list() == [69900]
    delivery = doubled(tmp_path, f"{SOUND}, 1 note1, 2 note2", "note1", "note2", name="")
    assert delivery.tables["orders"].good["amount"].to_list() == [69900]
    assert "does not know: (no name), (no name): ignored" in " ".join(map(str, delivery.notices))


def test_a_doubled_column_that_is_used_stops_the_delivery(tmp_path):
    with pytest.raises(UserError, match=r"orders\.parquet names a column twice: amount: leave one of them"):
        doubled(tmp_path, f"{SOUND}, 1::DECIMAL(9, 2) note1", "note1", name="amount")


def test_types_are_refused_beside_doubled_columns_as_well(tmp_path):
    with pytest.raises(UserError, match="amount is stored as Float64: such numbers are not exact"):
        doubled(tmp_path, f"{SOUND.replace('DECIMAL(9, 2)', 'DOUBLE')}, 1 note1, 2 note2", "note1", "note2")


def test_a_file_with_doubled_columns_may_take_no_more_memory_than_others(tmp_path, monkeypatch):
    monkeypatch.setenv("UPLINE_LOAD_MEMORY_MB", "64")
    rows = f"{SOUND}, 1 note1, 2 note2 FROM range(300000)"
    with pytest.raises(UserError, match="has 300,000 rows and may need"):
        doubled(tmp_path, rows, "note1", "note2")
