"""What an order may bring later (received_at), and what it must not bring at all (another currency)."""

import pytest

from etl.loading import load_delivery
from graph.database import Database
from graph.plan import Plan, load_plan, plan_from_data, to_data
from tests.etl.deliveries import delivery, facts, load, nodes, waiting

_SOUND = {"members": ["m1||2026-01-01"], "products": ["P699|Package"]}
_RECEIVED = 1_770_508_800_000_000  # 2026-02-08 in UTC


def _order(received: str = "", *, channel: str = "", currency: str = "", key: str = "o1") -> str:
    return f"{key}|m1|2026-02-01|10.00|{channel}||{received}|{currency}"


def _dollars() -> Plan:
    data = to_data(load_plan("chain_699"))
    return plan_from_data({**data, "currency": "USD"})


def test_a_received_at_that_was_empty_is_filled_in_later(database: Database):
    load(database, {**_SOUND, "orders": [_order("2026-02-08", channel="shop")]})
    at_once = facts(database)
    assert nodes(database, "Order")["o1"]["received"] == _RECEIVED
    later = load(database, {"orders": [_order("2026-02-09", channel="shop"), _order(key="o2")]})
    assert (later.tables["orders"].loaded, later.tables["orders"].quarantined) == (1, 1)
    filled = load(database, {"orders": [_order("2026-02-08", key="o2", channel="web")]})
    assert (filled.tables["orders"].changed, filled.quarantined) == (1, 0)
    order = nodes(database, "Order")["o2"]
    assert (order["received"], order["channel"]) == (_RECEIVED, "web")
    assert waiting(database) == {
        "orders o1": "received_at '1770595200000000' differs from the loaded '1770508800000000'"
    }
    assert at_once <= facts(database)


def test_an_emptied_received_at_is_a_conflict(database: Database):
    load(database, {**_SOUND, "orders": [_order("2026-02-08")]})
    load(database, {"orders": [_order()]})
    assert "received_at (empty) differs from the loaded" in waiting(database)["orders o1"]


def test_an_order_that_waits_or_goes_to_wait_keeps_what_was_filled_in(database: Database):
    line = "o1|1|P699|1|9.00"
    load(database, {**_SOUND, "orders": [_order()]})
    load(database, {"orders": [_order("2026-02-08", channel="web")], "order_lines": [line]})
    assert waiting(database)["orders o1"] == "its lines add up to 9.00, its amount is 10.00"
    load(database, {"order_lines": [line.replace("9.00", "10.00")]})
    order = nodes(database, "Order")["o1"]
    assert (order["received"], order["channel"]) == (_RECEIVED, "web")
    assert waiting(database) == {}


def test_an_order_that_waits_can_be_filled_in(database: Database):
    load(database, {"members": [], "orders": [_order()]})
    load(database, {"orders": [_order("2026-02-08")]})
    load(database, _SOUND)
    assert nodes(database, "Order")["o1"]["received"] == _RECEIVED
    assert waiting(database) == {}


def test_an_order_in_another_currency_waits_and_its_lines_with_it(database: Database):
    rows = {
        **_SOUND,
        "orders": [_order(currency="CNY"), _order(currency="USD", key="o2"), _order(key="o3")],
        "order_lines": ["o2|1|P699|1|10.00"],
        "refunds": ["r1|o2|2026-02-02|1.00"],
    }
    load(database, rows)
    wait = "order_id: the order 'o2' waits in the quarantine itself"
    assert waiting(database) == {
        "orders o2": "currency 'USD' is not the plan's: expected CNY",
        "order_lines o2 1": wait,
        "refunds r1": wait,
    }
    again = load(database, {"orders": [_order(), _order(currency="USD", key="o3")]})
    assert (again.tables["orders"].unchanged, again.tables["orders"].quarantined) == (1, 1)
    assert waiting(database)["orders o3"] == "currency 'USD' is not the plan's: expected CNY"


@pytest.mark.parametrize("currency", ["cny", "USD", "¥"])
def test_the_currency_is_that_of_the_plan_that_is_named(database: Database, currency: str):
    rows = {**_SOUND, "orders": [_order(currency=currency)]}
    summary = load_delivery(database, delivery(rows), plan=_dollars())
    assert summary.quarantined == (currency != "USD")
