"""Two rows for one key within a delivery: identical repeats are one row, others wait in quarantine."""

from collections.abc import Sequence

import polars as pl

_HASH = "_hash"
_INDEX = "_index"
_TOLD = 5  # rows that a reason names


def resolve_repeats(
    good: pl.DataFrame, bad: pl.DataFrame, key: Sequence[str], may_be_empty: str = ""
) -> tuple[pl.Series, pl.DataFrame]:
    """Find the keys that have two payloads, and repeats of good rows.

    `may_be_empty`: the column of the key whose empty cell is a value of its own. `bad` has the typed key
    columns (null where unparsable) and row. Returns which good rows to keep (Boolean, in their order) and a
    frame of the keys in conflict: the key columns and `rows`, the places as text such as "2, 7". Rows that
    are bad by themselves count as a payload of their key.
    """
    whole = bad.drop_nulls([name for name in key if name != may_be_empty])
    suspects = _repeated(pl.concat([_hashes(good, key), _hashes(whole, key)]))
    if suspects.is_empty():
        return pl.repeat(value=True, n=good.height, dtype=pl.Boolean, eager=True), _no_conflicts(good, key)
    few = good.with_row_index(_INDEX).filter(_hashes(good, key).is_in(suspects.implode()))
    few_bad = whole.filter(_hashes(whole, key).is_in(suspects.implode()))
    values = [name for name in good.columns if name not in ("file", "row")]
    distinct = few.unique(values, keep="first", maintain_order=True)
    conflicts = (
        pl.concat([distinct.select(*key, "row"), few_bad.select(*key, "row")])
        .group_by(key, maintain_order=True)
        .agg(pl.col("row").sort())
        .filter(pl.col("row").list.len() > 1)
        .with_columns(places(pl.col("row")).alias("rows"))
        .select(*key, "rows")
    )
    alone = distinct.join(conflicts, on=list(key), how="anti", nulls_equal=True)
    dropped = few.filter(~pl.col(_INDEX).is_in(alone[_INDEX].implode()))[_INDEX].cast(pl.Int64)
    every = pl.int_range(good.height, eager=True)
    return ~every.is_in(dropped.implode()), conflicts


def _hashes(frame: pl.DataFrame, key: Sequence[str]) -> pl.Series:
    return frame.select(pl.struct(key).hash().alias(_HASH)).to_series()


def _repeated(hashes: pl.Series) -> pl.Series:
    """Return the hashes that occur twice; sorting needs a tenth of the time and memory of grouping."""
    ordered = hashes.sort()
    return ordered.filter(ordered == ordered.shift(1)).unique()


def _no_conflicts(good: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    return good.clear().select(*key, pl.lit("").alias("rows"))


def places(rows: pl.Expr) -> pl.Expr:
    """Return a list of row numbers as a reason names them: "2, 7", the first few of many."""
    shown = rows.list.head(_TOLD).cast(pl.List(pl.String)).list.join(", ")
    return pl.when(rows.list.len() > _TOLD).then(shown + ", …").otherwise(shown)
