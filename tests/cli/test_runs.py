"""`upline runs` and `upline diff`: what they print, and how they end."""

import json

import pytest

from graph.database import Database
from graph.errors import CheckFailedError
from graph.nightly import run_nightly
from tests.cli.conftest import Upline
from tests.etl.deliveries import load
from tests.nightly.test_checks import AS_OF, FACTS
from tests.nightly.test_histories import KilledError, kill_before
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company
from tests.statements import run_test_statement

MORE = company("S -\nA S\nB A\nC A", "o5 B P699 2026-01-20T10:00", refunds="o3 1398.00 2026-01-20T10:00")


@pytest.fixture
def two(database: Database) -> Database:
    """Two published runs, and an attempt between them that was stopped; the second has more facts."""
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    deliver(database, MORE)
    with pytest.raises(KilledError):
        run_nightly(database, (), AS_OF, kill_before(8))
    run_nightly(database, (), AS_OF, engine="duckdb")
    return database


def test_runs_tells_published_and_failed_attempts(upline: Upline, two: Database) -> None:
    assert two
    ended = upline("runs")
    assert ended.code == 0
    assert ended.out.count("published") == 2
    assert "KilledError" in ended.out
    rows = json.loads(upline("runs", "--format", "json").out)
    assert [(row["run"], row["state"]) for row in rows] == [
        (2, "published"),
        (2, "stopped"),
        (1, "published"),
    ]
    assert rows[0]["engine"] == "duckdb"
    assert rows[0]["rewards"] is not None
    assert "中断" in upline("--lang", "zh", "runs").out


def test_runs_tells_why_one_of_them_corrected_entries(upline: Upline, two: Database) -> None:
    assert two
    ended = upline("runs", "--causes", "2", columns=200)
    assert ended.code == 0
    assert "refund:" in ended.out
    rows = json.loads(upline("runs", "--causes", "2", "--format", "json").out)
    assert ("refund", "o3") in {(row["cause"], row["order_id"]) for row in rows}
    assert "退款" in upline("--lang", "zh", "runs", "--causes", "2", columns=200).out
    assert "corrected nothing" in upline("runs", "--causes", "1").out
    assert upline("runs", "--causes", "9").code == 2


def test_diff_tells_who_is_paid_otherwise_and_why(upline: Upline, two: Database) -> None:
    assert two
    ended = upline("diff", "2", "1", columns=300)
    assert ended.code == 0
    assert "1 orders" in ended.out
    assert "was refunded" in ended.out
    rows = json.loads(upline("diff", "1", "2", "--format", "json").out)
    assert {row["member_id"] for row in rows} >= {"S", "A"}
    of_one = upline("diff", "1", "2", "--member", "A", columns=300)
    assert "A: rank" in of_one.out
    assert "o5" in of_one.out
    summary = json.loads(upline("diff", "1", "2", "--json").out)
    assert (summary["since"], summary["run"], summary["members"]) == (1, 2, len(rows))


def test_diff_counts_the_adjustments_that_only_the_later_run_paid(upline: Upline, database: Database) -> None:
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    load(database, {"adjustments": ["a1|A|2026-01-10|-5.00|late|Ann|Bo"]})
    run_nightly(database, (), AS_OF)
    summary = json.loads(upline("diff", "1", "2", "--json").out)
    assert (summary["facts"], summary["less"]) == ({"adjustments": 1}, "-5.00")
    assert "Only the later one counts: 1 adjustments of pay." in upline("diff", "1", "2").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("1", "1"), "run 1 does not differ from itself: name two runs"),
        (("1", "9"), "there is no published run 9: published is 1 to 2"),
        (("1", "2", "--member", "nobody"), "there is no member 'nobody' in run 2"),
    ],
)
def test_wrong_runs_are_told(upline: Upline, two: Database, arguments: tuple[str, ...], words: str) -> None:
    assert two
    ended = upline("diff", *arguments)
    assert (ended.code, words in ended.err) == (2, True)


def test_a_failed_check_is_told_by_runs_as_the_night_told_it(upline: Upline, database: Database) -> None:
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    run_test_statement(database, "damage_an_entry_is_lost")
    with pytest.raises(CheckFailedError) as failed:
        run_nightly(database, (), AS_OF)
    assert json.loads(upline("runs", "--format", "json").out)[0]["reason"] == str(failed.value)


def test_a_run_that_is_kept_no_longer_is_refused_by_every_command(upline: Upline, two: Database) -> None:
    run_test_statement(two, "a_run_is_dropped", number=1)
    for command in (
        ("standings",),
        ("ledger",),
        ("pools",),
        ("metrics", "payout"),
        ("compliance",),
        ("explain", "o1"),
        ("explain", "--member", "A"),
    ):
        ended = upline(*command, "--run", "1")
        assert (ended.code, "the figures of run 1 are kept no longer" in ended.err) == (2, True), command
    assert upline("diff", "1", "2").code == 2
    assert "kept no longer" in upline("runs").out
