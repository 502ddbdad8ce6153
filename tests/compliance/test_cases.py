"""Companies made by hand: who is listed, and on which side of a threshold a figure is."""

import re
from fractions import Fraction

import pytest

from graph.compliance import FLAGS, Compliance, Figure, compliance, flag_law, flag_name
from graph.compliance.flags import NO_ADVICE, sentence
from graph.database import Database
from graph.nightly import run_nightly
from graph.reads.runs import published_run, run_numbered
from tests.metrics.company import Company, company, load, micros

BY_ID = {flag.id: flag for flag in FLAGS}


def panel(database: Database, facts: Company, as_of: str = "2026-06-01") -> Compliance:
    load(database, facts)
    run_nightly(database, (), micros(as_of))
    return compliance(database, published_run(database))


def figure(of: Compliance, flag: str) -> Figure:
    return next(one for one in of.figures if one.flag.id == flag)


def a_tree(people: int, levels: int) -> str:
    """Return members m1, m2, ...: a chain of so many levels, and the rest below the first."""
    chain = [f"m{n} {f'm{n - 1}' if n > 1 else '-'}" for n in range(1, levels + 1)]
    return "\n".join([*chain, *(f"m{n} m1" for n in range(levels + 1, people + 1))])


@pytest.mark.parametrize(
    ("people", "levels", "crossed"), [(29, 3, (False, True)), (30, 3, (True, True)), (31, 2, (True, False))]
)
def test_people_and_levels_of_a_root_count_the_organiser_and_visitors(
    database: Database, people: int, levels: int, crossed: tuple[bool, bool]
):
    customers = "c1 k\nc2 k"
    found = panel(database, company(a_tree(people, levels), customers=customers, owners="k m2"))
    persons, deep = figure(found, "people"), figure(found, "levels")
    assert (persons.over, deep.over, persons.root_id, deep.root_id) == (people, levels, "m1", "m1")
    assert (persons.crossed, deep.crossed) == crossed
    assert (persons.distance, deep.distance) == (Fraction(30 - people), Fraction(3 - levels))
    assert found.lists["roots"] == [{"root_id": "m1", "people": people, "levels": levels}]


def test_a_root_that_meets_both_is_nearer_than_a_larger_one_that_does_not(database: Database):
    wide = "\n".join(["w -", *(f"w{n} w" for n in range(50))])
    found = panel(database, company(f"{a_tree(30, 3)}\n{wide}"))
    assert {one.root_id for one in found.figures if one.under is None} == {"m1"}
    assert [row["root_id"] for row in found.lists["roots"]] == ["m1", "w"]


def test_people_of_a_month_are_those_who_had_joined_by_its_end(database: Database):
    members = "a - - 2025-12-01\nb a - 2026-01-31T23:59\nc b - 2026-02-01\nd a - 2026-02-10"
    found = panel(database, company(members, "a 2026-01-05"), as_of="2026-02-20")
    told = [(one.month, one.figure.over) for one in found.trend if one.figure.flag.id == "people"]
    assert told == [("2026-01", 2), ("2026-02", 4)]
    assert found.unfinished == "2026-02"


def test_shares_of_a_company_that_sells_a_package_and_goods(database: Database):
    """A buys first, so nobody is paid; B's package pays A 200 directly; c buys goods in A's community."""
    facts = company(
        "A\nB A",
        "A 2026-01-01 699.00\nB 2026-01-02 699.00\nc 2026-01-03 602.00\nB 2026-01-04 699.00",
        customers="c k",
        owners="k A",
        refunds="o4 99.00 2026-01-05",
    )
    found = panel(database, facts, "2026-03-01")
    revenue = 69900 + 69900 + 60200 + 60000
    assert {one.flag.id: (one.over, one.under) for one in found.figures[2:]} == {
        "entry_fee": (2 * 69900 + 60000, revenue),
        "headcount": (20000, 40000),
        "team_pay": (0, 40000),
        "over_cap": (0, 1),
        "retail_revenue": (60200, revenue),
        "retail_rewards": (0, 40000),
    }
    assert figure(found, "headcount").value == Fraction(1, 2)
    assert figure(found, "headcount").distance == Fraction(-1, 2)
    assert [one.flag.id for one in found.figures if one.crossed] == [
        "entry_fee",
        "headcount",
        "retail_revenue",
        "retail_rewards",
    ]


