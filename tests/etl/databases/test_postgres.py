"""A company's PostgreSQL: cells as the server writes them, read-only. A real server."""

from pathlib import Path

import psycopg
import pytest

from etl.mapping import load_mappings
from etl.reading import read_delivery
from etl.reading.databases.address import address_of
from etl.reading.databases.sessions import session
from tests.etl.databases.conftest import Connect

_MAPPING = r"""
tables:
  orders:
    from:
      database: $SALES_URL
      overlap: 2h
      query: |
        SELECT "Order" AS "order no", buyer, paid, amount, 100 % 7 AS seven FROM sales
        WHERE buyer::text LIKE '%' AND paid >= :since
    columns:
      order_id: order no
      buyer_id: buyer
      paid_at: {column: paid, time: "%Y-%m-%d %H:%M:%S%.f%#z"}
      amount: amount
"""


@pytest.fixture(scope="module")
def sales(postgres: Connect) -> str:
    with postgres() as connection:
        connection.execute(
            'CREATE TABLE sales ("Order" uuid, buyer int, paid timestamptz, amount numeric(12,2))'
        )
        connection.execute(
            "INSERT INTO sales SELECT gen_random_uuid(), n, timestamptz '2026-01-05 08:00:00.25+08'"
            " + n * interval '1 hour', 699 FROM generate_series(1, 3) AS n"
        )
        return f"postgresql://postgres:secret@127.0.0.1:{connection.info.port}/postgres"


def test_cells_are_texts_of_the_server_in_utc(
    sales: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "address"
    file.write_text(f"{sales}\n")
    monkeypatch.setenv("SALES_URL_FILE", str(file))
    mapping = tmp_path / "sales.yaml"
    mapping.write_text(_MAPPING)
    checked = read_delivery([], load_mappings([str(mapping)])).tables["orders"]
    assert len(checked.bad) == 0
    rows = checked.good.sort("paid_at").select("buyer_id", "paid_at", "amount").rows()
    first = 1767571200_250000 + 3600_000000
    assert rows == [("1", first, 69900), ("2", first + 3600_000000, 69900), ("3", first + 7200_000000, 69900)]


def test_what_is_new_is_read_with_the_overlap_of_the_mapping(
    sales: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    monkeypatch.setenv("SALES_URL", sales)
    mapping = tmp_path / "sales.yaml"
    mapping.write_text(_MAPPING)
    last = datetime(2026, 1, 5, 4, 30, tzinfo=UTC)
    checked = read_delivery([], load_mappings([str(mapping)]), since=lambda _origin: last).tables["orders"]
    assert checked.good["buyer_id"].to_list() == ["3"]


def test_a_session_cannot_write_not_even_after_it_committed(
    sales: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_URL", sales)
    with session(address_of("SALES_URL")) as opened:
        for statement in ("DELETE FROM sales", "COMMIT; DELETE FROM sales"):
            with opened.cursor() as cursor:
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    cursor.execute(statement)
                cursor.connection.rollback()
