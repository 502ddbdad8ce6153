"""References: which ids of a table stand, which wait, and what is said of a row that refers to them."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.resolution.case import Case
from etl.resolution.faults import Fault
from etl.resolution.similar import with_similar
from graph.words.expressions import Filled, write_reason

_ENTRY = {"id": pl.String, "stands": pl.Boolean, "at": pl.Int64, "depth": pl.Int64}
AT = {"members": "joined_at", "customers": "joined_at", "orders": "paid_at"}
"""The column with the time from which on there is a row of a table."""
_COLUMNS = {"buyer_id": ("stands", "at"), "sponsor_id": ("stands", "depth")}


@dataclass(frozen=True)
class Directory:
    """Everything that can be referred to: by table, one row per id with stands (else it waits), at, depth."""

    entries: Mapping[str, pl.DataFrame]

    def having(self, table: str, entries: pl.DataFrame) -> "Directory":
        """Return a directory that knows one more table."""
        return Directory({**self.entries, table: entries})


def entries(
    table: str, case: Case, standing: list[pl.DataFrame], waiting: list[pl.DataFrame]
) -> pl.DataFrame:
    """Return the entries of a table: loaded and `standing` rows stand, `waiting` and bad ones wait."""
    good = [_entry(table, frame, stands=True) for frame in standing]
    stored = case.stored.rows.get(table)
    if stored is not None:
        good.append(_entry(table, stored, stands=True))
    if (ids := case.stored.ids.get(table)) is not None:
        good.append(ids.select("id", pl.lit(value=True).alias("stands"), "at", "depth"))
    held = [_entry(table, frame, stands=False) for frame in waiting]
    bad = case.bad.get(table)
    if bad is not None and len(TABLES[table].key) == 1:
        held.append(_entry(table, bad.rename({"key": TABLES[table].key[0]}), stands=False))
    # What stands goes before what waits. Rows that stand have distinct keys, so only the others are thinned.
    standing_ids = pl.concat([pl.DataFrame(schema=_ENTRY), *good])
    waiting_ids = pl.concat([pl.DataFrame(schema=_ENTRY), *held]).unique("id")
    known = pl.concat([standing_ids, waiting_ids.join(standing_ids, on="id", how="anti")])
    if (similar := case.stored.similar.get(table)) is None:
        return known
    others = similar.join(known, on="id", how="anti").with_columns(stands=pl.lit(value=True))
    return pl.concat([known, others], how="diagonal")


def _entry(table: str, frame: pl.DataFrame, *, stands: bool) -> pl.DataFrame:
    at, depth = AT.get(table, ""), "depth"
    return frame.select(
        pl.col(TABLES[table].key[0]).alias("id"),
        pl.lit(stands).alias("stands"),
        (pl.col(at) if at in frame.columns else pl.lit(None, pl.Int64)).alias("at"),
        (pl.col(depth) if depth in frame.columns else pl.lit(None, pl.Int64)).alias("depth"),
    ).filter(pl.col("id").is_not_null())


def look_up(
    frame: pl.DataFrame, column: str, targets: pl.DataFrame, columns: tuple[str, ...] = ("stands",)
) -> pl.DataFrame:
    """Return the frame with `COLUMN.stands` and the like (`columns`) of the id in a column.

    Of unknown ids, it has what is similar (etl.resolution.similar).
    """
    renamed = targets.select("id", *[pl.col(name).alias(f"{column}.{name}") for name in columns])
    known = frame.join(renamed, left_on=column, right_on="id", how="left", maintain_order="left")
    return with_similar(known, column, targets)


def reference_faults(table: str, column: str) -> list[Fault]:
    """Return the faults of a reference whose column was looked up: unknown, or itself waiting."""
    stands, given = pl.col(f"{column}.stands"), pl.col(column).is_not_null()
    similar, unknown = pl.col(f"{column}.similar"), given & stands.is_null()
    kinds = [TABLES[name].singular for name in TABLES[table][column].references]
    kind = kinds[0] if len(kinds) == 1 else kinds
    about: dict[str, Filled] = {"column": column, "kind": kind, "id": pl.col(column)}
    but: dict[str, Filled] = {"similar": similar, "difference": pl.col(f"{column}.difference")}
    return [
        Fault(unknown & similar.is_null(), write_reason("row_unknown", **about)),
        Fault(unknown & similar.is_not_null(), write_reason("row_unknown_but_similar", **about, **but)),
        Fault(given & ~stands, write_reason("row_waits", **about)),
    ]


def resolve_references(
    table: str, frame: pl.DataFrame, directory: Directory
) -> tuple[pl.DataFrame, list[Fault]]:
    """Look up all references of a table; return the widened frame and the faults to split it by."""
    faults: list[Fault] = []
    for column in TABLES[table].columns:
        if column.references:
            targets = [directory.entries[name] for name in column.references]
            joined = targets[0] if len(targets) == 1 else either(targets)
            frame = look_up(frame, column.name, joined, _COLUMNS.get(column.name, ("stands",)))
            faults += reference_faults(table, column.name)
    return frame, faults


def either(tables: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the entries of several tables as one; what stands in one of them stands."""
    return pl.concat(tables).sort("stands", descending=True, maintain_order=True).unique("id", keep="first")
