"""Work that few rows need: it is only done for the batches of a file in which one of them does.

Polars evaluates both sides of a condition for all rows. What takes long (regular expressions, times in other
formats) is therefore left out for a batch whose cells are all as they should be, which is nearly every one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

_CELL = "cell"
CELL = pl.col(_CELL)
"""The cell of a batch."""
_TIME = pl.Datetime("us")


@dataclass(frozen=True)
class Change:
    """What becomes of a text where it is `needed`; both are expressions of CELL, null is no need."""

    needed: pl.Expr
    changed: pl.Expr


def changed(text: pl.Expr, changes: Sequence[Change]) -> pl.Expr:
    """Return a text after changes, one after the other."""
    if not changes:
        return text
    return text.map_batches(partial(change, changes=changes), return_dtype=pl.String, is_elementwise=True)


def change(cells: pl.Series, changes: Sequence[Change]) -> pl.Series:
    """Return the cells of a batch after changes."""
    for one in changes:
        frame = cells.to_frame(_CELL)
        which = frame.select(one.needed).to_series()
        if which.any():
            cells = frame.select(pl.when(which).then(one.changed).otherwise(CELL)).to_series()
    return cells


def only_where(columns: Sequence[str], needed: pl.Expr, value: pl.Expr, kind: type[pl.DataType]) -> pl.Expr:
    """Return a value (of the kind) of the columns where it is needed, else null."""

    def batch(rows: pl.Series) -> pl.Series:
        frame = rows.struct.unnest()
        which = frame.select(needed.fill_null(value=False)).to_series()
        if not which.any():
            return pl.repeat(None, len(frame), dtype=kind, eager=True)
        return frame.select(pl.when(which).then(value)).to_series()

    return pl.struct(columns).map_batches(batch, return_dtype=kind, is_elementwise=True)


def first_read(text: pl.Expr, readers: Sequence[Callable[[pl.Expr], pl.Expr]]) -> pl.Expr:
    """Return the time (Datetime in microseconds) that the first reader that can makes of a text."""

    def batch(cells: pl.Series) -> pl.Series:
        frame = cells.to_frame(_CELL)
        times = frame.select(readers[0](CELL).cast(_TIME)).to_series()
        for reader in readers[1:]:
            if times.null_count() == cells.null_count():
                return times
            more = frame.select(reader(CELL).cast(_TIME)).to_series()
            times = times.to_frame("time").select(pl.coalesce("time", more)).to_series()
        return times

    if len(readers) == 1:
        return readers[0](text).cast(_TIME)
    return text.map_batches(batch, return_dtype=_TIME, is_elementwise=True)
