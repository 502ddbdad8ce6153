"""Loads what is handed in, watches a folder and keeps the hour, beside the answers of `upline serve`.

One load or night at a time; what is only looked through goes on beside it.
"""

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
from cli.jobs.uploads import Reviews, Uploads
from cli.jobs.watching import PAUSE_SECONDS, Watch
from cli.jobs.weeklies import BEGIN, Weeklies, weekly_time
from cli.options import WAIT_MINUTES
from etl.mapping import load_mappings
from graph.intake import spool_of
from graph.logging import set_up
from graph.settings import Settings

_LOOK_SECONDS = 2
_ASIDE = "aside"


@contextmanager
def jobs(
    settings: Settings, watch: Path | None, mapping: Sequence[str], nightly: str, weekly: str
) -> Iterator[None]:
    """Load what is handed in, watch a folder, calculate every night and send weekly summaries meanwhile.

    The folder and the times as far as they are named.

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
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1), _ASIDE: ThreadPoolExecutor(1)},
            job_defaults=usual,
        )
        runner, reader = Runner(settings, WAIT_MINUTES * 60), Runner(settings, 0)
        now = datetime.now(UTC)
        look = IntervalTrigger(seconds=_LOOK_SECONDS, timezone=UTC)
        uploads = Uploads(spool_of(settings), runner)
        stack.callback(uploads.close)
        scheduler.add_job(uploads.look, look, id="uploads", next_run_time=now)
        reviews = Reviews(spool_of(settings), reader)
        scheduler.add_job(reviews.look, look, id="reviews", executor=_ASIDE, next_run_time=now)
        if inbox:
            scheduler.add_job(Watch(inbox, runner, mapping).look, look, id="watch", next_run_time=now)
        if nightly:
            nights = Nights(settings, runner, scheduler, nightly)
            again = IntervalTrigger(seconds=PAUSE_SECONDS, timezone=UTC)
            scheduler.add_job(nights.begin, again, id="begin", next_run_time=now)
        if weekly:
            again = IntervalTrigger(seconds=PAUSE_SECONDS, timezone=UTC)
            weeklies = Weeklies(settings, scheduler, weekly)
            scheduler.add_job(weeklies.begin, again, id=BEGIN, next_run_time=now)
        with _ended_by_signal(runner, reader):
            scheduler.start()
            try:
                yield
            finally:
                runner.close()
                reader.close()
                scheduler.shutdown()


@contextmanager
def _ended_by_signal(*runners: Runner) -> Iterator[None]:
    """End the jobs that run when the service is told to end: a server ends by the signal itself."""

    def end(number: int, _frame: FrameType | None) -> None:
        for runner in runners:
            runner.close()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
