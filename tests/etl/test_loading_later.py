"""What a later delivery changes: rows that wake, conflicts, names, and loaded facts that no longer stand."""

from graph.database import Database
from tests.etl.deliveries import facts, links, load, nodes, waiting, withdrawn

_START = {
    "members": ["m1||2026-01-01|Ann|app", "m2|m1|2026-01-01", "m3|m2|2026-01-01"],
    "products": ["P699|Package"],
    "orders": ["o1|m1|2026-02-01|10.00"],
    "order_lines": ["o1|1|P699|1|10.00"],
    "refunds": ["r1|o1|2026-02-05|6.00"],
}


def test_what_was_missing_wakes_all_that_waited_for_it(database: Database):
    late = {
        "members": ["m2|m1|2026-01-01", "m3|m2|2026-01-01"],
        "orders": ["o1|m3|2026-02-01|5.00"],
        "order_lines": ["o1|1|P|1|5.00"],
        "refunds": ["r1|o1|2026-02-02|1.00"],
    }
    load(database, late)
    assert nodes(database, "Member") == {}
    summary = load(database, {"members": ["m1||2026-01-01"], "products": ["P|Package"]})
    assert waiting(database) == {}
    assert {table: counts.woken for table, counts in summary.tables.items() if counts.woken} == {
        "members": 2,
        "orders": 1,
        "order_lines": 1,
        "refunds": 1,
    }


def test_a_repaired_row_loads_and_takes_the_broken_ones_of_its_key_along(database: Database):
    load(database, {"members": ["m1|x|2026-01-01", "m2||2026-02-30"]})
    load(database, {"members": ["m1||2026-01-01", "m2||2026-01-30"]})
    assert set(nodes(database, "Member")) == {"m1", "m2"}
    assert waiting(database) == {}


def test_a_cycle_is_repaired_by_one_of_its_members(database: Database):
    load(database, {"members": ["a|c|2026-01-01", "b|a|2026-01-01", "c|b|2026-01-01", "d|a|2026-01-01"]})
    load(database, {"members": ["a||2026-01-01"]})
    assert waiting(database) == {}
    assert set(links(database, "SPONSORED_BY")) == {("b", "a"), ("c", "b"), ("d", "a")}


def test_another_payload_for_a_loaded_key_is_a_conflict(database: Database):
    load(database, _START)
    before = nodes(database, "Order") | nodes(database, "Member")
    load(
        database,
        {
            "members": ["m1||2026-01-02|Ann|app", "m3|m1|2026-01-01"],
            "orders": ["o1|m2|2026-02-01|10.00"],
            "order_lines": ["o1|1|P699|2|10.00"],
            "refunds": ["r1|o1|2026-02-05|6.01"],
        },
    )
    assert nodes(database, "Order") | nodes(database, "Member") == before
    reasons = waiting(database)
    assert set(reasons) == {"members m1", "members m3", "orders o1", "order_lines o1 1", "refunds r1"}
    assert "sponsor_corrections" in reasons["members m3"]
    assert reasons["orders o1"] == "buyer_id 'm2' differs from the loaded 'm1'"


def test_a_refund_cannot_be_moved_to_another_order(database: Database):
    load(database, {**_START, "orders": ["o1|m1|2026-02-01|10.00", "o2|m1|2026-02-01|10.00"]})
    load(database, {"refunds": ["r1|o2|2026-02-05|6.00"]})
    assert waiting(database) == {"refunds r1": "order_id 'o2' differs from the loaded 'o1'"}
    assert set(links(database, "REFUNDS")) == {("r1", "o1")}


def test_the_loaded_payload_again_leaves_a_conflict_where_it_is(database: Database):
    load(database, _START)
    load(database, {"orders": ["o1|m2|2026-02-01|10.00"]}, "conflict")
    before = facts(database)
    summary = load(database, _START, "again")
    assert facts(database) == before
    assert summary.tables["orders"].unchanged == 1


