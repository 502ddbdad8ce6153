"""Watches a folder and keeps the hour, beside the answers of `upline serve`: one load or night at a time."""

import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from cli.jobs.inbox import opened_inbox
from cli.jobs.nights import Nights
from cli.jobs.runner import Runner
from cli.jobs.times import time_of_day
from cli.jobs.watching import PAUSE_SECONDS, Watch
from cli.jobs.weeklies import BEGIN, Weeklies, weekly_time
from cli.options import WAIT_MINUTES
from etl.mapping import load_mappings
from graph.logging import set_up
from graph.settings import Settings

_LOOK_SECONDS = 2


@contextmanager
def jobs(
    settings: Settings, watch: Path | None, mapping: Sequence[str], nightly: str, weekly: str
) -> Iterator[None]:
    """Watch a folder, calculate every night and send weekly summaries while the block runs, as far as named.

    Raises:
        UserError: when the time, the folder or a mapping is none.
        DatabaseBusyError: when another service watches the folder.
    """
    if nightly:
        time_of_day(nightly)
    if weekly:
        weekly_time(weekly)
    load_mappings(list(mapping))
    with ExitStack() as stack:
        inbox = stack.enter_context(opened_inbox(watch)) if watch else None
        set_up(settings.upline_log_level, settings.upline_log_format)
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
            again = IntervalTrigger(seconds=PAUSE_SECONDS, timezone=UTC)
            scheduler.add_job(nights.begin, again, id="begin", next_run_time=now)
        if weekly:
            again = IntervalTrigger(seconds=PAUSE_SECONDS, timezone=UTC)
            weeklies = Weeklies(settings, scheduler, weekly)
            scheduler.add_job(weeklies.begin, again, id=BEGIN, next_run_time=now)
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
