"""The company-wide figures that a night keeps with its run: the same as counted, and read instead."""

from dataclasses import replace
from datetime import date

import pytest

from graph.database import Database
from graph.earnings.scope import Scope
from graph.earnings.sums import TOP_EARNERS, count_top_earners, top_earners
from graph.errors import NotFoundError, UserError
from graph.metrics import METRICS, figures, metric
from graph.metrics.cohorts import COMMUNITIES, communities, count_communities
from graph.metrics.stored import kept_rows
from graph.nightly import run_nightly
from graph.reads.runs import published_run, run_numbered
from tests.metrics.company import Company, Order, Spend, Touch, company, load, micros
from tests.metrics.random_companies import random_company

AS_OF, LATER = micros("2026-06-01"), micros("2026-06-02")


def a_company() -> Company:
    facts, _ = random_company(3)
    return facts


def test_what_a_night_keeps_is_what_would_be_counted(database: Database):
    load(database, a_company())
    run_nightly(database, (), AS_OF)
    run = published_run(database)
    assert database.read("read/metrics/kept", run=run.number)
    for name in METRICS:
        assert metric(database, run, name) == figures(database, run, name), name
        assert figures(database, run, name), name


def test_an_older_run_keeps_its_figures_whatever_comes_later(database: Database):
    facts = a_company()
    load(database, facts)
    run_nightly(database, (), AS_OF)
    before = {name: metric(database, published_run(database), name) for name in METRICS}
    buyer = facts.members[0]
    more = Company(
        orders=(Order("late", buyer.id, buyer.joined, 5000),),
        touches=(Touch("late", "late", buyer.joined, "wechat", buyer.id),),
        spend=(Spend("2026-01-02", "wechat", 999),),
    )
    load(database, more, "second")
    run_nightly(database, (), LATER)
    older, newer = run_numbered(database, 1), published_run(database)
    for name in METRICS:
        assert metric(database, older, name) == before[name]
        assert figures(database, older, name) == before[name], name
        assert metric(database, newer, name) == figures(database, newer, name), name
    assert metric(database, newer, "payout") != before["payout"]


def test_lists_of_the_company_since_ever_are_kept_and_others_counted(database: Database):
    load(database, a_company())
    run_nightly(database, (), AS_OF)
    run = published_run(database)
    for name, counted in ((TOP_EARNERS, count_top_earners), (COMMUNITIES, count_communities)):
        assert kept_rows(database, run, name)
        assert kept_rows(database, run, name) == counted(database, run, Scope())
    later = Scope(from_day=date(2026, 1, 1))
    assert [(one.member_id, one.entries, one.amount) for one in top_earners(database, run, later)] == [
        tuple(row.values()) for row in count_top_earners(database, run, later)
    ]
    assert [one.buyers for one in communities(database, run, later)] == [
        row["buyers"] for row in count_communities(database, run, later)
    ]
    nothing = Scope(from_day=date(2026, 5, 31))
    assert (top_earners(database, run, nothing), communities(database, run, nothing)) == ([], [])


def test_who_a_visitor_was_in_an_older_run_stays_whatever_comes_later(database: Database):
    facts = company(
        "a\nb a\nc a",
        "b 2026-01-05\nc 2026-01-06",
        touches="v 2026-01-03 wechat a b\nw 2026-01-04 wechat a\nx 2026-01-04 douyin b",
    )
    load(database, facts)
    run_nightly(database, (), micros("2026-02-01"))
    later = company(touches="v 2026-01-04 search - c\nw 2026-01-02 search\nx 2026-01-05 search - c")
    moved = replace(later, touches=tuple(one._replace(id=f"late{one.id}") for one in later.touches))
    names, teams = ("conversion", "funnel", "attribution"), ("", "a", "b")
    first = published_run(database)
    before = {(name, team): figures(database, first, name, team=team) for name in names for team in teams}
    load(database, moved, "second")
    run_nightly(database, (), micros("2026-02-02"))
    newer = published_run(database)
    for (name, team), rows in before.items():
        assert figures(database, first, name, team=team) == rows, (name, team)
    assert {row["channel"]: row["visitors"] for row in figures(database, newer, "conversion")} == {
        "": 3,
        "douyin": 1,
        "search": 1,
        "wechat": 1,
    }
    assert [row["visitors"] for row in figures(database, newer, "funnel", team="a")] == [3, 2, 2, 0, 0]
    of_wechat = figures(database, newer, "attribution", channel="wechat")
    assert [(row["model"], str(row["orders"])) for row in of_wechat] == [
        ("first", "1.000000"),
        ("linear", "0.250000"),
    ]


def test_a_metric_or_member_that_is_not_there_and_days_in_the_wrong_order_are_told(database: Database):
    load(database, a_company())
    run_nightly(database, (), AS_OF)
    run = published_run(database)
    with pytest.raises(NotFoundError, match="there is no metric 'loyalty': there is conversion"):
        metric(database, run, "loyalty")
    with pytest.raises(NotFoundError, match="there is no member 'nobody' in run 1"):
        metric(database, run, "payout", team="nobody")
    with pytest.raises(UserError, match="from 2026-02-01 is not before to 2026-01-01"):
        metric(database, run, "payout", from_day=date(2026, 2, 1), to_day=date(2026, 1, 1))
