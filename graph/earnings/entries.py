"""The ledger of a stretch of days by pages: filtered and sorted by its columns."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.clock import day_start, point
from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.reads.runs import Run

Column = Literal["day", "kind", "payee_id", "order_id", "amount", "run"]
COLUMNS: tuple[Column, ...] = get_args(Column)
"""The columns that entries can be sorted by."""
Posted = Literal["", "new", "corrections"]
_ALL = range(2**63 - 1)


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries, and their order. `payee`, `order`: what the ids begin with; "" is all.

    `entry`: the key of an entry, to have it and those that correct it. `posted`: only what was posted first,
    or corrections. `size`: how large an amount is at least, added or taken back. `least`, `most`: bounds of
    the amount in minor units, included. `down`: the largest first.
    """

    kind: str = ""
    payee: str = ""
    order: str = ""
    entry: str = ""
    posted: Posted = ""
    size: int = 0
    least: int | None = None
    most: int | None = None
    sort: Column = "day"
    down: bool = True

    def unsorted(self) -> "EntryFilter":
        """Return the same entries in the usual order: for what does not depend on it."""
        return replace(self, sort="day", down=True)


@dataclass(frozen=True, slots=True)
class EntryTotal:
    """How many entries there are, and what they add up to (minor units)."""

    entries: int
    amount: int


def entries(
    database: Database, run: Run, scope: Scope, entry_filter: EntryFilter, rows: range = _ALL
) -> Generator[Row]:
    """Yield entries as they are read, those at the places of `rows`.

    Columns: key, run, kind, source, payee_id, name, order_id, pool, day, amount (minor units), corrects,
    correcting (what `posted` means by corrections), and target_kind and target_id of graph.corrections.
    Of a team only what its members earned; of the company also breakage, whose payee is "".
    """
    parameters = _parameters(run, scope, entry_filter)
    yield from database.stream(
        "read/earnings/entries",
        **parameters,
        sort=entry_filter.sort,
        down=entry_filter.down,
        skip=rows.start,
        limit=len(rows),
    )


def count_entries(database: Database, run: Run, scope: Scope, entry_filter: EntryFilter) -> EntryTotal:
    """Return how many entries `entries` has in all, and their sum."""
    return EntryTotal(**database.read("read/earnings/count", **_parameters(run, scope, entry_filter))[0])


def _parameters(run: Run, scope: Scope, entry_filter: EntryFilter) -> dict[str, object]:
    first, end = scope.days(run)
    return {
        **scope.parameters(run),
        "start": point(day_start(first, run.zone)),
        "end": point(day_start(end, run.zone)),
        "kind": entry_filter.kind,
        "payee": entry_filter.payee,
        "order": entry_filter.order,
        "entry": entry_filter.entry,
        "posted": entry_filter.posted,
        "size": entry_filter.size,
        "least": entry_filter.least,
        "most": entry_filter.most,
    }
