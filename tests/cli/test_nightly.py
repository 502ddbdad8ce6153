"""`upline nightly`: what it prints, what it refuses, and what stands after it was stopped."""

import json
import sys
from collections.abc import Callable

import pytest

from graph.audit.reading import all_events
from graph.clock import to_micros
from graph.database import Database
from graph.locking import writer_lock
from graph.nightly import calculation, step_runner
from graph.nightly.checks import Check
from graph.nightly.steps import Step, run_step
from graph.plan import load_plan
from graph.reads.history import nights
from graph.reads.runs import published_run, runs
from graph.reference import calculate
from graph.words.reasons import reason
from tests.cli.conftest import Upline
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import moment
from tests.spec.test_golden import GOLDEN

AS_OF = "2026-02-01T00:00:00+08:00"


@pytest.fixture
def golden(database: Database) -> Database:
    """A database with the golden example loaded, and nothing calculated."""
    deliver(database, GOLDEN)
    return database


def summary(upline: Upline, *arguments: str) -> dict[str, object]:
    ended = upline("nightly", *arguments, "--json")
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, object] = json.loads(ended.out)
    return found


@pytest.mark.usefixtures("golden")
def test_the_summary_of_the_golden_example_is_to_the_cent(upline: Upline):
    found = summary(upline, "--as-of", AS_OF)
    assert {key: found[key] for key in ("command", "run", "as_of", "plans", "entries")} == {
        "command": "nightly",
        "run": 1,
        "as_of": AS_OF,
        "plans": ["chain_699"],
        "entries": 66,
    }
    assert found["rewards"] == {
        "direct": "1800.00",
        "override": "900.00",
        "peer": "170.00",
        "differential": "450.00",
        "pool": "270.00",
    }
    assert (found["rewards_total"], found["revenue"]) == ("3590.00", "6291.00")
    assert (found["payout_ratio"], found["breakage"]) == ("0.570656", {"peer": "100.00"})
    assert found["pools"] == {
        name: {"fed": "90.00", "shared": "90.00", "carried": "0.00"}
        for name in ("district", "city", "province")
    }
    ranks = {"visitor": 0, "member": 6, "partner": 3, "district": 1, "city": 1, "province": 1}
    assert found["members"] == ranks
    assert set(found["checks"].values()) == {True}  # type: ignore[attr-defined]
    calculated = ["network", "volumes", "ranks", "teams", "rewards", "pools", "standings"]
    stages = ["facts", *calculated, "checks", "metrics", "other"]
    assert list(found["seconds"]) == stages  # type: ignore[call-overload]


@pytest.mark.usefixtures("golden")
def test_people_read_the_same_figures_within_the_width_of_the_terminal(upline: Upline):
    ended = upline("nightly", "--as-of", AS_OF, columns=80)
    assert (ended.code, ended.err) == (0, "")  # no bar where there is no terminal
    assert max(len(line) for line in ended.out.splitlines()) <= 80
    told = " ".join(ended.out.split())
    for words in (
        f"Run 1 is published, as of {AS_OF} (plan chain_699, money in CNY).",
        "Rewards 3,590.00",
        "payout ratio 57.07 %",
        "Breakage (due to nobody) 100.00",
        "partner 批发商 3",
        "This run posted 66 entries.",
        "Checks passed: delivered, no cycle, volumes, conservation, recalculated, pools, ",
        "earned, withdrawals, payout, members, revenue, entries, quarantine.",
    ):
        assert words in told


def test_a_second_night_on_the_same_facts_posts_nothing(upline: Upline, golden: Database):
    summary(upline, "--as-of", AS_OF)
    found = summary(upline)
    assert (found["run"], found["entries"], found["rewards_total"]) == (2, 0, "3590.00")
    assert [run.number for run in runs(golden)] == [1, 2]


@pytest.mark.usefixtures("database")
def test_a_night_before_anything_is_loaded_says_what_to_do(upline: Upline):
    ended = upline("nightly")
    assert ended.code == 2
    assert "upline load" in ended.err


def test_spark_that_is_not_installed_is_asked_for_in_words(upline: Upline, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)  # as where the extra is not installed
    ended = upline("nightly", "--engine", "spark")
    assert (ended.code, ended.out) == (2, "")
    assert "pip install 'upline[spark]'" in ended.err


def test_a_cluster_needs_folders_that_all_its_machines_reach(upline: Upline, monkeypatch: pytest.MonkeyPatch):
    cluster = ("nightly", "--engine", "spark", "--master", "spark://nowhere:7077")
    monkeypatch.delenv("UPLINE_FACTS", raising=False)
    ended = upline(*cluster, "--scratch", "/shared/scratch")
    assert ended.code == 2
    assert "UPLINE_FACTS" in ended.err
    monkeypatch.setenv("UPLINE_FACTS", "/shared/facts")
    ended = upline(*cluster)
    assert ended.code == 2
    assert "UPLINE_SPARK_SCRATCH" in ended.err


def test_a_master_of_spark_is_refused_where_spark_does_not_calculate(upline: Upline):
    ended = upline("nightly", "--engine", "duckdb", "--master", "local[2]")
    assert ended.code == 2
    assert "give --engine spark, too" in ended.err


@pytest.mark.parametrize(
    "time",
    [
        "2026-02-01",
        "2026-02-01T00:00:00",
        "2026-02-01 00:00:00+08:00",
        "2026-02-30T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-02-01T00:00:00+99:00",
        "yesterday",
    ],
)
def test_a_time_without_a_zone_or_that_is_none_is_refused_with_an_example(upline: Upline, time: str):
    ended = upline("nightly", "--as-of", time)
    assert ended.code == 2
    assert "write it as 2026-02-01T00:00:00+08:00" in ended.err


