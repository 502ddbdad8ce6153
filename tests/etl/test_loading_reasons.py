"""Every reason for which a row that is sound in itself waits, and what the graph looks like without it."""

from graph.clock import OPEN
from graph.database import Database
from tests.etl.deliveries import facts, links, load, nodes, waiting

_SOUND = {
    "members": ["m1||2026-01-01|Ann", "m2|m1|2026-01-02"],
    "products": ["P699|Package"],
}


def _orders(*lines: str) -> dict[str, list[str]]:
    return {**_SOUND, "orders": ["o1|m1|2026-02-01|10.00"], "order_lines": list(lines)}


def test_unknown_references_are_named(database: Database):
    load(
        database,
        {
            **_SOUND,
            "members": [*_SOUND["members"], "x|nobody|2026-01-01", "y||2026-01-01|||nowhere"],
            "communities": ["c1|x|Waits with its owner"],
            "customers": ["k1|c9|2026-01-01"],
            "groups": ["g1|m9|2026-01-01|2026-01-09"],
            "orders": ["o1|m9|2026-02-01|1.00", "o2|m1|2026-02-01|1.00||g1"],
            "order_lines": ["o9|1|P699|1|1.00", "o2|1|P1|1|1.00"],
            "refunds": ["r1|o9|2026-02-01|1.00"],
            "sponsor_corrections": ["m9||2026-02-01|why"],
            "opening_standings": ["m1|2|m9"],
            "adjustments": ["a1|m9|2026-02-01|-1.00|late|Ann|Bo"],
            "withdrawals": ["w1|m9|2026-02-01|1.00|cash|", "w2|m1|2026-02-01|1.00|purchase|o9"],
            "touches": ["t1|v|2026-01-01|ads|m9", "t2|v|2026-01-01|ads||k9"],
        },
    )
    assert waiting(database) == {
        "members x": "sponsor_id: there is no member 'nobody'",
        "members y": "community_id: there is no community 'nowhere'",
        "communities c1": "owner_id: the member 'x' waits in the quarantine itself",
        "customers k1": "community_id: there is no community 'c9'",
        "groups g1": "leader_id: there is no member 'm9'",
        "orders o1": "buyer_id: there is no member or customer 'm9'",
        "orders o2": "group_id: the group 'g1' waits in the quarantine itself",
        "order_lines o9 1": "order_id: there is no order 'o9'",
        "order_lines o2 1": (
            "product_id: there is no product 'P1'; order_id: the order 'o2' waits in the quarantine itself"
        ),
        "refunds r1": "order_id: there is no order 'o9'",
        "sponsor_corrections m9 2026-02-01T00:00:00Z": "member_id: there is no member 'm9'",
        "opening_standings m1": "team_owner_id: there is no member 'm9'",
        "adjustments a1": "member_id: there is no member 'm9'",
        "withdrawals w1": "member_id: there is no member 'm9'",
        "withdrawals w2": "order_id: there is no order 'o9'",
        "touches t1": "inviter_id: there is no member 'm9'",
        "touches t2": "became_id: there is no member or customer 'k9'",
    }


def test_members_and_communities_that_refer_to_each_other_load_together(database: Database):
    load(database, {"members": ["m1||2026-01-01|||c1"], "communities": ["c1|m1|Ours"]})
    assert waiting(database) == {}
    assert set(links(database, "BUYS_IN")) == {("m1", "c1")}
    assert set(links(database, "OWNS")) == {("m1", "c1")}


def test_every_member_of_a_sponsor_cycle_waits_and_so_do_those_below(database: Database):
    load(
        database,
        {
            "members": [
                "a|c|2026-01-01",
                "b|a|2026-01-01",
                "c|b|2026-01-01",
                "d|c|2026-01-01",
                "e||2026-01-01",
            ]
        },
    )
    reasons = waiting(database)
    assert set(nodes(database, "Member")) == {"e"}
    assert all("cycle of sponsors" in reasons[f"members {name}"] for name in "abc")
    assert reasons["members d"] == "sponsor_id: the member 'c' waits in the quarantine itself"


def test_an_order_before_its_buyer_joined_waits(database: Database):
    load(database, {**_SOUND, "orders": ["o1|m2|2026-01-01|1.00", "o2|m2|2026-01-02|1.00"]})
    assert waiting(database) == {"orders o1": "paid_at lies before its buyer 'm2' joined"}


def test_lines_that_do_not_add_up_hold_their_order(database: Database):
    load(database, _orders("o1|1|P699|1|4.00", "o1|2|P699|1|5.00"))
    assert waiting(database)["orders o1"] == "its lines add up to 9.00, its amount is 10.00"
    assert "order_lines o1 2" in waiting(database)
    assert nodes(database, "Order") == {}


def test_a_line_that_is_bad_in_itself_holds_its_order_even_if_the_others_add_up(database: Database):
    load(database, _orders("o1|1|P699|1|10.00", "o1|2|P699|0|0.00"))
    assert waiting(database)["orders o1"] == "a line of it is in the quarantine"
    load(database, {"order_lines": ["o1|2|P699|1|0.00"]})
    assert waiting(database) == {}
    assert set(links(database, "CONTAINS")) == {("o1", "P699")}


def test_a_bad_line_without_a_number_holds_its_order_until_its_lines_add_up(database: Database):
    load(database, _orders("o1||P699|1|10.00"))
    assert waiting(database)["orders o1"] == "a line of it is in the quarantine"
    load(database, {"order_lines": ["o1|1|P699|1|10.00"]})
    assert set(nodes(database, "Order")) == {"o1"}


