"""Judging without a database: walks over trees, and large or deep companies in little time."""

import time
from importlib import import_module

import numpy as np
import polars as pl
import pytest

from etl.resolution import Case, Stored, resolve
from etl.resolution.case import MARKS, empty, schema
from etl.resolution.ranges import ranges, within
from etl.resolution.similar import with_similar
from etl.resolution.tree import depths, on_cycle, reached
from tests.words import said


def _candidates(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=schema(table))
    return frame.with_columns(*[pl.lit(None, kind).alias(name) for name, kind in MARKS.items()])


def test_a_cycle_is_found_and_what_hangs_below_it_is_not_part_of_it():
    parent = np.array([1, 2, 0, 0, -1, 4, 6])
    assert on_cycle(parent).tolist() == [True, True, True, False, False, False, True]


def test_depths_count_from_the_root_or_from_a_loaded_sponsor():
    assert depths(np.array([-1, 0, 1, -1]), np.array([0, 0, 0, 7])).tolist() == [0, 1, 2, 7]


def test_all_that_refers_to_what_waits_waits():
    sources, targets = np.array([1, 2, 3]), np.array([0, 1, 4])
    start = np.array([True, False, False, False, False])
    assert reached(sources, targets, start).tolist() == [True, True, True, False, False]


def test_nothing_judged_is_nothing_found():
    resolutions = resolve(Case({}, {}, Stored()))
    assert all(
        resolution.fresh.is_empty() and resolution.held.is_empty() for resolution in resolutions.values()
    )


def test_a_chain_of_a_hundred_thousand_below_an_unknown_member_waits():
    count = 100_000
    rows = [
        {"member_id": f"m{n}", "sponsor_id": f"m{n - 1}" if n else "nobody", "joined_at": 1}
        for n in range(count)
    ]
    resolution = resolve(Case({"members": _candidates("members", rows)}, {}, Stored()))["members"]
    assert resolution.fresh.is_empty()
    assert len(resolution.held) == count


def test_sums_of_lines_do_not_wrap_around():
    largest = 2**63 - 1
    orders = [{"order_id": "o", "buyer_id": "m", "paid_at": 1, "amount": 1}]
    lines = [
        {"order_id": "o", "line_no": n, "product_id": "p", "quantity": 1, "amount": amount}
        for n, amount in enumerate([largest, largest, 3])
    ]
    case = Case(
        {
            "members": _candidates("members", [{"member_id": "m", "joined_at": 1}]),
            "products": _candidates("products", [{"product_id": "p", "name": "p"}]),
            "orders": _candidates("orders", orders),
            "order_lines": _candidates("order_lines", lines),
        },
        {},
        Stored(),
    )
    held = resolve(case)["orders"].held
    assert list(map(said, held["reasons"])) == [
        ["its lines add up to 184467440737095516.17, its amount is 0.01"],
    ]
    assert empty("orders").columns == held.drop("reasons").columns


def test_an_unknown_id_names_the_one_that_is_similar_and_stays_cheap_at_a_million():
    known = pl.DataFrame({"id": ["m6", "John", "ＡＢ", "x", "X"]})
    many = pl.concat([known, pl.select(id=pl.format("member {}", pl.int_range(1_000_000)))])
    unknown = pl.DataFrame({"buyer": ["m6\u3000", "john", "AB", " ab ", "x ", "nobody", None]})
    frame = unknown.with_columns(pl.lit(None, pl.Boolean).alias("buyer.stands"))
    began = time.process_time()
    found = with_similar(frame, "buyer", many)
    assert time.process_time() - began < 3
    assert found.select("buyer.similar", "buyer.difference").rows() == [
        ("m6", "blanks"),
        ("John", "case"),
        ("ＡＢ", "width"),
        ("ＡＢ", "several"),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_ranges_of_orders_cover_every_id_once():
    ids = pl.Series([f"o{n % 997}" for n in range(5_000)] + ["", "😀", "\uffff"])
    parts = [within(ids.to_frame("order_id"), limits) for limits in ranges(ids, 600)]
    assert len(parts) == 9
    assert sorted(pl.concat(parts)["order_id"].to_list()) == sorted(ids.to_list())
    assert max(len(part) for part in parts) < 1_200


def test_orders_judged_in_ranges_are_judged_as_at_once(monkeypatch: pytest.MonkeyPatch):
    count = 200
    orders = [{"order_id": f"o{n}", "buyer_id": "m", "paid_at": 1, "amount": 5} for n in range(count)]
    lines = [
        {"order_id": f"o{n}", "line_no": 1, "product_id": "p", "quantity": 1, "amount": 4 + n % 2}
        for n in range(0, count, 3)
    ]
    refunds = [
        {"refund_id": f"r{n}", "order_id": f"o{n // 2}", "refunded_at": 2, "amount": 3} for n in range(count)
    ]
    case = Case(
        {
            "members": _candidates("members", [{"member_id": "m", "joined_at": 1}]),
            "products": _candidates("products", [{"product_id": "p", "name": "p"}]),
            "orders": _candidates("orders", orders),
            "order_lines": _candidates("order_lines", lines),
            "refunds": _candidates("refunds", refunds),
        },
        {},
        Stored(),
    )
    at_once = resolve(case)
    monkeypatch.setattr(import_module("etl.resolution.resolve"), "ranges", lambda ids: ranges(ids, 20))
    in_ranges = resolve(case)
    for table in ("orders", "order_lines", "refunds"):
        for field in ("fresh", "held"):
            one, other = getattr(at_once[table], field), getattr(in_ranges[table], field)
            assert one.sort("*").equals(other.sort("*"))
            assert not one.is_empty()


def test_judging_part_by_part_comes_to_the_same(monkeypatch: pytest.MonkeyPatch):
    members = [{"member_id": f"m{n}", "sponsor_id": "m0" if n else None, "joined_at": 1} for n in range(5)]
    orders = [
        {"order_id": f"o{n}", "buyer_id": f"m{n % 7}", "paid_at": 2, "amount": 5, "currency": "CNY"}
        for n in range(20)
    ]
    touches = [
        {"touch_id": f"t{n}", "visitor_id": "v", "at": 3, "channel": "c", "inviter_id": f"m{n % 6}"}
        for n in range(9)
    ]
    refunds = [{"refund_id": "r", "order_id": "o3", "refunded_at": 3, "amount": 5}]
    rows = {"members": members, "orders": orders, "touches": touches, "refunds": refunds}
    case = Case({table: _candidates(table, some) for table, some in rows.items()}, {}, Stored(), "CNY")
    whole = resolve(case)
    module = import_module("etl.resolution.resolve")
    monkeypatch.setattr(module, "ORDERS", 2)
    monkeypatch.setattr(module, "ranges", lambda ids: ranges(ids, 3))
    parts = resolve(case)
    for table, one in whole.items():
        for name in ("fresh", "held"):
            key = list(empty(table).columns[:2])
            expected, found = getattr(one, name).sort(key), getattr(parts[table], name).sort(key)
            assert expected.equals(found), (table, name)
    assert 0 < len(whole["touches"].held) < len(touches)
    assert 0 < len(whole["orders"].held) < len(orders)
