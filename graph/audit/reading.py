"""Reading the audit trail: all of it in the order of time, or pages from the newest event on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.audit.events import UTC, first_id
from graph.clock import day_start
from graph.database import Database, Row

_AFTER_ALL = "~"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are read; "" and None are all.

    account: who acted, or the account that it is about. event: name of an EventName. member: member id.
    from_day: the first day in UTC. to_day: the day after the last one.
    """

    account: str = ""
    event: str = ""
    member: str = ""
    from_day: date | None = None
    to_day: date | None = None

    def parameters(self) -> dict[str, str]:
        """Return the parameters of the statements that read."""
        return {
            "account": self.account,
            "event": self.event,
            "member": self.member,
            "first": first_id(day_start(self.from_day, UTC)) if self.from_day else "",
            "end": first_id(day_start(self.to_day, UTC)) if self.to_day else _AFTER_ALL,
        }


EVERYTHING = Filter()


def all_events(database: Database, only: Filter = EVERYTHING) -> Iterator[Row]:
    """Yield events as they are stored (graph.audit.events.COLUMNS), oldest first; memory stays small."""
    return database.stream("system/audit/all", **only.parameters())


def newest_events(database: Database, only: Filter, limit: int, before: str = "") -> list[Row]:
    """Return up to `limit` events, newest first; `before` is the id that they are older than."""
    parameters = only.parameters()
    if before:
        parameters["end"] = min(parameters["end"], before)
    return database.read("system/audit/newest", **parameters, limit=limit)
