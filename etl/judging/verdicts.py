"""Puts a verdict together from what the judges of a table found."""

import polars as pl

from etl.judging.against import Compared
from etl.judging.case import MARKS, Verdict, schema
from etl.judging.faults import REASONS


def verdict(
    table: str,
    compared: Compared,
    good: pl.DataFrame,
    held: pl.DataFrame,
    *,
    restored: pl.DataFrame | None = None,
    withdrawn: pl.DataFrame | None = None,
) -> Verdict:
    """Return the verdict on a table: `good` and `held` are judged candidates, conflicts are held besides."""
    columns = [*schema(table), *MARKS]
    return Verdict(
        fresh=good.select(columns),
        changed=compared.changed,
        same=compared.same,
        held=pl.concat([compared.conflicts.select(*columns, "reasons"), held.select(*columns, "reasons")]),
        restored=compared.open.clear() if restored is None else restored.select(columns),
        withdrawn=none_withdrawn(table) if withdrawn is None else withdrawn.select(*schema(table), "reasons"),
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
