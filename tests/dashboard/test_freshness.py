"""How new the figures are: counted of the orders, and told when they are old or the last attempt failed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.freshness import fresh_line, fresh_notice, freshness
from dashboard.words import spoken_in
from graph.clock import to_micros
from graph.i18n.message import message
from graph.reads.attempts import Attempt, State
from graph.reads.freshness import newest_order
from graph.reads.runs import run_numbered
from tests.dashboard.conftest import Company
from tests.words import ENGLISH

REASON = message("an error that nobody expected")


def told(component: object) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def attempt(company: Company, state: State) -> Attempt:
    started = company.context().run.as_of_time
    return Attempt(3, state, started, started, None, "neo4j", None, None, None, REASON)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("kept", [True, False], ids=["as the night kept it", "of an earlier version"])
def test_the_newest_order_is_the_last_that_the_run_counts(
    company: Company, number: int, *, kept: bool
) -> None:
    run = run_numbered(company.database, number)
    assert "newest" in run.counts
    run = run if kept else replace(run, counts={})
    newest = newest_order(company.database, run)
    assert newest is not None
    # One of a buying group was paid on 30 June; it waits for its group and is not counted (R12).
    assert newest.isoformat() == "2026-06-26T12:21:00+08:00"


def test_data_and_runs_are_old_after_a_day_and_a_half(company: Company) -> None:
    fresh = freshness(company.context())
    assert fresh.failed is None
    newest = fresh.newest
    assert newest is not None
    fresh = replace(fresh, run=replace(fresh.run, finished=to_micros(newest)))
    soon, late = newest + timedelta(hours=35), newest + timedelta(hours=37)
    assert fresh_notice(fresh, full=True, now=soon) is None
    assert "fresh-fresh" in told(fresh_line(fresh, full=True, now=soon))
    words = told(fresh_notice(fresh, full=True, now=late))
    assert "No order is newer than 36 hours" in words
    assert "The run is older than 36 hours" in words
    assert "fresh-old" in told(fresh_line(fresh, full=True, now=late))


@pytest.mark.parametrize("state", [State.FAILED, State.STOPPED])
def test_an_attempt_that_was_not_published_is_told_with_its_reason_to_who_sees_all(
    company: Company, state: State
) -> None:
    fresh = replace(freshness(company.context()), failed=attempt(company, state))
    for full in (True, False):
        line = told(fresh_line(fresh, full=full))
        assert "fresh-failed" in line
        assert "The last attempt, run 3" in line
        assert ("an error that nobody expected" in line) is full


def test_it_is_told_in_chinese(company: Company) -> None:
    fresh = replace(freshness(company.context()), newest=None, failed=attempt(company, State.FAILED))
    with spoken_in("zh"):
        line = told(fresh_line(fresh, full=False))
    assert "没有订单" in line
    assert "最近一次尝试" in line
    assert ENGLISH.search(line) is None
