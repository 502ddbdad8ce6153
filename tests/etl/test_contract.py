"""The table contract says what tables.md says."""

import pytest

from etl.contract import TABLES

COLUMNS = {
    "members": "member_id, sponsor_id?, joined_at, name?, channel?, community_id?",
    "orders": "order_id, buyer_id, paid_at, amount, channel?, group_id?, received_at?, currency?, "
    "revised_at?",
    "order_lines": "order_id, line_no, product_id, quantity, amount, revised_at?",
    "products": "product_id, name, category?",
    "refunds": "refund_id, order_id, refunded_at, amount",
    "sponsor_corrections": "member_id, sponsor_id?, decided_at, reason",
    "opening_standings": "member_id, rank, team_owner_id?",
    "communities": "community_id, owner_id, name, channel?",
    "customers": "customer_id, community_id?, joined_at, channel?",
    "touches": "touch_id, visitor_id, at, channel, inviter_id?, became_id?",
    "spend": "day, channel, kind, amount",
    "adjustments": "adjustment_id, member_id, day, amount, reason, decided_by, approved_by",
    "withdrawals": "withdrawal_id, member_id, at, amount, kind, order_id?",
    "groups": "group_id, leader_id, opened_at, closes_at",
}
LONGER_KEYS = {
    "order_lines": ("order_id", "line_no"),
    "sponsor_corrections": ("member_id", "decided_at"),
    "spend": ("day", "channel", "kind"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_those_of_the_interface_and_marked_where_they_may_be_empty(name):
    columns = [c.name + ("" if c.required else "?") for c in TABLES[name].columns]
    assert ", ".join(columns) == COLUMNS[name]


@pytest.mark.parametrize("name", COLUMNS)
def test_key_is_the_first_column_but_for_three_tables(name):
    assert TABLES[name].key == LONGER_KEYS.get(name, (TABLES[name].names[0],))


def test_there_are_no_other_tables():
    assert set(TABLES) == set(COLUMNS)


def test_only_members_and_orders_must_be_there():
    assert {name for name, table in TABLES.items() if table.required} == {"members", "orders"}


def test_only_names_channels_and_categories_outside_keys_are_replaced():
    replaced = {c.name for t in TABLES.values() for c in t.columns if c.replaces}
    assert replaced == {"name", "channel", "category"}
    assert not TABLES["spend"]["channel"].replaces


def test_references_name_tables_and_keys_are_required():
    for table in TABLES.values():
        assert all(table[key].required for key in table.key)
        assert all(reference in TABLES for column in table.columns for reference in column.references)
    assert TABLES["orders"]["buyer_id"].references == ("members", "customers")


def test_a_table_has_only_its_columns():
    with pytest.raises(KeyError):
        TABLES["members"]["amount"]
