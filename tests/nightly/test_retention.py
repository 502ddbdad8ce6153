"""Retention: which runs are kept, and that what is kept answers as before when the others go."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from graph import retention
from graph.clock import day_of, to_micros
from graph.database import Database
from graph.errors import GoneError
from graph.nightly import run_nightly
from graph.plan import load_plan
from graph.reads.attempts import State, attempts
from graph.reads.ledger import ledger
from graph.reads.runs import Run, published_run, run_numbered, run_of_record, runs
from graph.retention import drop_old_runs, runs_to_keep
from tests.etl.deliveries import load
from tests.nightly.answers import answers
from tests.nightly.test_restored import (
    AS_THEY_WERE,
    BROKEN,
    MEMBERS,
    ORDERS,
    OTHERWISE,
    SPANS,
    START,
)
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver
from tests.statements import run_test_statement

PLAN = load_plan("chain_699")


def published(*times: str) -> list[Run]:
    """Return runs numbered from 1 on, as of these times in the plan's zone."""
    moments = [datetime.fromisoformat(time).replace(tzinfo=PLAN.zone) for time in times]
    return [Run(number, to_micros(at), 0, 0, (PLAN,), {}) for number, at in enumerate(moments, start=1)]


def nightly(first: str, nights: int) -> list[str]:
    start = datetime.fromisoformat(first)
    return [(start + timedelta(days=night)).isoformat() for night in range(nights)]


def test_every_run_of_the_last_days_is_kept_and_one_as_of_each_months_end() -> None:
    times = nightly("2026-01-01T00:00", 150)  # 30 May is the last
    kept = [times[number - 1][:10] for number in sorted(runs_to_keep(published(*times), 90))]
    assert kept[:2] == ["2026-02-01", "2026-03-01"]
    assert kept[1:] == [time[:10] for time in times if time >= "2026-03-01"]


def test_where_no_run_is_as_of_a_months_end_its_neighbours_are_kept() -> None:
    times = nightly("2026-01-01T02:30", 150)
    kept = [times[number - 1][:10] for number in sorted(runs_to_keep(published(*times), 30))]
    assert kept[:6] == ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"]


def test_of_several_runs_as_of_one_moment_the_last_one_is_its_months_end() -> None:
    times = ["2026-01-10T00:00", "2026-02-01T00:00", "2026-02-01T00:00", "2026-08-01T00:00"]
    assert runs_to_keep(published(*times), 90) == {3, 4}


@pytest.fixture
def several_nights(database: Database) -> Database:
    """A company whose orders are withdrawn, come back otherwise and are corrected, in nine runs."""
    load(database, START)
    deliveries: list[dict[str, list[str]]] = [
        {},
        {"refunds": ["f9|o4|2026-01-11|699.00"]},
        BROKEN,
        {},
        AS_THEY_WERE,
        OTHERWISE,
        {"sponsor_corrections": ["b|r|2026-01-25|moved"], "orders": ["o7|a|2026-01-02|699.00"]},
        {"order_lines": ["o7|1|P699|1|699.00"]},
        {},
    ]
    for night, rows in enumerate(deliveries, start=20):
        if rows:
            load(database, rows, str(night))
        at = datetime.fromisoformat(f"2026-01-{night}T00:00:00+08:00")
        run_nightly(database, (), to_micros(at), engine="duckdb" if night % 2 else "cypher")
    return database


def told(database: Database, number: int) -> dict[str, Any]:
    return answers(
        database,
        number,
        members=MEMBERS,
        orders=ORDERS,
        channels=["app", "web"],
        spans=SPANS,
        first_month=2026 * 12,
    )


def keep_only(monkeypatch: pytest.MonkeyPatch, numbers: set[int]) -> None:
    monkeypatch.setattr(retention, "runs_to_keep", lambda _published, _days: numbers)


def test_dropping_runs_changes_no_answer_of_those_that_are_kept(
    several_nights: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, keep = several_nights, {3, 6, 9}
    before = {number: told(database, number) for number in keep}
    entries = list(ledger(database, published_run(database)))
    versions = len(run_test_statement(database, "versions"))
    keep_only(monkeypatch, keep)
    assert drop_old_runs(database, 90, lambda: None) == [1, 2, 4, 5, 7, 8]
    for number, answered in before.items():
        now = told(database, number)
        assert [name for name in answered if now[name] != answered[name]] == [], f"of run {number}"
    assert list(ledger(database, published_run(database))) == entries
    assert len(run_test_statement(database, "versions")) < versions
    assert drop_old_runs(database, 90, lambda: None) == []


def test_a_run_that_is_kept_no_longer_is_refused_in_words_and_stays_on_record(
    several_nights: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_only(monkeypatch, {9})
    drop_old_runs(several_nights, 90, lambda: None)
    with pytest.raises(GoneError, match="the figures of run 4 are kept no longer: it was as of 2026-01-23"):
        run_numbered(several_nights, 4)
    assert run_of_record(several_nights, 4).counts["entries"] >= 0
    states = {one.number: one.state for one in attempts(several_nights, 100)}
    assert states[9] is State.PUBLISHED
    assert {states[number] for number in range(1, 9)} == {State.DROPPED}


def test_nights_go_on_as_if_nothing_had_been_dropped(
    several_nights: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_of = published_run(several_nights).as_of
    keep_only(monkeypatch, {1, 9})
    drop_old_runs(several_nights, 90, lambda: None)
    for engine in ("cypher", "duckdb"):
        assert run_nightly(several_nights, (), as_of, engine=engine).entries == 0


def test_a_night_drops_by_the_setting_and_says_so(several_nights: Database) -> None:
    later = to_micros(datetime.fromisoformat("2026-06-20T00:00:00+08:00"))
    assert run_nightly(several_nights, (), later).dropped == ()
    summary = run_nightly(several_nights, (), later, keep_days=90)
    assert summary.dropped == tuple(range(1, 9))
    assert [run.number for run in runs(several_nights) if run.dropped is None] == [9, 10, 11]


@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 40))]
)
def test_random_companies_answer_as_before_when_the_run_in_the_middle_goes(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for night in random_history(seed):
        deliver(database, night.delivered)
        run_nightly(database, night.given, night.as_of)
    known, zone = night.known, published_run(database).zone
    times = sorted(order.at for order in known.orders)
    days = day_of(times[0], zone), day_of(times[-1], zone) + timedelta(days=1)

    def all_of(number: int) -> dict[str, Any]:
        standing = {one.id for one in known.members}
        first = run_numbered(database, number)
        members = [one for one in sorted(standing) if _there(database, first, one)][:4]
        return answers(
            database,
            number,
            members=(members * 2)[:4],
            orders=[order.id for order in known.orders][:8],
            channels=["", ""],
            spans=[days],
            first_month=2026 * 12,
        )

    before = {number: all_of(number) for number in (1, 3)}
    keep_only(monkeypatch, {1, 3})
    drop_old_runs(database, 90, lambda: None)
    for number, answered in before.items():
        now = all_of(number)
        assert [name for name in answered if now[name] != answered[name]] == [], f"of run {number}"


def _there(database: Database, run: Run, member: str) -> bool:
    return bool(database.read("read/members/known", member=member, run=run.number))
