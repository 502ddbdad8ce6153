"""What a service does by itself: which folders are complete, where they go, and when a night is due."""

import json
import os
import signal
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from threading import Event, Lock, Thread
from zoneinfo import ZoneInfo

import pytest
from filelock import Timeout
from structlog.testing import capture_logs

from cli.jobs import job, service, watching
from cli.jobs.inbox import FAILED, LOADED, Inbox, is_complete, opened_inbox
from cli.jobs.nights import Daily, Nights, is_missed
from cli.jobs.runner import Ended, Runner
from cli.jobs.times import Schedule, time_of_day
from cli.jobs.watching import Attempts, Watch
from graph.clock import to_micros
from graph.database import Database
from graph.embedded import Connection
from graph.errors import DatabaseBusyError, UserError
from graph.reads.runs import published_run, runs
from graph.settings import Settings
from tests.cli.conftest import Upline
from tests.etl.test_loading_ledger import _hold as hold_lock
from tests.spec.delivery import write_delivery
from tests.spec.tables import company
from tests.statements import run_test_statement

FACTS = company("S\nA S\nB A", "o1 A P699 2026-01-05T10:00\no2 B 100.00 2026-01-06T10:00")
LONG_AGO = 1_000_000_000


def _written(folder: Path) -> Path:
    """Write a delivery, whose files and folder seem to be of long ago."""
    write_delivery(folder, FACTS)
    for path in (*folder.iterdir(), folder):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def inbox(tmp_path: Path):
    (tmp_path / "inbox").mkdir()
    with opened_inbox(tmp_path / "inbox") as opened:
        yield opened


def test_a_folder_is_complete_with_its_mark_or_when_it_came_by_a_rename(inbox: Inbox, tmp_path: Path):
    filling = inbox.path / "filling"
    filling.mkdir()
    assert not is_complete(filling)
    (filling / "members.csv").write_text("member_id\n")
    assert not is_complete(filling)
    (filling / "_DONE").touch()
    assert is_complete(filling)
    moved = _written(tmp_path / "elsewhere").rename(inbox.path / "moved")
    assert is_complete(moved)
    (moved / "orders.csv").write_text("order_id\n")  # somebody writes into it after all
    assert not is_complete(moved)


def test_only_folders_are_deliveries_and_none_whose_name_says_that_it_is_on_its_way(inbox: Inbox):
    for name in ("b", "a", ".hidden", "c.part", "D.TMP"):
        (inbox.path / name).mkdir()
    (inbox.path / "file.csv").touch()
    (inbox.path / "link").symlink_to(inbox.path / "a")
    assert [one.name for one in inbox.deliveries()] == ["a", "b"]


def test_what_is_done_with_is_moved_with_a_text_and_takes_no_place_of_another(inbox: Inbox):
    for words in ("first", "second"):
        (inbox.path / "day").mkdir()
        inbox.file(inbox.path / "day", LOADED, words)
    assert sorted(one.name for one in (inbox.path / LOADED).iterdir()) == [
        "day", "day-2", "day-2.txt", "day.txt",
    ]  # fmt: skip
    assert (inbox.path / LOADED / "day-2.txt").read_text() == "second\n"
    assert inbox.deliveries() == []


def test_a_folder_is_watched_by_one_service_and_must_be_there(inbox: Inbox, tmp_path: Path):
    with pytest.raises(DatabaseBusyError, match="one is enough"), opened_inbox(inbox.path):
        pass
    with pytest.raises(UserError, match="make it first"), opened_inbox(tmp_path / "nowhere"):
        pass
    (tmp_path / LOADED).touch()
    with pytest.raises(UserError, match="nothing can be written into"), opened_inbox(tmp_path):
        pass


def test_what_goes_wrong_while_a_folder_is_watched_is_not_the_folders_fault(tmp_path: Path):
    for error in (PermissionError(13, "Permission denied"), Timeout("the lock of somebody else")):
        with pytest.raises(type(error)) as raised, opened_inbox(tmp_path):
            raise error
        assert raised.value is error


