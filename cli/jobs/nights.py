"""Calculates at a time of day of the plan's zone, by APScheduler."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.date import DateTrigger

from cli.jobs.runner import Ended, Runner
from cli.jobs.times import Schedule, time_of_day
from cli.jobs.watching import TRIES
from graph.clock import from_micros
from graph.connection import connect_service
from graph.database import Database, opened
from graph.errors import UplineError
from graph.plan import plan_in_force
from graph.settings import Settings

_PAUSE = timedelta(minutes=10)
_log = structlog.get_logger()


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
        if ended.outcome in {"later", "failed"} and tried + 1 < TRIES:
            again = DateTrigger(datetime.now(UTC) + _PAUSE)
            self.scheduler.add_job(self.calculate, again, [tried + 1], id="again", replace_existing=True)


def is_missed(database: Database, schedule: Schedule, now: datetime) -> bool:
    """Return whether a night was due since the last one that came to an end; before the first none was."""
    ended = database.read("run/last_ended")[0]["started"]
    return ended is not None and from_micros(ended, schedule.zone) < schedule.last_due(now)
