"""`upline sync`: a company's database, loaded and published again and again; here one that is a file."""

import json
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from etl.loading import LoadSummary, load_delivery
from etl.loading.origins import last_reading
from etl.mapping import load_mappings
from etl.reading import read_delivery
from graph.database import Database
from tests.cli.conftest import Upline
from tests.etl.deliveries import nodes

_MAPPING = """
tables:
  members:
    from: {database: $SHOP_URL, query: "SELECT id, parent, joined FROM people WHERE joined >= :since"}
    columns:
      member_id: id
      sponsor_id: parent
      joined_at: {column: joined, time: "%Y-%m-%d %H:%M:%S", zone: UTC}
  orders:
    from:
      database: $SHOP_URL
      query: SELECT number, buyer, paid, printf('%.2f', amount) AS amount FROM sales WHERE paid >= :since
    columns:
      order_id: number
      buyer_id: buyer
      paid_at: {column: paid, time: "%Y-%m-%d %H:%M:%S", zone: UTC}
      amount: amount
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "shop.sqlite"
    monkeypatch.setenv("SHOP_URL", f"sqlite://{file}")
    (tmp_path / "mine.yaml").write_text(_MAPPING)
    write(
        file,
        "CREATE TABLE people (id INTEGER, parent INTEGER, joined TEXT)",
        "CREATE TABLE sales (number TEXT, buyer INTEGER, paid TEXT, amount REAL)",
        "INSERT INTO people VALUES (1, NULL, '2026-01-01 00:00:00'), (2, 1, '2026-01-02 00:00:00')",
        "INSERT INTO sales VALUES ('a', 1, '2026-01-05 00:00:00', 699), ('b', 2, '2026-01-06 00:00:00', 699)",
    )
    return file


def write(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def load(database: Database, mapping: Path, text: str) -> LoadSummary:
    mapping.write_text(text)
    delivery = read_delivery([], load_mappings([str(mapping)]), since=partial(last_reading, database))
    return load_delivery(database, delivery)


def test_a_database_is_loaded_and_published_and_then_only_what_is_new(
    upline: Upline, database: Database, shop: Path
) -> None:
    mapping = shop.with_name("mine.yaml")
    first = upline("sync", str(mapping), "--json")
    assert (first.code, first.err) == (0, "")
    summary = json.loads(first.out)
    assert (summary["published"], summary["tables"]["orders"]["loaded"]) == (1, 2)
    assert set(nodes(database, "Order")) == {"a", "b"}

    again = upline("sync", str(mapping))
    assert "$SHOP_URL, orders: 0 read since" in again.out
    assert "Nothing changed since the published run." in again.out

    write(
        shop,
        "INSERT INTO people VALUES (3, 2, datetime('now', '-1 hours'))",
        "INSERT INTO sales VALUES ('c', 3, datetime('now'), 699), ('old', 3, '2026-01-07 00:00:00', 699)",
    )
    assert load(database, mapping, _MAPPING).changes_facts
    assert set(nodes(database, "Order")) == {"a", "b", "c"}, "what was written late is beyond the overlap"


def test_a_changed_query_reads_all_again(database: Database, shop: Path) -> None:
    mapping = shop.with_name("mine.yaml")
    load(database, mapping, _MAPPING.replace("FROM sales WHERE", "FROM sales WHERE number <> 'b' AND"))
    assert set(nodes(database, "Order")) == {"a"}
    load(database, mapping, _MAPPING)
    assert set(nodes(database, "Order")) == {"a", "b"}


def test_nothing_can_be_written_into_the_file(upline: Upline, shop: Path) -> None:
    before = shop.read_bytes()
    mapping = shop.with_name("mine.yaml")
    mapping.write_text(_MAPPING.replace("SELECT id,", "DELETE FROM people; SELECT id,"))
    ended = upline("mapping", "check", str(mapping))
    assert ended.code == 2
    assert "$SHOP_URL cannot be read" in ended.err
    assert shop.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("shopify",), "no table of this mapping is a query of a database"),
        (("crmeb", "--every", "soon"), "'soon' is no time"),
        (("crmeb", "--every", "0m"), "'0m' is no time"),
    ],
)
def test_wrong_usage_says_what_to_do(upline: Upline, arguments: tuple[str, ...], words: str) -> None:
    ended = upline("sync", *arguments)
    assert ended.code == 2
    assert words in ended.err


@pytest.mark.usefixtures("shop")
def test_those_who_watch_hear_when_the_graph_is_away(
    upline: Upline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    monkeypatch.setenv("UPLINE_NOTIFY_COMMAND", f"{sys.executable} -c '{program}' {told}")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    assert upline("sync", str(tmp_path / "mine.yaml")).code == 1
    heard = json.loads(told.read_text())
    assert (heard["event"], heard["outcome"]) == ("load", "later")


def test_an_address_that_is_not_set_is_told(upline: Upline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOP_URL", raising=False)
    ended = upline("sync", "crmeb")
    assert ended.code == 2
    assert "SHOP_URL is not set" in ended.err
