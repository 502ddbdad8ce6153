"""Watches a folder and keeps the hour, beside the answers of `upline serve`: one load or night at a time."""

import logging
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from cli.jobs.inbox import FAILED, LOADED, Inbox, is_complete, opened_inbox
from cli.jobs.runner import Ended, Runner
from cli.jobs.times import Schedule, time_of_day
from cli.options import WAIT_MINUTES
from etl.mapping import load_mappings
from graph.clock import from_micros
from graph.connection import connect_service
from graph.database import Database, opened
from graph.errors import UplineError
from graph.i18n.message import message
from graph.plan import plan_in_force
from graph.settings import Settings

_LOOK_SECONDS = 2
_TRIES = 3  # of a folder whose load dies, and of a night that could not be begun
_NIGHT_PAUSE = timedelta(minutes=10)
_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 30, 600
_log = structlog.get_logger()


@dataclass
class Attempts:
    """What was tried without an end: how often, and when it may be tried again (monotonic seconds)."""

    number: int = 0
    next: float = 0

    def put_off(self) -> None:
        """Count a try, and wait longer each time."""
        pause = min(_PAUSE_SECONDS * 2**self.number, _LONGEST_PAUSE_SECONDS)
        self.number, self.next = self.number + 1, time.monotonic() + pause


@dataclass
class Watch:
    """Loads the complete folders of an inbox, publishes them together, and files them."""

    inbox: Inbox
    runner: Runner
    mapping: Sequence[str]
    attempts: dict[Path, Attempts] = field(default_factory=dict)

    def look(self) -> None:
        """Load what is complete; then calculate once, and file what is done with."""
        loaded: dict[Path, str] = {}
        for folder in self.inbox.deliveries():
            tried = self.attempts.get(folder, Attempts())
            if tried.next > time.monotonic() or not is_complete(folder):
                continue
            ended = self.runner.load(folder, self.mapping, quiet=tried.number > 0)
            match ended.outcome:
                case "done":
                    loaded[folder] = ended.text
                case "later":
                    self._put_off(folder)
                case "failed" if tried.number < _TRIES - 1:
                    self._put_off(folder)
                case _:
                    self._file(folder, FAILED, ended.text)
        if loaded:
            self._publish(loaded)

    def _publish(self, loaded: dict[Path, str]) -> None:
        """Calculate a night; where that cannot begin, the folders stay: loaded again they change nothing."""
        retried = any(folder in self.attempts for folder in loaded)
        night = self.runner.calculate(quiet=retried)
        for folder, text in loaded.items():
            if night.outcome == "later":
                self._put_off(folder)
            else:
                self._file(folder, LOADED, f"{text}\n{night.text}")

    def _put_off(self, folder: Path) -> None:
        self.attempts.setdefault(folder, Attempts()).put_off()

    def _file(self, folder: Path, place: str, words: str) -> None:
        self.attempts.pop(folder, None)
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            target = self.inbox.file(folder, place, f"{now}\n{words}")
        except OSError as error:
            self.attempts[folder] = Attempts(next=float("inf"))  # until the service starts anew
            words = str(message("it cannot be moved ({why}): make it writable", why=error.strerror))
            _log.error(words, folder=str(folder))
        else:
            _log.info("filed", folder=str(target))


class Daily(BaseTrigger):  # type: ignore[misc]  # the library leaves it without types
    """Fires at each due time of a schedule; what was missed counts, and comes together in one."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the due time after the one before, or after now."""
        return self._schedule.next_due(previous_fire_time or now)


@dataclass
class Nights:
    """Calculates at a time of day of the plan's zone; a night that was missed is made up for at the start."""

    settings: Settings
    runner: Runner
    scheduler: BackgroundScheduler
    text: str

    def begin(self) -> None:
        """Plan the nights as soon as the database says in which zone; until then this is called again."""
        try:
            with opened(connect_service(self.settings)) as database:
                schedule = Schedule(time_of_day(self.text), plan_in_force(database).zone)
                missed = is_missed(database, schedule, datetime.now(UTC))
        except UplineError as error:
            _log.warning("nights are not planned yet", why=str(error))
            return
        self.scheduler.remove_job("begin")
        self.scheduler.add_job(self.calculate, Daily(schedule), id="nightly")
        following = schedule.next_due(datetime.now(UTC)).astimezone(schedule.zone).isoformat()
        _log.info("nights are planned", next=following, missed=missed)
        if missed:
            self.calculate()

    def calculate(self, tried: int = 0) -> None:
        """Calculate a night; one that could not be begun is tried again in ten minutes, a few times."""
        ended: Ended = self.runner.calculate(quiet=tried > 0)
        if ended.outcome in {"later", "failed"} and tried + 1 < _TRIES:
            again = DateTrigger(datetime.now(UTC) + _NIGHT_PAUSE)
            self.scheduler.add_job(self.calculate, again, [tried + 1], id="again", replace_existing=True)


def is_missed(database: Database, schedule: Schedule, now: datetime) -> bool:
    """Return whether a night was due since the last one that came to an end; before the first none was."""
    ended = database.read("run/last_ended")[0]["started"]
    return ended is not None and from_micros(ended, schedule.zone) < schedule.last_due(now)


@contextmanager
def jobs(settings: Settings, watch: Path | None, mapping: Sequence[str], nightly: str) -> Iterator[None]:
    """Watch a folder and calculate every night while the block runs; neither where neither is named.

    Raises:
        UserError: when the time, the folder or a mapping is none.
        DatabaseBusyError: when another service watches the folder.
    """
    if nightly:
        time_of_day(nightly)
    load_mappings(list(mapping))
    with ExitStack() as stack:
        inbox = stack.enter_context(opened_inbox(watch)) if watch else None
        if inbox is None and not nightly:
            yield
            return
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a look that is left out is no warning
        usual = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(1)}, job_defaults=usual
        )
        runner = Runner(settings, WAIT_MINUTES * 60)
        now = datetime.now(UTC)
        if inbox:
            look = IntervalTrigger(seconds=_LOOK_SECONDS, timezone=UTC)
            scheduler.add_job(Watch(inbox, runner, mapping).look, look, id="watch", next_run_time=now)
        if nightly:
            nights = Nights(settings, runner, scheduler, nightly)
            again = IntervalTrigger(seconds=_PAUSE_SECONDS, timezone=UTC)
            scheduler.add_job(nights.begin, again, id="begin", next_run_time=now)
        with _ended_by_signal(runner):
            scheduler.start()
            try:
                yield
            finally:
                runner.close()
                scheduler.shutdown()


@contextmanager
def _ended_by_signal(runner: Runner) -> Iterator[None]:
    """End the job that runs when the service is told to end: a server ends by the signal itself."""

    def end(number: int, _frame: FrameType | None) -> None:
        runner.close()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