def test_a_run_never_goes_back_before_the_published_one(upline: Upline, golden: Database):
    summary(upline, "--as-of", AS_OF)
    ended = upline("nightly", "--as-of", "2026-01-31T23:59:59+08:00")
    assert ended.code == 2
    assert AS_OF in ended.err
    assert published_run(golden).number == 1


def test_an_unknown_plan_is_refused_with_the_names_there_are(upline: Upline):
    ended = upline("nightly", "--plan", "chain_700")
    assert ended.code == 2
    assert "chain_699" in ended.err


def test_a_plan_given_by_its_name_is_noted_on_the_run(upline: Upline, golden: Database):
    summary(upline, "--plan", "chain_699", "--as-of", AS_OF)
    assert published_run(golden).plans == (load_plan("chain_699"),)
    assert published_run(golden).as_of == moment("2026-02-01T00:00")


def test_a_failed_check_publishes_nothing_and_ends_with_one(
    upline: Upline, golden: Database, monkeypatch: pytest.MonkeyPatch
):
    summary(upline, "--as-of", AS_OF)
    with monkeypatch.context() as patched:
        failed = Check("conservation", passed=False, found=(reason("check_key_twice", order="o1"),))
        patched.setattr(calculation, "check_all", lambda *_: [failed])
        ended = upline("nightly")
    assert ended.code == 1
    assert "order o1: a key twice" in ended.err
    assert published_run(golden).number == 1
    assert summary(upline)["run"] == 2


def stopped_at(number: int, error: BaseException) -> Callable[..., int]:
    """Return a step that ends with an error at the so manieth one, as a Ctrl-C that comes then does."""
    steps = iter(range(1000))

    def step(database: Database, night_step: Step, shared: dict[str, object]) -> int:
        if next(steps) == number:
            raise error
        return run_step(database, night_step, shared)

    return step


@pytest.mark.parametrize("number", [2, 30])
def test_ctrl_c_publishes_nothing_and_the_next_run_is_right(
    upline: Upline, golden: Database, monkeypatch: pytest.MonkeyPatch, number: int
):
    with monkeypatch.context() as patched:
        patched.setattr(step_runner, "run_step", stopped_at(number, KeyboardInterrupt()))
        ended = upline("nightly", "--as-of", AS_OF)
    assert (ended.code, ended.out) == (130, "")
    assert "nothing is published" in ended.err
    assert "discards what was begun" in ended.err
    assert summary(upline, "--as-of", AS_OF)["run"] == 1
    expected = calculate(GOLDEN, [load_plan("chain_699")], moment("2026-02-01T00:00"))
    assert published_outcome(golden, GOLDEN) == expected


@pytest.mark.usefixtures("golden")
def test_ctrl_c_is_told_also_when_the_driver_stumbles_over_it(
    upline: Upline, monkeypatch: pytest.MonkeyPatch
):
    stumbled = BufferError("cannot be re-sized")
    stumbled.__context__ = KeyboardInterrupt()
    with monkeypatch.context() as patched:
        patched.setattr(step_runner, "run_step", stopped_at(3, stumbled))
        ended = upline("nightly")
    assert ended.code == 130
    assert "nothing is published" in ended.err


def test_microseconds_of_a_time_are_kept(upline: Upline, golden: Database):
    summary(upline, "--as-of", "2026-01-31T16:00:00.000001Z")
    run = published_run(golden)
    assert run.as_of == moment("2026-02-01T00:00") + 1 == to_micros(run.as_of_time)


def test_a_guard_that_holds_the_run_is_accepted_by_name_with_a_reason_that_is_kept(
    upline: Upline, golden: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("UPLINE_GUARD_PAYOUT", "50")
    ended = upline("nightly", "--as-of", AS_OF)
    assert ended.code == 1
    assert "payout: rewards of 3590.00 are 57.07 % of a revenue of 6291.00; at most 50 % may be" in ended.err
    assert "upline nightly --accept payout --reason TEXT" in ended.err
    found = summary(upline, "--as-of", AS_OF, "--accept", "payout", "--reason", " as planned ")
    assert found["accepted"] == {"payout": "as planned"}
    assert found["checks"]["payout"] is False  # type: ignore[index]
    (check,) = [one for one in nights(golden, below=2, limit=1)[0].checks if one.accepted]
    assert check.accepted is not None
    assert check.accepted.reason == "as planned"
    accepted = [row for row in all_events(golden) if row["event"] == "guard.accepted"]
    assert [json.loads(row["detail"]) for row in accepted] == [{"guard": "payout", "reason": "as planned"}]
    assert accepted[0]["run"] == 1
    told = upline("nightly", "--as-of", AS_OF, "--accept", "payout", "--reason", "again").out
    assert "(again)." in told


@pytest.mark.usefixtures("golden")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--accept", "payout"], "say which guard is right to pass, and why"),
        (["--reason", "as planned"], "say which guard is right to pass, and why"),
        (["--accept", "payout", "--reason", " "], "say which guard is right to pass, and why"),
        (["--accept", "payout", "--reason", "x" * 501], "more than 500 characters"),
        (["--accept", "conservation", "--reason", "x"], "the guards are payout, members"),
    ],
)
def test_what_cannot_be_accepted_is_refused(upline: Upline, arguments: list[str], words: str):
    ended = upline("nightly", *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_a_command_waits_as_long_as_it_is_told_and_says_for_whom(upline: Upline, golden: Database):
    with writer_lock(golden, "load"):
        ended = upline("nightly", "--wait", "0")
    assert ended.code == 1
    assert "load is writing since" in ended.err
