"""What was delivered, by whatever way, with the counts of each. It belongs to no run."""

import json
from collections import Counter
from dataclasses import dataclass

from graph.database import Database


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery: the hash of its contents, when (microseconds since 1970 UTC), and its rows of all tables.

    state: open, done or abandoned.
    """

    id: str
    delivered: int
    state: str
    loaded: int
    changed: int
    unchanged: int
    quarantined: int


def newest_deliveries(database: Database, limit: int) -> list[Delivered]:
    """Return up to `limit` deliveries, newest first."""
    found = []
    for row in database.read("read/deliveries/newest", limit=limit):
        sums: Counter[str] = Counter()
        for counts in json.loads(row["counts"] or "{}").values():
            sums.update(counts)
        numbers = [sums[name] for name in ("loaded", "changed", "unchanged", "quarantined")]
        found.append(Delivered(row["id"], row["delivered"], row["state"], *numbers))
    return found
