"""The mappings that Upline brings, each against a small export in the true form of its shop."""

from pathlib import Path

import pytest

from etl.loading.trial import try_alone
from etl.mapping import load_mappings
from etl.reading import read_delivery
from graph.errors import UserError
from tests.etl.shops.writers import SHOPS

EXPORTS = Path(__file__).parent / "exports"
COUNTS: dict[str, dict[str, tuple[int, int]]] = {
    "shopify": {
        "products": (4, 0),
        "members": (3, 0),
        "orders": (3, 1),
        "order_lines": (5, 1),
        "refunds": (1, 0),
    },
    "woocommerce_export": {
        "products": (4, 0),
        "members": (3, 0),
        "orders": (3, 0),
        "order_lines": (5, 0),
        "refunds": (1, 0),
    },
    "woocommerce": {"members": (3, 0), "orders": (3, 0)},
    "magento": {"members": (3, 0), "orders": (3, 0), "refunds": (1, 0)},
    "youzan": {
        "products": (4, 0),
        "members": (2, 1),
        "orders": (3, 1),
        "order_lines": (5, 0),
        "refunds": (1, 0),
    },
    "weidian": {
        "products": (5, 0),
        "members": (2, 0),
        "orders": (3, 1),
        "order_lines": (6, 3),
        "refunds": (1, 0),
    },
    "taobao": {
        "products": (3, 0),
        "members": (2, 0),
        "orders": (3, 0),
        "order_lines": (3, 0),
        "refunds": (1, 0),
    },
    "pinduoduo": {
        "products": (3, 0),
        "customers": (1, 0),
        "orders": (3, 1),
        "order_lines": (3, 1),
        "refunds": (1, 0),
    },
    "distribution": {"members": (3, 0), "orders": (3, 0), "refunds": (1, 0)},
}
"""By shop and table how many rows load, and how many wait."""
REASONS = {
    "shopify": {"row_currency", "row_waits"},
    "youzan": {"cell_masked"},
    "weidian": {"cell_shortened"},
    "pinduoduo": {"cell_empty", "row_waits"},
}
"""An order in dollars; a masked phone; numbers that a spreadsheet shortened; a missing time."""


@pytest.mark.parametrize("name", SHOPS)
def test_a_shops_export_loads_by_its_name(name: str) -> None:
    trial = try_alone(read_delivery(EXPORTS / name, load_mappings(SHOPS[name].mappings)), "CNY")
    counts = {table: (one.loaded, one.quarantined) for table, one in trial.tables.items()}
    assert counts == COUNTS[name]
    assert {why.first.id for why in trial.reasons} == REASONS.get(name, set())


def test_a_table_of_the_companys_own_goes_before_the_shops(tmp_path: Path) -> None:
    export = EXPORTS / "shopify" / "orders_export.csv"
    tree = tmp_path / "members.csv"
    tree.write_text("member_id,sponsor_id,joined_at\nbuyer1@example.com,,2026-01-01T00:00:00Z\n")
    delivery = read_delivery([export, tree], load_mappings(["shopify"]))
    assert delivery.tables["members"].good["member_id"].to_list() == ["buyer1@example.com"]
    trial = try_alone(delivery, "CNY")
    assert trial.tables["orders"].loaded == 1
    assert {why.first.id for why in trial.reasons} == {"row_currency", "row_unknown", "row_waits"}


def test_a_file_that_is_not_the_shop_s_is_told_which_ones_are(tmp_path: Path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"hello")
    with pytest.raises(UserError, match=r"there is no file .*orders.*, from which the mapping takes"):
        read_delivery([file], load_mappings(["shopify"]))
    with pytest.raises(UserError, match=r"x\.txt holds no table: expected files such as members\.csv"):
        read_delivery([file.rename(tmp_path / "x.txt")])
