"""Changes of accounts and keys, beside loads and nightly runs."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime

from graph.clock import to_micros
from graph.database import Database
from graph.locking import writer_lock


def now() -> int:
    """Return the time in microseconds since 1970 UTC."""
    return to_micros(datetime.now(UTC))


@contextmanager
def changing(database: Database) -> Iterator[int]:
    """Let the block change accounts or keys; yields the time.

    A load or a nightly run does not hinder it: who is disabled is out at once. Only before the first run is
    published the writer's lock is taken, as the first load may replace the store (etl.loading.bulk).

    Raises:
        DatabaseBusyError: when a first load or night is going on.
    """
    pointer = database.read("read/runs/published")
    published = bool(pointer) and pointer[0]["number"] > 0
    with nullcontext() if published else writer_lock(database, "a change of accounts"):
        yield now()
