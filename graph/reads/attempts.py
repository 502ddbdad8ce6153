"""Every attempt at a run: published, failed, stopped or under way, with what it did and why it ended."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from graph.clock import from_micros
from graph.database import Database, Row
from graph.i18n import N_
from graph.i18n.message import Message, message
from graph.locking import writing_now
from graph.plan import recorded_plan
from graph.words.keeping import of_text

_KILLED = N_("the process ended before it was done: it was killed, or the machine or the database went down")
_UTC = ZoneInfo("UTC")


class State(StrEnum):
    """What became of an attempt.

    DROPPED: it was published, and its figures are kept no longer. FAILED: a check or a guard held it.
    STOPPED: it did not come to its end.
    """

    PUBLISHED = "published"
    DROPPED = "dropped"
    FAILED = "failed"
    STOPPED = "stopped"
    CALCULATING = "calculating"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt at the run `number`; times are aware, in the plan's zone where the run says its plans.

    seconds: what it took, None without an end. entries, rewards, breakage: what it posted, in minor units;
    None where it was not published, or an earlier version did not count it. reason: why it was not.
    """

    number: int
    state: State
    as_of: datetime
    started: datetime
    seconds: float | None
    engine: str
    entries: int | None
    rewards: int | None
    breakage: int | None
    reason: Message | None


def attempts(database: Database, limit: int) -> list[Attempt]:
    """Return the attempts at runs, newest first, at most `limit`."""
    rows = database.read("read/runs/attempts", limit=limit)
    holder = writing_now(database) if any(row["state"] == State.CALCULATING for row in rows) else None
    calculates = holder is not None and holder["owner"] == "nightly"
    zone = next((_zone(row) for row in rows if row["plans"]), _UTC)
    return [_attempt(row, zone, calculates=calculates) for row in rows]


def _attempt(row: Row, zone: ZoneInfo, *, calculates: bool) -> Attempt:
    state = State(row["state"])
    if state is State.CALCULATING and not calculates:
        state = State.STOPPED
    if state is State.PUBLISHED and row["dropped"] is not None:
        state = State.DROPPED
    counts = json.loads(row["counts"] or "{}")
    reason = of_text(row["reason"]) if row["reason"] else None
    if state is State.STOPPED and reason is None:
        reason = message(_KILLED)
    return Attempt(
        number=row["number"],
        state=state,
        as_of=from_micros(row["as_of"], zone),
        started=from_micros(row["started"], zone),
        seconds=None if row["finished"] is None else (row["finished"] - row["started"]) / 1_000_000,
        engine=row["engine"] or "",
        entries=counts.get("entries"),
        rewards=counts.get("rewards"),
        breakage=counts.get("breakage"),
        reason=reason,
    )


def _zone(row: Row) -> ZoneInfo:
    return recorded_plan(json.loads(row["plans"])[-1]).zone
