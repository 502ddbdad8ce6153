"""What is judged, and what comes out: plain tables in, plain tables out, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from etl.contract import TABLES
from etl.table import Table

Frames = Mapping[str, pl.DataFrame]
MARKS = {"file": pl.String, "row": pl.Int64, "qid": pl.String}
"""What every candidate carries beside its columns: its place, and its id in the quarantine (null: new)."""


@dataclass(frozen=True)
class Stored:
    """What the database holds of everything the candidates touch.

    `rows`: by table, rows with the columns of the contract: those with the key of a candidate; for orders,
    order_lines and refunds all that belong to an order which a candidate names; all sponsor_corrections
    where they are judged. members have `depth` besides. `ids`: by table, frames of id, at (joined) and
    depth of further ids that candidates refer to. `withdrawn`: by table, frames of key of candidates
    that exist as withdrawn nodes. `similar`: by table, frames of id of loaded rows whose ids are similar to
    one that is unknown (etl.resolution.similar). `parents`: member_id, sponsor_id (as first loaded) of all
    members, empty unless corrections are judged.
    """

    rows: Frames = field(default_factory=dict)
    ids: Frames = field(default_factory=dict)
    withdrawn: Frames = field(default_factory=dict)
    similar: Frames = field(default_factory=dict)
    parents: pl.DataFrame = field(default_factory=lambda: empty("members").select("member_id", "sponsor_id"))


@dataclass(frozen=True)
class Case:
    """One judging: candidates, rows that are bad in themselves, and what the database holds.

    `candidates`: by table, the columns of the contract and MARKS, one row per key and revision. `bad`: by
    table, qid, table, key, payload, reasons, file, row. `currency`: the plan's; None: any will do.
    """

    candidates: Frames
    bad: Frames
    stored: Stored
    currency: str | None = None


@dataclass(frozen=True)
class Resolution:
    """What becomes of one table.

    `fresh`: candidates to be created (members with `depth`, orders and customers as they are).
    `restored`: candidates whose node exists and is withdrawn. `changed`: candidates whose name, channel or
    category replaces a loaded one, or whose received_at one that was empty. `same`: candidates that are
    loaded just so, or in a later revision. `held`: candidates that wait, with `reasons` (List of String).
    `withdrawn`: loaded rows that no longer stand, with `reasons`. `revised`: loaded orders of which a later
    revision has come, with their lines and those of their refunds that stand beside it (these are among
    `restored`, too). All have the columns of the contract, all but `withdrawn` and `revised` the MARKS.
    """

    fresh: pl.DataFrame
    changed: pl.DataFrame
    same: pl.DataFrame
    held: pl.DataFrame
    restored: pl.DataFrame
    withdrawn: pl.DataFrame
    revised: pl.DataFrame


def schema(table: str) -> dict[str, type[pl.DataType]]:
    """Return the types of the contract's columns of a table: String or Int64."""
    whole = {"time", "money", "quantity", "number", "rank"}
    return {c.name: pl.Int64 if c.kind in whole else pl.String for c in TABLES[table].columns}


def empty(table: str) -> pl.DataFrame:
    """Return a frame of candidates without rows."""
    return pl.DataFrame(schema={**schema(table), **MARKS})


def key_of(table: Table) -> list[str]:
    """Return the key columns as a list, as Polars takes it."""
    return list(table.key)