class Scripted:
    """Stands for the processes: answers in turn, and notes what was asked of it."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def load(self, folder: Path, _mapping: object, *, quiet: bool) -> Ended:
        return self._answer(f"load {folder.name}", quiet=quiet)

    def calculate(self, *, quiet: bool) -> Ended:
        return self._answer("night", quiet=quiet)

    def _answer(self, job: str, *, quiet: bool) -> Ended:
        self.asked.append(job + (" quietly" if quiet else ""))
        outcome = self.answers.pop(0)
        return Ended(outcome, f"{job}: {outcome}")  # type: ignore[arg-type]  # also what nobody knows


def _watch(inbox: Inbox, *answers: str) -> tuple[Watch, Scripted]:
    scripted = Scripted(*answers)
    return Watch(inbox, scripted, ()), scripted  # type: ignore[arg-type]


def _drop(inbox: Inbox, *names: str) -> None:
    for name in names:
        (inbox.path / name).mkdir()
        (inbox.path / name / "_DONE").touch()


def _where(inbox: Inbox, place: str) -> dict[str, str]:
    """Return the folders of a place, each with its text but for the time in its first line."""
    return {
        one.stem: one.read_text().partition("\n")[2].strip() for one in (inbox.path / place).glob("*.txt")
    }


def test_all_that_is_complete_is_loaded_and_published_at_once(inbox: Inbox):
    _drop(inbox, "1", "2", "3")
    watch, scripted = _watch(inbox, "done", "refused", "done", "held")
    watch.look()
    assert scripted.asked == ["load 1", "load 2", "load 3", "night"]
    assert _where(inbox, FAILED) == {"2": "load 2: refused"}
    held = "night: held"
    assert _where(inbox, LOADED) == {"1": f"load 1: done\n{held}", "3": f"load 3: done\n{held}"}
    watch.look()
    assert len(scripted.asked) == 4


def test_what_could_not_begin_stays_and_is_tried_again_later_and_quietly(inbox: Inbox):
    _drop(inbox, "1")
    watch, scripted = _watch(inbox, "later", "done", "later", "done", "done")
    watch.look()
    watch.look()  # too early
    assert scripted.asked == ["load 1"]
    for _ in range(2):
        watch.attempts[inbox.path / "1"].next = 0
        watch.look()
    assert scripted.asked[1:] == ["load 1 quietly", "night quietly", "load 1 quietly", "night quietly"]
    assert list(_where(inbox, LOADED)) == ["1"]


def test_a_folder_whose_load_dies_every_time_is_given_up(inbox: Inbox):
    _drop(inbox, "1")
    watch, scripted = _watch(inbox, "failed", "failed", "failed")
    for _ in range(3):
        watch.attempts.setdefault(inbox.path / "1", Attempts()).next = 0
        watch.look()
    assert len(scripted.asked) == 3
    assert _where(inbox, FAILED) == {"1": "load 1: failed"}


def test_waiting_for_another_writer_is_no_death(inbox: Inbox):
    _drop(inbox, "1")
    watch, scripted = _watch(inbox, "later", "later", "later", "failed", "done", "done")
    for _ in range(5):
        watch.attempts.setdefault(inbox.path / "1", Attempts()).next = 0
        watch.look()
    assert scripted.asked[-1] == "night quietly"
    assert list(_where(inbox, LOADED)) == ["1"]


def test_a_folder_that_cannot_be_moved_is_not_loaded_over_and_over(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_arguments: object) -> Path:
        raise PermissionError(13, "Permission denied")

    _drop(inbox, "1")
    watch, scripted = _watch(inbox, "done", "done")
    monkeypatch.setattr(Inbox, "file", refuse)
    for _ in range(2):
        watch.look()
    assert scripted.asked == ["load 1", "night"]


def test_a_folder_that_was_taken_away_and_comes_again_is_a_new_one(inbox: Inbox):
    _drop(inbox, "1")
    watch, scripted = _watch(inbox, "failed", "failed")
    watch.look()
    (inbox.path / "1").rename(inbox.path / ".aside")
    watch.look()
    _drop(inbox, "1")
    watch.look()
    assert scripted.asked == ["load 1", "load 1"]


def test_a_job_that_there_is_not_is_no_night():
    with pytest.raises(ValueError, match="no job 'audit'"):
        job.answer({"job": "audit", "wait": 0, "quiet": True})


SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "now", "last", "following"),
    [
        (SHANGHAI, "2026-01-10T18:29", "2026-01-09T18:30", "2026-01-10T18:30"),
        (SHANGHAI, "2026-01-10T18:30", "2026-01-10T18:30", "2026-01-11T18:30"),
        (BERLIN, "2026-03-28T12:00", "2026-03-28T01:30", "2026-03-29T01:30"),  # 02:30 is left out: 03:30
        (BERLIN, "2026-03-29T01:30", "2026-03-29T01:30", "2026-03-30T00:30"),
        (BERLIN, "2026-10-25T00:30", "2026-10-25T00:30", "2026-10-26T01:30"),  # 02:30 comes twice
    ],
)
def test_a_night_is_due_once_a_day_in_the_zone_of_the_plan(zone, now: str, last: str, following: str):
    schedule = Schedule(time_of_day("02:30"), zone)
    at = datetime.fromisoformat(f"{now}+00:00")
    assert schedule.last_due(at).isoformat() == f"{last}:00+00:00"
    assert schedule.next_due(at).isoformat() == f"{following}:00+00:00"
    assert Daily(schedule).get_next_fire_time(None, at) == schedule.next_due(at)
    assert Daily(schedule).get_next_fire_time(schedule.last_due(at), at) == schedule.next_due(at)


@pytest.mark.parametrize("text", ["", "2:30", "24:00", "02:60", "02:30:00", "0230", " 02:30", "02:30\n"])
def test_a_text_that_is_no_time_of_day_is_refused(text: str):
    with pytest.raises(UserError, match="write it as 02:30"):
        time_of_day(text)


def test_a_night_that_could_not_begin_is_tried_again_a_few_times():
    added: list[list[int]] = []

    class Scheduler:
        def add_job(self, _job: object, _trigger: object, arguments: list[int], **_more: object) -> None:
            added.append(arguments)

    scripted = Scripted("later", "failed", "later", "held")
    nights = Nights(Settings(neo4j_uri=None), scripted, Scheduler(), "02:30")  # type: ignore[arg-type]
    for tried in range(3):
        nights.calculate(tried)
    nights.calculate()
    assert added == [[1], [2]]
    assert scripted.asked == ["night", "night quietly", "night quietly", "night"]


def test_a_night_is_missed_when_none_ended_since_it_was_due(database: Database):
    schedule = Schedule(time(2, 30), SHANGHAI)
    now = datetime(2026, 2, 1, tzinfo=UTC)
    assert not is_missed(database, schedule, now)  # there was none yet
    began = to_micros(datetime(2026, 1, 31, 18, 30, tzinfo=UTC))
    database.write("run/begin", run=1, as_of=0, started=began, plans="[]", engine="cypher")
    assert not is_missed(database, schedule, now)  # nor did one end: it was killed
    database.write("run/fail", run=1, finished=began, checks="[]")
    assert not is_missed(database, schedule, now)
    assert is_missed(database, schedule, schedule.next_due(now))


@pytest.fixture
def runner_settings(server: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "UPLINE_HOME": str(settings.upline_home),
    }.items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_what_is_dropped_is_loaded_and_published_also_after_the_service_was_ended_in_it(
    database: Database, inbox: Inbox, tmp_path: Path, runner_settings: Settings
):
    run_test_statement(database, "empty")
    _written(tmp_path / "good").rename(inbox.path / "good")
    ended = Runner(runner_settings, wait=600)
    hold_lock(database, {"host": "elsewhere", "now": 2 * 10**15})
    looking = Thread(target=Watch(inbox, ended, ()).look)
    looking.start()  # the load waits for the lock, or has not come to it
    ended.close()
    looking.join()
    assert [one.name for one in inbox.deliveries()] == ["good"]

    database.write("system/lock/release", token="t")
    (inbox.path / "bad").mkdir()
    (inbox.path / "bad" / "members.csv").write_text("no_such_column\n1\n")
    (inbox.path / "bad" / "_DONE").touch()
    Watch(inbox, Runner(runner_settings, wait=600), ()).look()
    assert list(_where(inbox, LOADED)) == ["good"]
    assert "run 1 is published" in _where(inbox, LOADED)["good"]
    assert "no column" in _where(inbox, FAILED)["bad"] or "columns" in _where(inbox, FAILED)["bad"]
    assert (inbox.path / LOADED / "good" / "members.csv").exists()
    assert [run.number for run in runs(database)] == [1]
    before = published_run(database)
    # The same delivery again: a new run on the same facts.
    _written(tmp_path / "good").rename(inbox.path / "again")
    Watch(inbox, Runner(runner_settings, wait=600), ()).look()
    assert published_run(database).number == before.number + 1
    assert published_run(database).counts["entries"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--nightly", "2:30"], "write it as 02:30"),
        (["--watch", "no such folder"], "make it first"),
        (["--mapping", "shopify"], "name the folder with --watch"),
        (["--watch", ".", "--mapping", "no such mapping"], "no such mapping"),
    ],
)
def test_a_service_that_cannot_do_what_it_is_to_do_by_itself_does_not_start(
    upline: Upline, arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    ended = upline("serve", "--port", "0", *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_a_folder_that_nobody_completes_is_told_of_once(inbox: Inbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watching, "_LONG_SECONDS", -1)
    (inbox.path / "day").mkdir()
    watch, _ = _watch(inbox)
    with capture_logs() as logs:
        watch.look()
        watch.look()
    assert [line["folder"] for line in logs] == [str(inbox.path / "day")]


def test_those_who_watch_hear_of_a_process_that_died_without_a_word(tmp_path: Path):
    told = tmp_path / "told"
    program = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    settings = Settings(neo4j_uri=None).model_copy(
        update={
            "upline_notify_command": f"{sys.executable} -c '{program}' {told}",
            "upline_log_level": "none",
        }
    )
    ended = Runner(settings, wait=0).calculate()  # there is no such level of logs
    assert ended.outcome == "failed"
    heard = json.loads(told.read_text())
    assert (heard["event"], heard["outcome"], heard["text"]) == ("nightly", "failed", ended.text)


def test_the_service_watches_and_makes_up_for_a_missed_night_one_after_the_other(
    database: Database, tmp_path: Path, runner_settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    database.write("run/begin", run=1, as_of=0, started=1, plans="[]", engine="cypher")
    database.write("run/fail", run=1, finished=2, checks="[]")
    both, going = Event(), Lock()

    class Busy(Scripted):
        def _answer(self, job: str, *, quiet: bool) -> Ended:
            assert going.acquire(blocking=False)  # one at a time
            try:
                return super()._answer(job, quiet=quiet)
            finally:
                going.release()
                if not self.answers:
                    both.set()

        def close(self) -> None:
            self.asked.append("close")

    scripted = Busy("done", "done", "done")
    monkeypatch.setattr(service, "Runner", lambda _settings, _wait: scripted)
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "_DONE").touch()
    before = signal.getsignal(signal.SIGTERM)
    with service.jobs(runner_settings, tmp_path, (), "02:30", ""):
        assert both.wait(120)
    assert signal.getsignal(signal.SIGTERM) == before
    assert sorted(scripted.asked) == ["close", "close", "load day", "night", "night"]  # two runners
    assert (tmp_path / LOADED / "day" / "_DONE").exists()
