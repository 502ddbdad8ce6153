"""`upline compliance`: the tests and the lists as tables, CSV and JSON, in both languages."""

import csv
import io
import json
from typing import get_args

import pytest
from neo4j import Driver

from cli.compliance import ListName
from graph.compliance import FLAGS
from graph.compliance.panel import LISTS
from graph.database import Database
from graph.nightly import run_nightly
from tests.cli.conftest import Ended, Upline, upline
from tests.compliance.test_cases import BOUGHT, RING
from tests.metrics.company import company, load, micros
from tests.statements import run_test_statement

__all__ = ["Ended", "upline"]


@pytest.fixture(scope="module", autouse=True)
def publish_ring(driver: Driver) -> None:
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    orders = f"s 2025-12-01 699.00\n{BOUGHT}\nz 2026-02-01 10.00"
    load(database, company(RING, orders, customers="z k", owners="k s"))
    run_nightly(database, (), micros("2026-03-10"))


def rows(upline: Upline, *arguments: str) -> list[dict[str, str]]:
    ended = upline("compliance", *arguments, "--format", "csv")
    assert (ended.code, ended.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ended.out)))


def test_there_is_a_list_for_each_of_the_panel():
    assert get_args(ListName) == ("flags", "trend", *LISTS)


def test_each_test_is_a_row_with_its_threshold_its_distance_and_the_article(upline: Upline):
    told = {row["flag"]: row for row in rows(upline)}
    assert list(told) == [flag.id for flag in FLAGS]
    assert (
        told["people"]
        | {
            "value": "4",
            "threshold": "30",
            "distance": "26",
            "crossed": "no",
            "root_id": "s",
        }
        == told["people"]
    )
    assert "37" in told["people"]["law"]
    fee = told["entry_fee"]
    assert (fee["over"], fee["under"], fee["crossed"]) == ("2796.00", "2806.00", "yes")
    assert (fee["value"], fee["distance"]) == ("0.996436", "-0.996436")
    assert (told["retail_rewards"]["value"], told["retail_rewards"]["threshold"]) == ("0.000000", "0.666667")


def test_the_trend_has_a_row_for_each_month_and_test(upline: Upline):
    told = rows(upline, "trend")
    assert [row["month"] for row in told[:: len(FLAGS)]] == ["2025-12", "2026-01", "2026-02", "2026-03"]
    assert [row["value"] for row in told if row["flag"] == "people"] == ["1", "4", "4", "4"]
    assert [row["value"] for row in told if row["flag"] == "over_cap"] == ["", "1.000000", "", ""]


def test_lists_lead_to_members(upline: Upline):
    [ring] = rows(upline, "rings")
    assert (ring["member_id"], ring["accounts"], ring["paid"], ring["account_ids"]) == (
        "s",
        "3",
        "2097.00",
        "a c b",
    )
    assert ring["joined_at"] == "2026-01-01T09:00+08:00"
    for name in LISTS:
        assert "member_id" in upline("compliance", name, "--format", "csv").out.splitlines()[0]


def test_people_are_told_that_it_is_no_legal_advice_in_their_language(upline: Upline):
    ended = upline("compliance", columns=250)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "This is information from the company's data and no legal advice."
    assert "People of one organiser" in ended.out
    chinese = upline("--lang", "zh", "compliance", columns=250).out
    assert "单一组织者名下人数" in chinese
    assert "不是法律意见" in chinese.splitlines()[-1]
    summary = json.loads(upline("compliance", "--json").out)
    assert (summary["list"], summary["rows"], summary["unfinished"]) == ("flags", 8, "2026-03")
    assert "no legal advice" in summary["note"]
