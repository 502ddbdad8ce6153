"""What a command puts into the audit trail: who ran it, and what it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cli.options import load_settings

if TYPE_CHECKING:
    from graph.audit import EventName
    from graph.database import Database


def record(database: "Database", name: "EventName", /, **fields: Any) -> None:  # noqa: ANN401 - those of Event
    """Record an event by the user of the system who runs this command; `fields` are those of Event."""
    from graph.audit import Event, operator  # noqa: PLC0415 - a help text must come at once
    from graph.audit.trail import Trail  # noqa: PLC0415

    Trail(database, load_settings()).write([Event(name, operator(), **fields)])


@contextmanager
def recorded(database: "Database", name: "EventName", **detail: object) -> Iterator[dict[str, object]]:
    """Record when the block ends what it did; it may add to the detail. `outcome` is "done" or "failed"."""
    detail["outcome"] = "failed"
    try:
        yield detail
        detail["outcome"] = "done"
    finally:
        record(database, name, detail=detail)
