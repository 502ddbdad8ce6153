"""Conversion by month, communities and channels: the definitions of the metrics, by other groups."""

from datetime import date

from graph.database import Database
from graph.earnings.scope import Scope
from graph.metrics.cohorts import channels, communities, conversion_by_month
from graph.reads.runs import published_run
from tests.metrics.company import company, micros
from tests.metrics.conftest import write_run

COMMUNITIES = company(
    "a\nb a\nx",
    """
    c1 2026-01-05
    c1 2026-02-05
    c2 2026-02-05T09:00
    c2 2026-02-05T10:00
    c3 2026-02-07
    b 2026-02-08""",
    customers="c1 g1 wechat\nc2 g1 douyin\nc3 g2 wechat\nc4 g1 wechat",
    owners="g1 b\ng2 x",
)


def test_conversion_by_month_goes_by_the_first_touch_and_counts_visitors_after_seven_days(database: Database):
    facts = company(
        "a\nb",
        "a 2026-02-03\nb 2026-03-20",
        touches="""
        v1 2026-01-31T23:59 wechat - a
        v1 2026-02-01 douyin
        v2 2026-03-01 wechat - b
        v3 2026-03-28 wechat""",
    )
    write_run(database, facts, micros("2026-04-01"), ranks={})
    run = published_run(database)
    rows = conversion_by_month(database, run, from_day=date(2026, 1, 1))
    found = [(row["month"], row["visitors"], row["converted"]) for row in rows]
    assert ("2026-03", 1, 0) in found
    wechat = conversion_by_month(database, run, channel="wechat")
    assert sum(int(row["visitors"] or 0) for row in wechat) == 2
    assert conversion_by_month(database, run, channel="douyin", team="a")[-1]["visitors"] == 0


def test_repeat_buyers_of_a_community_first_ordered_on_an_earlier_day(database: Database):
    write_run(database, COMMUNITIES, micros("2026-04-01"), ranks={})
    run = published_run(database)
    found = communities(database, run, Scope())
    assert [(one.community_id, one.owner_id, one.buyers, one.repeat_buyers) for one in found] == [
        ("g1", "b", 2, 1),
        ("g2", "x", 1, 0),
    ]
    assert str(found[0].rate) == "0.500000"


def test_communities_follow_the_days_and_the_channel_and_look_back_over_all_history(database: Database):
    write_run(database, COMMUNITIES, micros("2026-04-01"), ranks={})
    run = published_run(database)
    february = communities(database, run, Scope(date(2026, 2, 1), channel="wechat"))
    assert [(one.community_id, one.buyers, one.repeat_buyers) for one in february] == [
        ("g1", 1, 1),
        ("g2", 1, 0),
    ]
    assert communities(database, run, Scope(date(2026, 3, 1))) == []


def test_a_team_has_the_communities_that_its_members_own(database: Database):
    write_run(database, COMMUNITIES, micros("2026-04-01"), ranks={})
    run = published_run(database)
    assert [one.community_id for one in communities(database, run, Scope(team="a"))] == ["g1"]
    assert [one.community_id for one in communities(database, run, Scope(team="x"))] == ["g2"]


def test_channels_are_those_of_people_and_touches_in_scope(database: Database):
    facts = company(
        "a - wechat\nb a douyin\nx - search", touches="v1 2026-01-01 offline b\nv2 2026-01-01 paper"
    )
    write_run(database, facts, micros("2026-04-01"), ranks={})
    run = published_run(database)
    assert channels(database, run) == ["douyin", "offline", "paper", "search", "wechat"]
    assert channels(database, run, "b") == ["douyin", "offline"]
