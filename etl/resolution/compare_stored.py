"""Compares candidates with what is loaded under their keys, and puts together what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.resolution.case import MARKS, Case, Resolution, empty, schema
from etl.resolution.faults import REASONS, Fault, split
from etl.table import Column
from graph.words.expressions import write_reason


@dataclass(frozen=True)
class Compared:
    """Candidates of one table: `open` have a key that is not loaded and are judged further."""

    open: pl.DataFrame
    same: pl.DataFrame
    changed: pl.DataFrame
    conflicts: pl.DataFrame


def compare_stored(table: str, case: Case, more: Sequence[Fault] = ()) -> Compared:
    """Split the candidates of a table by what is loaded under their keys (loading.md: two rows for one key).

    `more`: what else makes a candidate a conflict.
    """
    candidates = case.candidates.get(table, empty(table))
    stored = case.stored.rows.get(table)
    nothing = candidates.clear()
    if stored is None or stored.is_empty() or candidates.is_empty():
        return Compared(candidates, nothing, nothing, nothing.with_columns(reasons=pl.lit(None, REASONS)))
    contract, key = TABLES[table], list(TABLES[table].payload_key)
    rest = [c for c in contract.columns if c.kept and c.name not in key]
    old = stored.select(*key, *[pl.col(c.name).alias(f"old_{c.name}") for c in rest], loaded=pl.lit(1))
    both = candidates.join(old, on=key, how="left", maintain_order="left", nulls_equal=True)
    found = pl.col("loaded").is_not_null()
    faults = [Fault(_contradicts(c), _conflict(table, c.name)) for c in rest if not c.replaces]
    keep = candidates.columns
    agreed, conflicts = split(both.filter(found), [*faults, *more])
    # What differs and is no conflict replaces the loaded value.
    new = pl.any_horizontal([_differs(c.name) for c in rest]) if rest else pl.lit(False)
    return Compared(
        both.filter(~found).select(keep),
        agreed.filter(~new).select(keep),
        agreed.filter(new).select(keep),
        conflicts.select(*keep, "reasons"),
    )


def _differs(column: str) -> pl.Expr:
    return pl.col(column).ne_missing(pl.col(f"old_{column}"))


def _contradicts(column: Column) -> pl.Expr:
    differs = _differs(column.name)
    return differs & pl.col(f"old_{column.name}").is_not_null() if column.fills else differs


def _conflict(table: str, column: str) -> pl.Expr:
    reason = "row_sponsor_differs" if table == "members" and column == "sponsor_id" else "row_differs"
    return write_reason(reason, column=column, cell=shown(column), loaded=shown(f"old_{column}"))


def shown(column: str) -> pl.Expr:
    """Return a cell as a reason repeats it: a text, "" where it is empty."""
    return pl.col(column).cast(pl.String).fill_null("")


def resolution(
    table: str,
    compared: Compared,
    good: pl.DataFrame,
    held: pl.DataFrame,
    *,
    restored: pl.DataFrame | None = None,
    withdrawn: pl.DataFrame | None = None,
    revised: pl.DataFrame | None = None,
) -> Resolution:
    """Return what becomes of a table: `good` and `held` are candidates, conflicts are held besides."""
    columns = [*schema(table), *MARKS]
    nothing = pl.DataFrame(schema=schema(table))
    return Resolution(
        fresh=good.select(columns),
        changed=compared.changed,
        same=compared.same,
        held=pl.concat([compared.conflicts.select(*columns, "reasons"), held.select(*columns, "reasons")]),
        restored=compared.open.clear() if restored is None else restored.select(columns),
        withdrawn=none_withdrawn(table) if withdrawn is None else withdrawn.select(*schema(table), "reasons"),
        revised=nothing if revised is None else revised.select(*schema(table)),
    )


def none_withdrawn(table: str) -> pl.DataFrame:
    """Return a frame of withdrawn rows without rows."""
    return pl.DataFrame(schema={**schema(table), "reasons": REASONS})


def without_stored(table_key: list[str], rows: pl.DataFrame, stored: pl.DataFrame | None) -> pl.DataFrame:
    """Return the rows whose keys are not among the withdrawn nodes given (None: there are none)."""
    return rows if stored is None else rows.join(stored, on=table_key, how="anti", maintain_order="left")


def among_stored(table_key: list[str], rows: pl.DataFrame, stored: pl.DataFrame | None) -> pl.DataFrame:
    """Return the rows whose keys are among the withdrawn nodes given."""
    return rows.clear() if stored is None else rows.join(stored, on=table_key, how="semi")
