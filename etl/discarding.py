"""Throws waiting rows away, for good: the quarantine loses nothing by itself."""

from graph.database import Database
from graph.errors import NotFoundError
from graph.locking import writer_lock


def waiting_number(database: Database, table: str, key: str = "") -> int:
    """Return how many rows of a table wait, of one key if it is named."""
    number: int = database.read("load/quarantine/count", table=table, key=key or None)[0]["rows"]
    return number


def discard_rows(database: Database, table: str, key: str = "") -> int:
    """Throw the waiting rows of a table away, of one key if it is named; return how many.

    A row that had been loaded and was withdrawn is gone, too: the next delivery that has it brings it back.

    Raises:
        NotFoundError: when no row of the key waits.
        DatabaseBusyError: when a load or nightly run is writing.
    """
    with writer_lock(database, "quarantine discard"):
        number = waiting_number(database, table, key)
        if key and not number:
            raise NotFoundError(
                "no row of {table} with the key {key!r} waits: `upline quarantine` lists them",
                table=table,
                key=key,
            )
        database.batched("load/quarantine/discard", table=table, key=key or None)
    return number