def test_names_channels_and_categories_are_simply_replaced(database: Database):
    load(database, {**_START, "communities": ["c1|m1|Old"], "customers": ["k1|c1|2026-01-01|web"]})
    summary = load(
        database,
        {
            "members": ["m1||2026-01-01|Anna"],
            "products": ["P699|Package|699"],
            "orders": ["o1|m1|2026-02-01|10.00|web"],
            "communities": ["c1|m1|New"],
            "customers": ["k1|c1|2026-01-01|app"],
        },
    )
    assert waiting(database) == {}
    member = nodes(database, "Member")["m1"]
    assert (member["name"], "channel" in member) == ("Anna", False)
    assert nodes(database, "Product")["P699"]["category"] == "699"
    assert nodes(database, "Order")["o1"]["channel"] == "web"
    assert nodes(database, "Community")["c1"]["name"] == "New"
    assert nodes(database, "Customer")["k1"]["channel"] == "app"
    assert all(counts.changed == 1 for counts in summary.tables.values() if counts != type(counts)())


def test_an_order_whose_lines_no_longer_add_up_is_withdrawn_with_all_that_hangs_on_it(database: Database):
    load(database, _START)
    before = facts(database)
    summary = load(database, {"order_lines": ["o1|2|P699|1|5.00"]})
    assert summary.tables["orders"].withdrawn == summary.tables["refunds"].withdrawn == 1
    assert nodes(database, "Order") == nodes(database, "Refund") == {}
    assert set(links(database, "CONTAINS")) == set()
    assert set(waiting(database)) == {"orders o1", "order_lines o1 1", "order_lines o1 2", "refunds r1"}
    assert withdrawn(database) == {"o1": "Withdrawn", "r1": "WithdrawnRefund"}
    load(database, {"order_lines": ["o1|1|P699|1|5.00"]})
    assert waiting(database) == {}
    assert withdrawn(database) == {}
    assert nodes(database, "Order")["o1"]["refunded"] is True
    assert len(facts(database)) == len(before) + 1


def test_a_withdrawn_order_can_be_repaired_with_another_buyer_and_amount(database: Database):
    load(database, _START)
    load(database, {"order_lines": ["o1|2|P699|1|5.00"]})
    load(database, {"orders": ["o1|m2|2026-02-02|15.00"]})
    assert waiting(database) == {}
    assert set(links(database, "PLACED")) == {("m2", "o1")}
    assert nodes(database, "Order")["o1"]["amount"] == 1500


def test_an_earlier_refund_pushes_a_later_one_out(database: Database):
    load(database, _START)
    load(database, {"refunds": ["r0|o1|2026-02-02|5.00"]})
    assert set(nodes(database, "Refund")) == {"r0"}
    assert set(waiting(database)) == {"refunds r1"}
    assert withdrawn(database) == {"r1": "WithdrawnRefund"}
    assert nodes(database, "Order")["o1"]["refunded"] is True


def test_corrections_are_judged_by_when_they_were_decided(database: Database):
    members = ["a||2026-01-01", "b||2026-01-01", "c||2026-01-01"]
    load(database, {"members": members, "sponsor_corrections": ["a|b|2026-03-02|first delivered"]})
    assert set(links(database, "TO")) == {("a 1772409600000000", "b")}
    load(database, {"sponsor_corrections": ["b|a|2026-03-01|decided before"]})
    assert set(links(database, "TO")) == {("b 1772323200000000", "a")}
    assert waiting(database) == {
        "sponsor_corrections a 2026-03-02T00:00:00Z": (
            "sponsor_id: 'b' is below 'a', the correction would close a cycle"
        )
    }
    load(database, {"sponsor_corrections": ["b||2026-03-01T12|set free again"]})
    assert waiting(database) == {}
    assert ("a 1772409600000000", "b") in links(database, "TO")


def test_a_correction_that_waits_for_its_member_does_not_count(database: Database):
    load(
        database, {"members": ["a||2026-01-01", "b||2026-01-01"], "sponsor_corrections": ["b|x|2026-03-01|?"]}
    )
    load(database, {"sponsor_corrections": ["a|b|2026-03-02|fine"]})
    assert len(nodes(database, "Correction")) == 1
    load(database, {"members": ["x|a|2026-01-01"]})
    assert set(nodes(database, "Correction")) == {"b 1772323200000000"}
    assert set(waiting(database)) == {"sponsor_corrections a 2026-03-02T00:00:00Z"}
