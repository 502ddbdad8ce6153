"""The sums by month that a night keeps of the company and of large teams: the same as counted anew."""

from datetime import date
from random import Random
from typing import Any

import pytest

from graph.database import Database
from graph.earnings.scope import Scope
from graph.earnings.sums import count_earned, count_revenue, earned_by_month, revenue_by_month
from graph.errors import CheckFailedError, UserError
from graph.metrics import METRICS, figures, metric
from graph.metrics.aggregates import kept_sums
from graph.metrics.count_aggregates import Counting
from graph.metrics.keeping import MOST_TEAMS
from graph.metrics.window import window_of
from graph.nightly import calculation as nightly
from graph.nightly import run_nightly
from graph.nightly.checks import Check
from graph.reads.runs import Run, published_run, run_numbered
from graph.reads.standings import standings
from tests.metrics.company import Company, Order, company, load, micros
from tests.metrics.random_companies import random_company
from tests.statements import run_test_statement

BOUNDS = [None, date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
MONTHS = [(first, end) for first in BOUNDS for end in BOUNDS if not (first and end and first >= end)]
TWO = 1


def keep_sums(database: Database, large: int = TWO) -> None:
    """Keep the sums of the published run anew, with those of the teams of at least two members."""
    run = published_run(database)
    teams = database.read("nightly/aggregates/teams", size=TWO, most=MOST_TEAMS)
    sizes = {row["member_id"]: row["size"] for row in teams}
    counting = Counting(database, run, window_of(database, run, None, None), sizes, large=large)
    for name in Counting.PEOPLE:
        counting.count(name)
    counting.keep()


def calculate_and_keep(database: Database, facts: Company, as_of: int) -> Run:
    """Load a company, run a night, and keep the sums of the teams of at least two members."""
    run_test_statement(database, "empty")
    load(database, facts)
    run_nightly(database, (), as_of)
    run = published_run(database)
    keep_sums(database)
    return run


def check(database: Database, run: Run, channels: list[str], spans: list[tuple[date | None, date | None]]):
    teams = [one.member_id for one in standings(database, run) if one.team_size >= TWO]
    for team in ["", *teams]:
        for first, end in spans:
            for channel in channels:
                asked: dict[str, Any] = {"from_day": first, "to_day": end, "channel": channel, "team": team}
                for name in METRICS:
                    assert kept_sums(database, run, name, team) is not None
                    found = metric(database, run, name, **asked)
                    assert found == figures(database, run, name, **asked), (name, asked)
                scope = Scope(**asked)
                assert earned_by_month(database, run, scope) == count_earned(database, run, scope), asked
                assert revenue_by_month(database, run, scope) == count_revenue(database, run, scope), asked


@pytest.mark.parametrize(
    "seed", [*range(200, 202), *(pytest.param(n, marks=pytest.mark.full) for n in range(202, 260))]
)
def test_sums_of_any_team_and_months_are_what_would_be_counted(database: Database, seed: int) -> None:
    facts, as_of = random_company(seed)
    run = calculate_and_keep(database, facts, as_of)
    spans = [(None, None), *Random(seed).sample(MONTHS, 6)]
    check(database, run, ["", "wechat"], spans)


def test_who_waits_is_kept_by_month_although_an_invitation_may_lie_in_two(database: Database) -> None:
    facts = company(
        "a\nb a\nc a - 2026-01-29",
        "b 2026-01-20",
        touches="""
        v1 2026-01-30 wechat a
        v1 2026-02-02 search b
        v2 2026-01-20 wechat a
        v2 2026-01-31 wechat b
        v3 2026-01-02 wechat a b
        v4 2026-01-28 search a c""",
    )
    run = calculate_and_keep(database, facts, micros("2026-02-03"))
    waiting = {}
    for first, end in MONTHS:
        for team in ("", "a"):
            for channel in ("", "wechat", "search"):
                asked: dict[str, Any] = {"from_day": first, "to_day": end, "channel": channel, "team": team}
                rows = metric(database, run, "funnel", **asked)
                assert rows == figures(database, run, "funnel", **asked), asked
                waiting[first, end, channel] = [row["waiting"] for row in rows]
    february = date(2026, 2, 1)
    assert waiting[None, None, ""] == [2, 1, 1, 0, 0]
    assert waiting[None, february, ""] == [2, 1, 1, 0, 0]
    assert waiting[february, None, ""] == [1, 0, 0, 0, 0]
    assert waiting[None, None, "wechat"] == [2, 0, 1, 0, 0]


def test_days_that_cut_a_month_of_a_large_team_short_are_refused_with_months_to_ask_for(
    database: Database,
):
    facts = company("a\nb a\nc b", "a 2026-01-05\nb 2026-01-20\nc 2026-02-02")
    run = calculate_and_keep(database, facts, micros("2026-02-10"))
    with pytest.raises(UserError, match="ask for from 2026-01-01 to 2026-03-01"):
        metric(database, run, "payout", from_day=date(2026, 1, 2), to_day=date(2026, 2, 2), team="a")
    small = metric(database, run, "repurchase", from_day=date(2026, 2, 2), to_day=date(2026, 2, 3), team="c")
    assert [row["buyers"] for row in small] == [1]
    keep_sums(database, large=3)
    for first in (date(2026, 1, 2), None):
        between = metric(database, run, "payout", team="a", from_day=first)
        assert between == figures(database, run, "payout", team="a", from_day=first)
    company_wide = metric(database, run, "repurchase", from_day=date(2026, 2, 2), to_day=date(2026, 2, 3))
    assert [row["buyers"] for row in company_wide] == [1]
    unfinished = metric(database, run, "repurchase", to_day=date(2026, 2, 20), team="a")
    assert [row["buyers"] for row in unfinished] == [2, 1]


def test_sums_of_the_run_before_stay_and_older_runs_are_counted(database: Database) -> None:
    facts = company("a\nb a\nc b", "a 2026-01-05\nb 2026-01-20\nc 2026-02-02")
    first = calculate_and_keep(database, facts, micros("2026-02-10"))
    before = {name: metric(database, first, name, team="a") for name in METRICS}
    for number in (2, 3):
        day = f"2026-01-{number + 10}"
        order = Order(f"later{number}", "b", micros(day), 1000)
        load(database, Company(orders=(order,)), f"more{number}")
        run_nightly(database, (), micros(f"2026-02-1{number}"))
        keep_sums(database)
        assert (kept_sums(database, first, "payout", "a") is None) == (number == 3)
        for name in METRICS:
            assert metric(database, run_numbered(database, 1), name, team="a") == before[name], name


def test_a_night_that_fails_its_checks_drops_no_sums(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = calculate_and_keep(
        database, company("a\nb a", "a 2026-01-05\nb 2026-01-20"), micros("2026-02-10")
    )
    run_nightly(database, (), micros("2026-02-11"))
    monkeypatch.setattr(nightly, "check_all", lambda *_: [Check("no cycle", passed=False, found=())])
    with pytest.raises(CheckFailedError):
        run_nightly(database, (), micros("2026-02-12"))
    assert kept_sums(database, first, "payout", "") is not None
