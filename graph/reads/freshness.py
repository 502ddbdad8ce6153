"""How new the figures are that readers see: the newest order, the run, and an attempt that failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.clock import OPEN, from_micros
from graph.database import Database
from graph.reads.attempts import Attempt, State, attempts
from graph.reads.runs import Run

OLD = timedelta(hours=36)
"""A night and half a day: what is older than that has missed a night."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How new a run's figures are; times are aware, in the plan's zone.

    newest: the newest order that the run counts, None without orders. failed: the last attempt at a run where
    that was not published, None where it was or is under way.
    """

    run: Run
    newest: datetime | None
    failed: Attempt | None

    @property
    def finished(self) -> datetime:
        """When the run was calculated."""
        return from_micros(self.run.finished, self.run.zone)

    def data_are_old(self, now: datetime) -> bool:
        """Whether no order is newer than OLD."""
        return self.newest is None or now - self.newest > OLD

    def run_is_old(self, now: datetime) -> bool:
        """Whether the run was calculated longer ago than OLD."""
        return now - self.finished > OLD


def newest_order(database: Database, run: Run) -> datetime | None:
    """Return when the newest order was that a run counts; it does not change while the run stands.

    The night keeps it with the run; of a run of an earlier version all orders are looked at.
    """
    at = run.counts.get("newest")
    if at is None:
        at = database.read("read/overview/newest", run=run.number, as_of=run.as_of, open=OPEN)[0]["at"]
    return from_micros(at, run.zone) if at else None


def failed_attempt(database: Database) -> Attempt | None:
    """Return the last attempt at a run when it failed or was stopped."""
    last = next(iter(attempts(database, 1)), None)
    return last if last and last.state in {State.FAILED, State.STOPPED} else None
