"""Channels, inviters, times between stages and the lists behind figures: worked examples."""

from datetime import date

import pytest

from graph.database import Database
from graph.earnings.scope import Scope
from graph.errors import NotFoundError
from graph.growth.behind import Behind, month, people, visitors
from graph.growth.channels import Channel, channel_table
from graph.growth.inviters import Inviter, inviters, median_days
from graph.months import number_of
from graph.reads.runs import Run, published_run
from tests.metrics.company import company, micros
from tests.metrics.conftest import write_run

# a invited b (wechat) and c (douyin); b bought in January, on the next day and in March; c bought once.
FACTS = company(
    """
    a - search 2025-12-01
    b a wechat 2026-01-02
    c a douyin 2026-01-10
    d b wechat 2026-02-20
    x - wechat 2026-01-01""",
    """
    b 2026-01-05T12:00 100.00
    b 2026-01-06T09:00 50.00
    b 2026-03-01 20.00
    c 2026-01-20 30.00
    k 2026-01-25 10.00""",
    customers="k g wechat 2026-01-24",
    owners="g c",
    touches="""
    v1 2026-01-01 wechat a b
    v1 2026-01-02T06:00 wechat a
    v2 2026-01-09 douyin a c
    v3 2026-02-10 wechat b
    v4 2026-03-30 douyin b""",
    spend="2026-01-03 wechat 40.00\n2026-02-03 douyin 9.00\n2026-01-04 print 5.00",
)
ENTRIES = (("a", "o1", "2026-01-05", 10_00), ("a", "o4", "2026-01-20", 3_00))


@pytest.fixture
def run(database: Database) -> Run:
    write_run(database, FACTS, micros("2026-04-01"), ranks={}, entries=ENTRIES)
    return published_run(database)


def _by_name(rows: list[Channel]) -> dict[str, Channel]:
    return {row.channel: row for row in rows[:-1]}


def test_a_channel_is_what_it_cost_and_what_its_people_did(database: Database, run: Run) -> None:
    rows = channel_table(database, run, Scope())
    assert _by_name(rows) == {
        "douyin": Channel("douyin", 9_00, 2, 1, 0, 1, 1, 3_00, 1, 0, 30_00),
        "print": Channel("print", 5_00),
        "search": Channel("search", 0, joined=1),
        # b and the customer k bought: k is no member, and both first orders are 60 days old.
        "wechat": Channel("wechat", 40_00, 3, 2, 1, 3, 1, 10_00, 2, 1, 180_00),
    }
    assert rows[-1] == Channel("", 54_00, 5, 3, 1, 5, 2, 13_00, 3, 1, 210_00)
    wechat = _by_name(rows)["wechat"]
    assert [str(one) for one in (wechat.conversion, wechat.repurchase, wechat.cost)] == [
        "0.500000",
        "0.500000",
        "5000",
    ]


def test_days_restrict_each_figure_by_its_own_fact(database: Database, run: Run) -> None:
    rows = _by_name(channel_table(database, run, Scope(date(2026, 2, 1), date(2026, 3, 15))))
    assert rows["wechat"] == Channel("wechat", 0, touches=1, visitors=1, joined=1, revenue=20_00)
    assert rows["douyin"] == Channel("douyin", 9_00)
    only = channel_table(database, run, Scope(channel="douyin"))
    assert [row.channel for row in only] == ["douyin", ""]
    assert only[0].touches == only[-1].touches == 2


def test_a_team_has_no_cost_and_an_unknown_one_is_told(database: Database, run: Run) -> None:
    rows = channel_table(database, run, Scope(team="b"))
    assert [(one.channel, one.spend, one.touches, one.joined) for one in rows] == [
        ("douyin", None, 1, 0),
        ("wechat", None, 1, 2),
        ("", None, 2, 2),
    ]
    with pytest.raises(NotFoundError):
        channel_table(database, run, Scope(team="nobody"))


def test_an_inviter_is_known_by_its_direct_recruits_and_what_became_of_them(
    database: Database, run: Run
) -> None:
    assert inviters(database, run, Scope()) == [
        Inviter("a", "", 2, 2, 2, 2, 1),
        Inviter("b", "", 2, 1, 0, 0, 0),
    ]
    assert inviters(database, run, Scope(date(2026, 2, 1))) == [Inviter("b", "", 2, 1, 0, 0, 0)]
    assert [one.recruits for one in inviters(database, run, Scope(channel="douyin"))] == [1]
    assert [one.member_id for one in inviters(database, run, Scope(team="b"))] == ["b"]


def test_median_days_are_of_those_who_came_to_the_next_stage(database: Database, run: Run) -> None:
    days = median_days(database, run, Scope())
    # v1 joined 1 day, v2 1 day after the first invitation; they bought 3.5 and 10 days later.
    assert days is not None
    told = {stage: float(one) for stage, one in days.items()}
    assert told == {"invited": 1, "registered": 6.75, "first_order": 0.875, "second_order": 53.625}


def test_a_list_is_who_is_behind_a_figure(database: Database, run: Run) -> None:
    january, february, march = (month(run, number_of(date(2026, one, 1))) for one in (1, 2, 3))

    def ids(behind: Behind, team: str = "") -> list[str]:
        return [one.person_id for one in people(database, run, team, behind)]

    assert ids(Behind(first=january)) == ["b", "c", "k"]
    assert ids(Behind(first=january, again=march)) == ["b"]
    assert ids(Behind(first=january, again=march, lapsed=True)) == ["c", "k"]
    assert ids(Behind(first=january, again=february)) == []
    assert ids(Behind("wechat", members=True, joined=january)) == ["b", "x"]
    assert ids(Behind(sponsor="a")) == ["b", "c"]
    assert ids(Behind(first=january), team="c") == ["c", "k"]
    b = people(database, run, "", Behind(first=january))[0]
    assert (b.orders, b.first, b.last) == (3, micros("2026-01-05T12:00"), micros("2026-03-01"))


def test_visitors_are_listed_by_how_far_they_came(database: Database, run: Run) -> None:
    def ids(stage: str, *, waiting: bool = False, team: str = "") -> list[str]:
        found = visitors(database, run, Scope(team=team), stage, waiting=waiting)
        return [one.visitor_id for one in found]

    assert ids("invited") == ["v4", "v3", "v2", "v1"]
    assert ids("invited", waiting=True) == ["v4"]
    assert ids("first_order") == ["v2", "v1"]
    assert ids("second_order") == ["v1"]
    assert ids("invited", team="b") == ["v4", "v3"]
    v1 = visitors(database, run, Scope(), "second_order")[0]
    assert (v1.inviter_id, v1.person_id, v1.member, v1.stage) == ("a", "b", True, "retained")
