"""Judging without a database: walks over trees, and large or deep companies in little time."""

import numpy as np
import polars as pl

from etl.judging import Case, Stored, judge
from etl.judging.case import MARKS, empty, schema
from etl.judging.tree import depths, on_cycle, reached


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
    verdicts = judge(Case({}, {}, Stored()))
    assert all(verdict.fresh.is_empty() and verdict.held.is_empty() for verdict in verdicts.values())


def test_a_chain_of_a_hundred_thousand_below_an_unknown_member_waits():
    count = 100_000
    rows = [
        {"member_id": f"m{n}", "sponsor_id": f"m{n - 1}" if n else "nobody", "joined_at": 1}
        for n in range(count)
    ]
    verdict = judge(Case({"members": _candidates("members", rows)}, {}, Stored()))["members"]
    assert verdict.fresh.is_empty()
    assert len(verdict.held) == count


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
    held = judge(case)["orders"].held
    assert held["reasons"].to_list() == [
        ["its lines add up to 184467440737095516.17, its amount is 0.01"],
    ]
    assert empty("orders").columns == held.drop("reasons").columns
