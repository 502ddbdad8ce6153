"""Sends the weekly summaries at a time of a day of the week, in the plan's zone, by APScheduler."""

import re
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from cli.jobs.times import time_of_day
from graph.connection import connect_service
from graph.database import opened
from graph.errors import UplineError, UserError
from graph.plan import plan_in_force
from graph.settings import Settings

BEGIN = "begin weekly"
_WHEN = re.compile(r"(mon|tue|wed|thu|fri|sat|sun) (\S+)")
_log = structlog.get_logger()


def weekly_time(text: str) -> tuple[str, int, int]:
    """Return day, hour and minute of a text such as "mon 08:00".

    Raises:
        UserError: when it is none.
    """
    if matched := _WHEN.fullmatch(text.strip().lower()):
        at = time_of_day(matched[2])
        return matched[1], at.hour, at.minute
    raise UserError('--weekly {text!r} is no time of a week: write it as "mon 08:00"', text=text)


@dataclass
class Weeklies:
    """Sends the summaries once a week; one that was missed is not made up for: it would be an old week's."""

    settings: Settings
    scheduler: BackgroundScheduler
    text: str

    def begin(self) -> None:
        """Plan the letters as soon as the database says in which zone; until then this is called again."""
        day, hour, minute = weekly_time(self.text)
        try:
            with opened(connect_service(self.settings)) as database:
                zone = plan_in_force(database).zone
        except UplineError as error:
            _log.warning("weekly summaries are not planned yet", why=str(error))
            return
        self.scheduler.remove_job(BEGIN)
        at = CronTrigger(day_of_week=day, hour=hour, minute=minute, timezone=zone)
        self.scheduler.add_job(self.send, at, id="weekly")
        _log.info("weekly summaries are planned", day=day, at=f"{hour:02}:{minute:02}")

    def send(self) -> None:
        """Send all summaries; what goes wrong is in the log."""
        from cli.weekly.sending import send_weekly  # noqa: PLC0415 - letters need much that jobs do not

        try:
            with opened(connect_service(self.settings)) as database:
                results = send_weekly(database, self.settings)
        except UplineError as error:
            _log.warning("the weekly summaries were not sent", why=str(error))
            return
        outcomes = [one.outcome for one in results]
        _log.info("weekly summaries", **{one: outcomes.count(one) for one in sorted(set(outcomes))})
