"""Refunds given as running totals, and loads that are only tried."""

import json
from pathlib import Path

import pytest

from etl.loading import load_folder
from etl.loading.trial import try_delivery
from etl.mapping import load_mappings
from etl.reading import read_delivery
from graph.database import Database
from tests.etl.deliveries import nodes
from tests.etl.shops.company import Company, Person, Sale
from tests.etl.shops.forms import FORMS
from tests.etl.shops.writers import SHOPS, table
from tests.etl.test_exports_of_any_company import _FIRST
from tests.etl.test_load_command import Load, upline_load

__all__ = ["upline_load"]

SHOP = SHOPS["shopify"]
BUYER = Person(1)


def export(folder: Path, refunded: int, *, discount: int = 0) -> Path:
    """Write the shop's export as it is when so much of the order of 178.00 is paid back."""
    folder.mkdir(exist_ok=True)
    sale = Sale(1001, BUYER, _FIRST, ((1, 2),), discount=discount, freight=1000, refunded=refunded)
    files = {name: table(name, rows) for name, rows in SHOP.files(Company((BUYER,), (sale,))).items()}
    FORMS["as it is"](folder, files, SHOP.encoding)
    return folder


def refunds(database: Database) -> dict[str, int]:
    return {key: int(str(node["amount"])) for key, node in nodes(database, "Refund").items()}


def test_a_running_total_loads_what_came_since(database: Database, tmp_path: Path) -> None:
    mapping = load_mappings(["shopify"])
    assert load_folder(database, export(tmp_path, 0), mapping).quarantined == 0
    assert refunds(database) == {}
    assert load_folder(database, export(tmp_path, 5000), mapping).tables["refunds"].loaded == 1
    again = load_folder(database, export(tmp_path, 5000, discount=0), mapping).tables["refunds"]
    assert (again.loaded, again.unchanged, again.quarantined) == (0, 1, 0)
    load_folder(database, export(tmp_path, 18800), mapping)
    assert refunds(database) == {"#1001 refunded 50.00": 5000, "#1001 refunded 188.00": 12800}
    fell = load_folder(database, export(tmp_path, 4000), mapping)
    assert fell.tables["refunds"].quarantined == 1
    assert sum(refunds(database).values()) == 17800


def test_a_total_that_waits_is_not_refunded_twice(database: Database, tmp_path: Path) -> None:
    mapping = load_mappings(["shopify"])
    folder = export(tmp_path / "a", 5000)
    text = (folder / "orders_export.csv").read_text(encoding="utf-8")
    foreign = tmp_path / "b"
    foreign.mkdir()
    (foreign / "orders_export.csv").write_text(text.replace(",CNY,", ",USD,"), encoding="utf-8")
    assert load_folder(database, foreign, mapping).tables["refunds"].quarantined == 1
    load_folder(database, export(tmp_path / "a", 8000), mapping)
    assert sum(refunds(database).values()) == 8000


def test_a_dry_run_tells_all_and_writes_nothing(
    upline_load: Load, database: Database, tmp_path: Path
) -> None:
    export(tmp_path, 5000)
    code, out, err = upline_load(tmp_path, "--mapping", "shopify", "--dry-run", "--json")
    summary = json.loads(out)
    assert (code, err) == (0, "")
    assert summary["dry_run"] is True
    assert {name: counts["loaded"] for name, counts in summary["tables"].items()} == {
        **dict.fromkeys(("products", "members", "orders", "order_lines", "refunds"), 1)
    }
    assert nodes(database, "Member") == {}
    assert database.read("load/quarantine/size")[0]["size"] == 0
    (tmp_path / "orders_export.csv").write_text(
        (tmp_path / "orders_export.csv").read_text(encoding="utf-8").replace(",CNY,", ",USD,"),
        encoding="utf-8",
    )
    code, out, _ = upline_load(tmp_path, "--mapping", "shopify", "--dry-run", "--strict")
    assert code == 1
    assert "orders: 1 wait, first orders_export.csv row 2: currency 'USD' is not the plan's" in out
    assert "Nothing was written." in out


def test_a_single_export_is_loaded_by_a_mapping(
    upline_load: Load, database: Database, tmp_path: Path
) -> None:
    file = export(tmp_path, 0) / "orders_export.csv"
    assert upline_load(file, "--mapping", "shopify")[0] == 0
    assert set(nodes(database, "Order")) == {"#1001"}
    assert upline_load(file)[0] == 2


@pytest.mark.parametrize("waiting", ["nothing", "something"])
def test_a_trial_says_what_the_load_then_does(database: Database, tmp_path: Path, waiting: str) -> None:
    mapping = load_mappings(["shopify"])
    if waiting == "something":
        load_folder(database, export(tmp_path, 5000), mapping)
    delivery = read_delivery(export(tmp_path, 6000), mapping)
    trial = try_delivery(database, delivery)
    done = load_folder(database, tmp_path, mapping)
    assert trial.tables == done.tables
