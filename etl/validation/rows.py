"""Checks the rows of one table by themselves: what can be said without any other table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from etl.by_need import only_where
from etl.compact import compact
from etl.contract import PLACES, TABLES
from etl.payload import canonical, keys, payloads, shortened, to_json
from etl.table import Column, Table
from etl.validation.cells import CALLED, VALUE, Rule, called, text_of, typed
from etl.validation.duplicates import resolve_repeats
from etl.validation.rules import row_rules
from graph.plan import first_plan
from graph.words.expressions import write_reason

FAULT = "fault"
"""The reason why a row is wrong as it was read (null: none): its cells alone do not show it.

It is kept with the payload, so that the row stays in the quarantine when it is checked again."""
AMOUNT = "amount"
"""The column of money, in all tables that have one."""
_BROKEN = "_broken"
_BAD = ("file", "row", "key", "payload", "reasons")


@dataclass(frozen=True)
class Checked:
    """The rows of one table, checked.

    `good`: the contract's columns, typed (ids, texts, days and choices String, null for empty; times
    Int64 microseconds since 1970 UTC; money Int64 minor units; quantity, line_no and rank Int64), then
    file (String) and row (Int64, the header is row 1). One row per key.
    `bad`: file, row, key (key cells joined by a blank), payload (JSON text of column -> text cell, empty
    cells left out, oversized ones cut, and FAULT), reasons (List of String, see
    graph.words.expressions). One row per payload.
    `rows`: how many were delivered, repeats among them. `total`: what their amounts add up to in minor units,
    as far as they can be read.
    """

    table: str
    good: pl.DataFrame
    bad: pl.DataFrame
    rows: int = 0
    total: int = 0


def check_rows(table: str, text: pl.DataFrame, ranks: Sequence[str] | None = None) -> Checked:
    """Check the rows of a table: `text` has file, row and the table's columns as String.

    Columns that are absent are empty, columns the contract does not know are ignored; null and "" are
    both empty; FAULT may be there, too. Also checks quarantined payloads again. `ranks`: the ids of the
    plan's, the lowest first; None: those of the plan that holds where none was ever named.
    """
    known = TABLES[table]
    if known.ranked:
        known = known.with_ranks(first_plan().rank_ids if ranks is None else ranks)
    return check_lazily(known, text.lazy(), [])


def check_lazily(
    table: Table, text: pl.LazyFrame, overlong: Sequence[int], theirs: Mapping[str, str] | None = None
) -> Checked:
    """Check rows that are read while they are checked; `overlong` are the rows with too many cells.

    Times and amounts may have values beside them (VALUE + column), and a text only where there is none.

    A table of ranks knows the plan's (Table.with_ranks). `theirs`: by column of ours, what a mapped delivery
    calls it.
    """
    names = _called(table, theirs or {})
    rules = [*row_rules(table), Rule(pl.col(FAULT).is_not_null(), pl.col(FAULT))]
    there = set(text.collect_schema().names())
    given = [column for column in table.columns if VALUE + column.name in there]
    checked = (
        text.select(
            *_places(), *_texts(table, text), *(VALUE + one.name for one in given), _fault(text, overlong)
        )
        .with_columns(
            _typed_beside(column) if column in given else typed(column).alias(VALUE + column.name)
            for column in table.columns
        )
        .with_columns(pl.any_horizontal(rule.broken for rule in rules).alias(_BROKEN))
    )
    # The values replace the texts at once, so that ten million rows are never held as text.
    values = [pl.col(VALUE + name).alias(name) for name in table.names]
    good_rows = checked.filter(~pl.col(_BROKEN)).select(*values, *PLACES)
    kept_key = [shortened(pl.col(name)) for name in table.key]
    bad_rows = (
        checked.filter(_BROKEN)
        .with_columns(
            *names, *(pl.coalesce(one.name, canonical(one, pl.col(VALUE + one.name))) for one in given)
        )
        .select(
            *PLACES,
            pl.concat_str(kept_key, separator=" ", ignore_nulls=True).alias("key"),
            to_json((*table.names, FAULT), shortened).alias("payload"),
            pl.concat_list(pl.when(rule.broken).then(rule.reason) for rule in rules)
            .list.drop_nulls()
            .alias("reasons"),
            *(pl.col(VALUE + name) for name in dict.fromkeys((*table.payload_key, *_amounts(table)))),
        )
    )
    # Without projection pushdown, as Polars overlooks rows with too many cells in columns it does not read.
    good, bad = pl.collect_all(
        [good_rows, bad_rows], engine="streaming", optimizations=pl.QueryOptFlags(projection_pushdown=False)
    )
    good = compact(good)
    keyed = _check_keys(table, good, bad.unique("payload", keep="first", maintain_order=True), names)
    sums = [
        frame.select(pl.col(column).cast(pl.Int128).sum()).item()
        for frame, prefix in ((good, ""), (bad, VALUE))
        for column in (prefix + name for name in _amounts(table))
    ]
    return replace(keyed, rows=len(good) + len(bad), total=sum(sums))


def _typed_beside(column: Column) -> pl.Expr:
    """Return the value that stands beside a text, else what is made of the text."""
    name, text = VALUE + column.name, pl.col(column.name)
    return pl.coalesce(name, only_where([column.name], text.is_not_null(), typed(column), pl.Int64))


def _amounts(table: Table) -> list[str]:
    return [AMOUNT] if AMOUNT in table.names else []


def _called(table: Table, theirs: Mapping[str, str]) -> list[pl.Expr]:
    said = {name: f"{name} {theirs[name]}" if name in theirs else name for name in table.names}
    return [pl.lit(value).alias(CALLED + name) for name, value in said.items()]


def _check_keys(table: Table, good: pl.DataFrame, bad: pl.DataFrame, names: list[pl.Expr]) -> Checked:
    key = list(table.payload_key)
    typed_key = bad.select(*(pl.col(VALUE + name).alias(name) for name in key), "row")
    keep, conflicts = resolve_repeats(good, typed_key, key, table.revision)
    conflicts = conflicts.with_columns(names).select(*key, _repeated(table.key).alias("told"))
    rivals = good.filter(~keep).join(conflicts, on=key, how="inner", maintain_order="left", nulls_equal=True)
    rivals = rivals.unique([*table.names], keep="first", maintain_order=True)
    rival_rows = rivals.select(
        *PLACES,
        keys(table.name, rivals),
        payloads(table.name, rivals),
        pl.concat_list("told").alias("reasons"),
    )
    named = bad.join(conflicts, left_on=[VALUE + n for n in key], right_on=key, how="left", nulls_equal=True)
    named = named.with_columns(
        pl.when(pl.col("told").is_null()).then("reasons").otherwise(pl.concat_list("reasons", "told"))
    )
    all_bad = pl.concat([named.select(_BAD), rival_rows.select(_BAD)]).sort(
        "file", "row", maintain_order=True
    )
    return Checked(table.name, good.filter(keep), all_bad)


def _repeated(key: Sequence[str]) -> pl.Expr:
    if len(key) == 1:
        return write_reason("row_repeated", column=called(key[0]), rows=pl.col("rows"))
    columns = pl.concat_list(called(name) for name in key)
    return write_reason("row_repeated_together", columns=columns, rows=pl.col("rows"))


def _places() -> tuple[pl.Expr, pl.Expr]:
    return pl.col("file").cast(pl.String), pl.col("row").cast(pl.Int64)


def _texts(table: Table, text: pl.LazyFrame) -> list[pl.Expr]:
    there = set(text.collect_schema().names())
    empty = pl.lit(None, dtype=pl.String)
    return [
        (text_of(column) if column.name in there else empty).alias(column.name) for column in table.columns
    ]


def _fault(text: pl.LazyFrame, overlong: Sequence[int]) -> pl.Expr:
    """Return FAULT: as it was read, or that the row has too many cells."""
    there = FAULT in text.collect_schema().names()
    read = pl.when(pl.col(FAULT) != "").then(FAULT) if there else pl.lit(None, dtype=pl.String)
    too_many = pl.when(pl.col("row").is_in(list(overlong))).then(write_reason("row_too_many_cells"))
    return (pl.coalesce(read, too_many) if overlong else read).alias(FAULT)