def test_the_cap_counts_own_sales_only_and_lists_who_is_above(database: Database):
    """A recruits B and C, B recruits D: A is paid for D by the team, and sold to B and C only."""
    facts = company(
        "A\nB A\nC A\nD B\nE B",
        "\n".join(f"{one} 2026-01-0{day} 699.00" for day, one in enumerate("ABCDE", 1)),
    )
    found = panel(database, facts, "2026-01-20")
    [row] = found.lists["over_cap"]
    assert (row["member_id"], row["sold"], row["retail_sold"], row["retail_earned"]) == ("A", 2 * 69900, 0, 0)
    assert row["earned"] > 2 * 69900 * 3 // 10
    assert (figure(found, "over_cap").over, figure(found, "over_cap").under) == (1, 2)


def test_exactly_thirty_percent_is_not_above_the_cap():
    flag = BY_ID["over_cap"]
    assert not flag.crosses(Fraction(0))
    assert flag.crosses(Fraction(1, 1000))
    assert not BY_ID["retail_revenue"].crosses(Fraction(501, 1000))
    assert BY_ID["retail_revenue"].crosses(Fraction(1, 2))
    assert not BY_ID["retail_rewards"].crosses(Fraction(2, 3))
    assert BY_ID["retail_rewards"].crosses(Fraction(2, 3) - Fraction(1, 10**9))


RING = """
s
a s wechat 2026-01-01T09:00
b s wechat 2026-01-01T09:00:59
c s wechat 2026-01-01T09:00:30
"""
BOUGHT = "a 2026-01-01T09:05 699.00\nb 2026-01-01T09:06 699.00\nc 2026-01-01T09:07 699.00"
NO_RINGS = {
    "of another minute": (RING.replace("09:00:59", "09:01"), BOUGHT),
    "of another channel": (RING.replace("c s wechat", "c s douyin"), BOUGHT),
    "of another sponsor": (RING.replace("c s wechat", "c a wechat"), BOUGHT),
    "that bought goods": (RING, BOUGHT.replace("07 699.00", "07 10.00")),
    "that bought again": (RING, f"{BOUGHT}\nb 2026-02-03 10.00"),
    "too new": (RING, BOUGHT.replace("c 2026-01-01T09:07", "c 2026-01-30T00:00:01")),
}


def named(table: str, prefix: str) -> str:
    """Return a table whose members s, a, b and c are others."""
    return re.sub(r"\b([sabc])\b", rf"{prefix}\1", table)


def test_accounts_of_one_minute_channel_and_sponsor_that_bought_a_package_once_are_a_ring(database: Database):
    others = [
        [named(table, f"x{place}") for table in tables] for place, tables in enumerate(NO_RINGS.values())
    ]
    members = "\n".join([RING, *(tables[0] for tables in others)])
    orders = "\n".join(["s 2025-12-01 699.00", BOUGHT, *(tables[1] for tables in others)])
    found = panel(database, company(members, orders), "2026-03-01")
    [ring] = found.lists["rings"]
    assert (ring["sponsor_id"], ring["accounts"], found.channels) == ("s", 3, {"a": "wechat"})
    assert (ring["paid"], ring["earned"]) == (3 * 69900, 3 * 20000 + 10000)
    assert ring["member_ids"] == ["a", "c", "b"]
    assert found.names["s"] == ""


def test_a_sponsor_is_listed_when_none_of_its_recruits_ordered_again(database: Database):
    recruits = "\n".join(f"r{n} s\nq{n} t" for n in range(5))
    orders = "\n".join(f"r{n} 2026-01-0{n + 1} 699.00\nq{n} 2026-01-0{n + 1} 699.00" for n in range(5))
    facts = company(f"s\nt\n{recruits}", f"s 2025-12-01 699.00\n{orders}\nq3 2026-02-01 10.00")
    assert panel(database, facts, "2026-03-05").lists["never_again"] == []  # r4's first order is 59 days old
    run_nightly(database, (), micros("2026-03-07"))
    [row] = compliance(database, published_run(database)).lists["never_again"]
    assert (row["member_id"], row["recruits"]) == ("s", 5)
    assert row["earned"] >= 5 * 20000
    assert compliance(database, run_numbered(database, 1)).lists["never_again"] == []


def test_every_test_has_a_name_and_an_article_in_both_languages():
    for flag in FLAGS:
        told = [text(flag, code) for text in (flag_name, flag_law) for code in ("en", "zh")]
        assert len(set(told)) == 4
    assert sentence(NO_ADVICE, "en") == "This is information from the company's data and no legal advice."
    assert "法律意见" in sentence(NO_ADVICE, "zh")
