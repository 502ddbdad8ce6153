"""A shop's MariaDB, read by the mapping that Upline brings for it: a real server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pymysql
import pytest

from etl.loading.trial import try_alone
from etl.mapping import load_mappings
from etl.reading import Delivery, read_delivery
from etl.reading.databases.address import address_of
from etl.reading.databases.sessions import session
from graph.errors import UserError
from tests.etl.databases.conftest import Connect
from tests.etl.databases.servers import READER

_SHOP = Path(__file__).parents[1] / "exports" / "crmeb" / "shop.sql"


@pytest.fixture(scope="module")
def shop(mariadb: Connect) -> Iterator[Any]:
    """The shop's database, as its own program writes to it; a reader may only SELECT."""
    connection = mariadb()
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE shop CHARACTER SET utf8mb4")
        cursor.execute("USE shop")
        for statement in _SHOP.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("CREATE USER reader@'127.0.0.1' IDENTIFIED BY %s", (READER,))
        cursor.execute("GRANT SELECT ON shop.* TO reader@'127.0.0.1'")
        yield connection


@pytest.fixture
def address(shop: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    text = f"mysql://reader:{quote(READER)}@127.0.0.1:{shop.port}/shop"
    monkeypatch.setenv("SHOP_URL", text)
    return text


def read(since: datetime | None = None) -> Delivery:
    return read_delivery([], load_mappings(["crmeb"]), since=lambda _origin: since)


def test_a_crmeb_shop_loads_by_its_name(address: str) -> None:  # noqa: ARG001 - it is in the environment
    trial = try_alone(read(), "CNY")
    counts = {table: (one.loaded, one.quarantined) for table, one in trial.tables.items()}
    assert counts == {
        "products": (3, 0),
        "members": (3, 0),
        "orders": (3, 0),
        "order_lines": (4, 0),
        "refunds": (2, 0),
        "sponsor_corrections": (0, 0),
    }
    assert trial.reasons == ()


def test_orders_are_what_was_paid_for_goods_and_lines_add_up(address: str) -> None:  # noqa: ARG001
    tables = read().tables
    orders = {row["order_id"]: row for row in tables["orders"].good.to_dicts()}
    assert {order: row["amount"] for order, row in orders.items()} == {
        "wx100": 69900,
        "wx101": 77700,
        "wx105": 8900,
    }
    assert orders["wx100"]["paid_at"] == 1767571200_000000
    lines = tables["order_lines"].good.sort("order_id", "line_no")
    assert lines.select("order_id", "line_no", "product_id", "amount").rows() == [
        ("wx100", 1, "7", 69900),
        ("wx101", 1, "7", 68924),
        ("wx101", 2, "8", 8776),
        ("wx105", 1, "8", 8900),
    ]
    refunds = {row["order_id"]: row["amount"] for row in tables["refunds"].good.to_dicts()}
    assert refunds == {"wx101": 8600, "wx105": 8900}, "of a part to its order; without postage"
    people = {row["member_id"]: row for row in tables["members"].good.to_dicts()}
    assert people["1"]["name"] == "陈晨 🍵"
    assert (people["1"]["sponsor_id"], people["2"]["sponsor_id"]) == (None, "1")


def test_what_is_new_is_read_with_an_overlap_and_who_was_bound_meanwhile(shop: Any, address: str) -> None:  # noqa: ARG001
    with shop.cursor() as cursor:
        cursor.execute("UPDATE eb_user SET spread_uid = 2, spread_time = 1767900000 WHERE uid = 3")
    delivery = read(datetime.fromtimestamp(1767744000, UTC))
    assert delivery.tables["orders"].good["order_id"].to_list() == ["wx101", "wx105"], "a day before, too"
    assert len(delivery.tables["members"].good) == 0
    assert delivery.tables["sponsor_corrections"].good.select("member_id", "sponsor_id").rows() == [
        ("3", "2")
    ]
    assert "$SHOP_URL, orders: 2 read since 2026-01-06T00:00:00+00:00" in map(str, delivery.notices)
    with shop.cursor() as cursor:
        cursor.execute("UPDATE eb_user SET spread_uid = 0, spread_time = 0 WHERE uid = 3")


def test_a_session_sees_one_moment_and_cannot_write(
    shop: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_URL", address.replace(f"reader:{quote(READER)}", "root"))
    with session(address_of("SHOP_URL")) as opened:
        with shop.cursor() as cursor:
            cursor.execute("INSERT INTO eb_store_product (id, store_name) VALUES (99, 'new')")
        ids = [row for chunk in opened.chunks("SELECT id FROM eb_store_product", ["id"]) for row in chunk]
        assert ids == [("7",), ("8",)]
        with opened.cursor() as cursor, pytest.raises(pymysql.MySQLError, match="READ ONLY"):
            cursor.execute("INSERT INTO eb_store_product (id, store_name) VALUES (100, 'no')")
    with shop.cursor() as cursor:
        cursor.execute("DELETE FROM eb_store_product WHERE id = 99")


def test_no_error_tells_the_password(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (
        address.replace("re%40der", "wr%40ng-secret"),
        address.replace("/shop", "/other"),
        address.replace("127.0.0.1", "127.0.0.1:x"),
        address.replace("mysql:", "oracle:"),
        f"{address}?local_infile=1",
    ):
        monkeypatch.setenv("SHOP_URL", wrong)
        with pytest.raises(UserError, match="SHOP_URL") as refused:
            read()
        assert not {"re@der", "re%40der", "wr@ng", "wr%40ng"} & set(str(refused.value).split())
        for secret in ("re@der", "re%40der", "wr@ng", "wr%40ng"):
            assert secret not in str(refused.value) + repr(refused.value.__cause__)


def test_a_mistake_in_a_query_is_told_in_the_servers_words(address: str, tmp_path: Path) -> None:  # noqa: ARG001
    mapping = tmp_path / "mine.yaml"
    mapping.write_text(
        "tables:\n  products:\n    from:\n      database: $SHOP_URL\n"
        "      query: SELECT id, name FROM eb_store_product\n"
        "    columns: {product_id: id, name: name}\n"
    )
    with pytest.raises(UserError, match=r"\$SHOP_URL cannot be read: Unknown column 'name'"):
        read_delivery([], load_mappings([str(mapping)]))
    mapping.write_text(mapping.read_text().replace("id, name FROM", "id, store_name FROM"))
    with pytest.raises(UserError, match=r"has no column name.*its columns are id, store_name"):
        read_delivery([], load_mappings([str(mapping)]))
