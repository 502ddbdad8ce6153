"""What a load did, in numbers."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.resolution import Resolution
from etl.validation import Checked
from graph.i18n.message import Message


@dataclass(frozen=True)
class Counts:
    """Rows of one table.

    Of the delivery's own: `loaded`, `changed` (a name, channel or category that was replaced), `unchanged`,
    `quarantined`. Besides: `woken`, rows that had waited and are loaded now, and `withdrawn`, loaded rows
    that went back to the quarantine.
    """

    loaded: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    woken: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class LoadSummary:
    """What a load did: counts per table, notices in words, and the rows in the quarantine after it."""

    delivery: str
    tables: Mapping[str, Counts]
    notices: tuple[Message, ...]
    waiting: int

    @property
    def quarantined(self) -> int:
        """The rows of this delivery that are not loaded."""
        return sum(counts.quarantined for counts in self.tables.values())

    @property
    def changes_facts(self) -> bool:
        """Whether the graph holds other facts than before."""
        return any(one.loaded or one.changed or one.woken or one.withdrawn for one in self.tables.values())

    def as_json(self) -> dict[str, object]:
        """Return the summary as plain values for JSON."""
        return {**dataclasses.asdict(self), "notices": [str(notice) for notice in self.notices]}


def count_tables(
    resolutions: Mapping[str, Resolution], delivered: Mapping[str, Checked]
) -> dict[str, Counts]:
    """Return the counts of every table that was delivered, or of which waiting or loaded rows moved."""
    found: dict[str, Counts] = {}
    for table in TABLES:
        resolution = resolutions[table]
        bad = len(delivered[table].bad) if table in delivered else 0
        counts = Counts(
            loaded=_new(resolution.fresh) + _new(resolution.restored),
            changed=_new(resolution.changed),
            unchanged=_new(resolution.same),
            quarantined=_new(resolution.held) + bad,
            woken=_old(resolution.fresh) + _old(resolution.restored),
            withdrawn=len(resolution.withdrawn),
        )
        if table in delivered or counts != Counts():
            found[table] = counts
    return found


def facts_after(resolutions: Mapping[str, Resolution], before: Mapping[str, int]) -> dict[str, int]:
    """Return how many facts of each table there must be when all is loaded; `before`: how many there are."""
    return {
        table: before[table] + len(one.fresh) + len(one.restored) - len(one.withdrawn) - len(one.revised)
        for table, one in resolutions.items()
    }


def _new(frame: pl.DataFrame) -> int:
    """Return how many rows are of the delivery: not waiting ones, nor loaded ones that are judged anew."""
    return len(frame.filter(pl.col("qid").is_null() & (pl.col("file") != "")))


def _old(frame: pl.DataFrame) -> int:
    return len(frame) - frame["qid"].null_count()