def test_an_order_without_lines_stands(database: Database):
    load(database, {**_SOUND, "orders": ["o1|m1|2026-02-01T00:00:00+08:00|10.00|app||2026-02-03"]})
    order = nodes(database, "Order")["o1"]
    micros = 1_769_875_200_000_000
    assert order == {
        "id": "o1",
        "at": micros,
        "amount": 1000,
        "channel": "app",
        "received": micros + 56 * 3_600_000_000,
        "from_run": 1,
    }


def test_refunds_above_their_order_or_before_it_wait(database: Database):
    refunds = [
        "r1|o1|2026-02-03|6.00",
        "r2|o1|2026-02-02|6.00",
        "r3|o1|2026-02-04|4.00",
        "r4|o1|2026-01-31|1.00",
    ]
    load(database, {**_orders(), "refunds": refunds})
    assert waiting(database) == {
        "refunds r1": "amount 6.00 and the 6.00 refunded before are more than the order's 10.00",
        "refunds r4": "refunded_at lies before its order 'o1' was paid",
    }
    assert nodes(database, "Order")["o1"]["refunded"] is True


def test_an_id_is_of_a_member_or_of_a_customer(database: Database):
    load(database, {**_SOUND, "customers": ["m1||2026-01-01", "k1||2026-01-01"]})
    assert set(waiting(database)) == {"members m1", "members m2", "customers m1"}
    load(database, _SOUND)
    assert set(nodes(database, "Member")) == {"m1", "m2"}
    assert waiting(database) == {"customers m1": "customer_id 'm1' is also the id of a member"}


def test_ids_are_data_whatever_they_look_like(database: Database):
    odd = ["会员 7", "'}) DETACH DELETE n //", "$id", "a\u0301", "á", "😀", '"\\', "NULL"]
    members = [f"{name}|{odd[0] if name != odd[0] else ''}|2026-01-01|{name}" for name in odd]
    orders = [f"{name}|{name}|2026-01-02|1.00" for name in odd]
    load(database, {"members": members, "orders": orders})
    assert set(nodes(database, "Member")) == set(odd)
    assert set(links(database, "PLACED")) == {(name, name) for name in odd}
    before = facts(database)
    load(database, {"members": members[::-1], "orders": orders})
    assert facts(database) == before


def test_a_chain_of_five_thousand_members_loads_parents_first(database: Database):
    chain = [f"m{n:04d}|{f'm{n - 1:04d}' if n else ''}|2026-01-01" for n in range(5_000)]
    load(database, {"members": chain[::-1]})
    assert len(links(database, "SPONSORED_BY")) == 4_999
    assert nodes(database, "Member")["m4999"]["depth"] == 4_999


def test_a_link_to_a_sponsor_is_open_from_the_next_run_on(database: Database):
    load(database, _SOUND)
    assert nodes(database, "Member")["m2"]["sponsor_id"] == "m1"
    assert nodes(database, "Member")["m1"]["sponsor_id"] == ""
    assert links(database, "SPONSORED_BY") == {("m2", "m1"): {"from_run": 1, "to_run": OPEN}}


def test_the_one_id_that_differs_only_in_case_width_or_blanks_is_named(database: Database):
    load(
        database,
        {
            "members": ["John||2026-01-01", "m5||2026-01-01", "M5||2026-01-01"],
            "groups": ["ｇ1|John|2026-01-01|2026-01-09"],
        },
    )
    sound = {"customers": ["m6||2026-01-01"], "products": ["P699|Package"]}
    orders = [
        "o1|john|2026-02-01|1.00",
        "o2|Ｊohn|2026-02-01|1.00",
        "o4| ｊohn|2026-02-01|1.00",
        "o5|m５|2026-02-01|1.00",
        "o6|John|2026-02-01|1.00||g1",
        "O7|John|2026-02-01|1.00",
    ]
    lines = ["o7|1|P699|1|1.00", "O7|1|p699|1|1.00"]
    load(database, {**sound, "members": ["x|JOHN|2026-01-01"], "orders": orders, "order_lines": lines})
    who = "buyer_id: there is no member or customer"
    assert waiting(database) == {
        "members x": "sponsor_id: there is no member 'JOHN': 'John' differs only in case",
        "orders o1": f"{who} 'john': 'John' differs only in case",
        "orders o2": f"{who} 'Ｊohn': 'John' differs only in width",
        "orders o4": f"{who} 'ｊohn': 'John' differs only in case, width or outer blanks",
        "orders o5": f"{who} 'm５'",
        "orders o6": "group_id: there is no group 'g1': 'ｇ1' differs only in width",
        "orders O7": "a line of it waits in the quarantine",
        "order_lines o7 1": "order_id: there is no order 'o7': 'O7' differs only in case",
        "order_lines O7 1": (
            "product_id: there is no product 'p699': 'P699' differs only in case; "
            "order_id: the order 'O7' waits in the quarantine itself"
        ),
    }


def test_a_correction_is_judged_again_by_the_id_of_its_reason_whatever_its_words(database: Database):
    load(database, {**_SOUND, "sponsor_corrections": ["would close a cycle|m1|2026-01-05|why"]})
    assert list(waiting(database)) == ["sponsor_corrections would close a cycle 2026-01-05T00:00:00Z"]
    load(database, {"members": ["would close a cycle|m2|2026-01-03"]})
    assert waiting(database) == {}
