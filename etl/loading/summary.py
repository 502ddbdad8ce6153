"""What a load did, in numbers."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.resolution import Resolution
from etl.validation import Checked
from graph.i18n.message import Message
from graph.words.reasons import Reason, of_text


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
class WhyHeld:
    """Rows of a table that wait for one reason: how many, and the reason and place of the first."""

    table: str
    rows: int
    first: Reason
    file: str
    row: int

    def as_json(self) -> dict[str, object]:
        """Return it as plain values for JSON."""
        return {
            "table": self.table,
            "rows": self.rows,
            "reason": self.first.id,
            "values": dict(self.first.values),
            "file": self.file,
            "row": self.row,
        }


@dataclass(frozen=True)
class LoadSummary:
    """What a load did, or would do.

    Counts per table, notices in words, the rows in the quarantine after it (of a trial: before it), and why
    rows of the delivery wait, most first.
    """

    delivery: str
    tables: Mapping[str, Counts]
    notices: tuple[Message, ...]
    waiting: int
    reasons: tuple[WhyHeld, ...] = ()

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
        return {
            "delivery": self.delivery,
            "tables": {table: dataclasses.asdict(counts) for table, counts in self.tables.items()},
            "notices": [str(notice) for notice in self.notices],
            "waiting": self.waiting,
            "reasons": [why.as_json() for why in self.reasons],
        }


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


def why_held(resolutions: Mapping[str, Resolution], delivered: Mapping[str, Checked]) -> tuple[WhyHeld, ...]:
    """Return why rows of a delivery wait, alike reasons together, most rows first."""
    held = [
        why
        for table, resolution in resolutions.items()
        for why in _reasons_of(table, resolution.held.filter(pl.col("qid").is_null()), delivered.get(table))
    ]
    return tuple(sorted(held, key=lambda why: -why.rows))


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


def _reasons_of(table: str, held: pl.DataFrame, checked: Checked | None) -> list[WhyHeld]:
    """Return the reasons of a table, alike ones together: those of one sentence about one column."""
    frames = [held.select("file", "row", "reasons")]
    frames += [checked.bad.select("file", "row", "reasons")] if checked is not None else []
    each = pl.concat(frames).explode("reasons").drop_nulls("reasons").sort("file", "row")
    alike = [pl.col("reasons").str.json_path_match(path) for path in ("$.id", "$.values.column")]
    groups = (
        each.with_columns(alike[0].alias("id"), alike[1].fill_null("").alias("column"))
        .group_by("id", "column", maintain_order=True)
        .agg(pl.len(), pl.col("reasons", "file", "row").first())
    )
    return [
        WhyHeld(table, row["len"], of_text(row["reasons"]), row["file"], row["row"])
        for row in groups.iter_rows(named=True)
    ]
