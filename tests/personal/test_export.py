"""All data of a member as one file, without hashes and without what is about others."""

from etl.contract import TABLES
from etl.personal import erase_member, member_data
from graph.access import Role
from graph.access.accounts import add_account
from graph.access.keys import add_key
from graph.database import Database
from graph.nightly import run_nightly
from tests.etl.deliveries import load
from tests.metrics.company import micros
from tests.personal.test_erasure import FIRST, PEOPLE, TOUCHES

_SAID_ABOVE: dict[str, set[str]] = {
    "members": set(),
    "touches": set(),
    "orders": {"buyer_id"},
    "order_lines": {"order_id"},
    "refunds": {"order_id"},
    "groups": {"leader_id"},
    "opening_standings": {"member_id"},
    "adjustments": {"member_id"},
    "withdrawals": {"member_id"},
}
"""Columns that are not in a row of the copy: it stands inside what they name."""


def test_everything_of_a_member_is_in_it(database: Database):
    more = {
        "members": [*PEOPLE, "m4 | m1 | 2026-01-09"],
        "touches": [*TOUCHES, "bad | visitor-of-m1 | yesterday | wechat | | "],
        "refunds": ["r1 | o1 | 2026-01-06 | 1.00"],
        "sponsor_corrections": ["m1 | nobody | 2026-01-07 | as told"],
        "orders": [*FIRST["orders"], "o9 | m1 | 2026-01-08 | -5"],
        "groups": ["g1 | m1 | 2026-01-08 | 2026-01-09"],
        "opening_standings": ["m1 | member | root"],
        "adjustments": ["a1 | m1 | 2026-01-08 | -0.50 | sent back | Ann | Bo"],
        "withdrawals": ["w1 | m1 | 2026-01-09 | 1.00 | purchase | o1"],
    }
    load(database, {**FIRST, **more})
    run_nightly(database, (), micros("2026-02-10"))
    add_account(database, "wang", "a long enough password", Role.MANAGER, "m1")
    add_key(database, "wang", "mine", 30)
    data = member_data(database, "m1")
    assert data["member"] == {
        "member_id": "m1",
        "sponsor_id": "root",
        "joined_at": "2026-01-03T00:00:00Z",
        "name": "Wang Xiaoming",
        "channel": "douyin",
        "community_id": None,
        "owns": [],
        "leads": [
            {"group_id": "g1", "opened_at": "2026-01-08T00:00:00Z", "closes_at": "2026-01-09T00:00:00Z"}
        ],
        "opening": {"rank": 1, "team_owner_id": "root"},
        "corrections": [],
        "adjustments": [
            {
                "adjustment_id": "a1",
                "day": "2026-01-08",
                "amount": "-0.50",
                "reason": "sent back",
                "decided_by": "Ann",
                "approved_by": "Bo",
            }
        ],
        "withdrawals": [
            {
                "withdrawal_id": "w1",
                "at": "2026-01-09T00:00:00Z",
                "amount": "1.00",
                "kind": "purchase",
                "order_id": "o1",
            }
        ],
        "erased_at": None,
        "erased_reason": None,
    }
    assert [row["touch_id"] for row in data["touches"]] == ["touch-one", "touch-b", "touch-two"]
    (order,) = data["orders"]
    assert (order["order_id"], order["amount"], order["lines"][0]["amount"]) == ("o1", "699.00", "699.00")
    for table, row in {
        "members": data["member"],
        "touches": data["touches"][0],
        "orders": order,
        "order_lines": order["lines"][0],
        "refunds": order["refunds"][0],
        "groups": data["member"]["leads"][0],
        "opening_standings": data["member"]["opening"],
        "adjustments": data["member"]["adjustments"][0],
        "withdrawals": data["member"]["withdrawals"][0],
    }.items():
        kept = {column.name for column in TABLES[table].columns if column.kept}
        assert kept - row.keys() <= _SAID_ABOVE[table], table
    assert order["refunds"] == [{"refund_id": "r1", "refunded_at": "2026-01-06T00:00:00Z", "amount": "1.00"}]
    assert (data["run"], data["standing"]["rank"], data["standing"]["personal"]) == (1, 1, "698.00")
    assert {row["payee_id"] for row in data["entries"]} <= {"m1"}
    (account,) = data["accounts"]
    assert (account["name"], account["role"], [key["name"] for key in account["keys"]]) == (
        "wang",
        "manager",
        ["mine"],
    )
    assert "argon2" not in str(data)
    assert "hash" not in str(data)
    waiting = {(row["table"], row["key"]) for row in data["quarantined"]}
    assert {table for table, _ in waiting} == {"touches", "sponsor_corrections", "orders"}
    assert not any(text.startswith("{") for row in data["quarantined"] for text in row["reasons"])


def test_before_the_first_run_there_are_no_figures_and_after_an_erasure_no_name(database: Database):
    load(database, FIRST)
    erase_member(database, "m1", "a letter")
    data = member_data(database, "m1")
    assert (data["run"], data["standing"], data["entries"]) == (None, None, [])
    assert (data["member"]["name"], data["member"]["erased_reason"]) == (None, "a letter")
    assert len(data["touches"]) == 3
