"""Makes one row of ours of the rows of theirs that agree in the columns of `group_by`."""

import polars as pl

from etl.mapping import TableMapping, Value
from etl.reading.source import THEIRS
from etl.reading.values import NUMBER, as_it_stands, number_text
from etl.table import Table
from etl.validation.duplicates import places
from etl.validation.rows import FAULT
from graph.words.expressions import write_reason

_GROUP = "of the group: "  # prefix of what a group has, beside the cells of its rows
_SHOWN = 5  # cells of a sum that a reason repeats


def group_rows(rows: pl.LazyFrame, table: Table, spec: TableMapping) -> pl.LazyFrame:
    """Return a row per group: file, its first row, our cells, and FAULT.

    `rows` have their columns, our cells as texts, and NUMBER + ours. A group whose rows differ in a column
    of which the first is taken stays apart, row by row, with a FAULT: nobody but the company knows whether
    these are several orders. An empty cell differs from nothing, so that an order may be filled in its
    first row only. Names, channels and categories replace each other (etl.contract), so they may differ.
    """
    by = [THEIRS + name for name in spec.group_by]
    firsts = [ours for ours, value in spec.columns.items() if value.take == "first"]
    strict = [ours for ours in firsts if spec.columns[ours].column and not table[ours].replaces]
    taken = {ours: _take(ours, value, table[ours].kind) for ours, value in spec.columns.items()}
    names = {ours: f"{ours} {spec.columns[ours].theirs}" for ours in strict}
    groups = rows.group_by(by).agg(
        pl.col("file").first(),
        pl.col("row").min(),
        *(cell.alias(ours) for ours, cell in taken.items()),
        *((pl.col(ours).drop_nulls().n_unique() > 1).alias(_GROUP + ours) for ours in strict),
    )
    different = [pl.when(pl.col(_GROUP + ours)).then(pl.lit(name)) for ours, name in names.items()]
    columns = pl.concat_list(different).list.drop_nulls() if strict else pl.lit([], pl.List(pl.String))
    named = groups.with_columns(columns.alias(_GROUP))
    agreeing = named.filter(pl.col(_GROUP).list.len() == 0).select(
        "file", "row", *taken, pl.lit(None, pl.String).alias(FAULT)
    )
    others = named.filter(pl.col(_GROUP).list.len() > 0).select(
        *by, _GROUP, *(pl.col(o).alias(_GROUP + o) for o in firsts)
    )
    words = write_reason(
        "row_group_differs",
        rows=places(pl.col("row").sort().over(by, mapping_strategy="join")),
        by=spec.group_by,
        columns=pl.col(_GROUP),
    )
    own = [pl.coalesce(ours, _GROUP + ours).alias(ours) if ours in firsts else pl.col(ours) for ours in taken]
    apart = rows.join(others, on=by, nulls_equal=True).select("file", "row", *own, words.alias(FAULT))
    return pl.concat([agreeing, apart]).sort("row")


def _take(ours: str, value: Value, kind: str) -> pl.Expr:
    """Return the cell of a group: a cell that cannot be read is told, never left out of a sum."""
    text, typed = pl.col(ours), pl.col(NUMBER + ours)
    match value.take:
        case "first":
            return text.sort_by("row").drop_nulls().first()
        case "earliest":
            whole = typed.min()
        case "latest":
            whole = typed.max()
        case "sum":
            whole = typed.sum()
    unread = typed.is_null() & text.is_not_null()
    cells = as_it_stands(value).sort_by("row").drop_nulls()
    more = pl.when(cells.len() > _SHOWN).then(pl.lit(" + …")).otherwise(pl.lit(""))
    stand = cells.head(_SHOWN).str.join(" + ") + more
    read = pl.when(typed.is_not_null().any()).then(number_text(whole, value, kind, stand))
    return pl.when(unread.any()).then(text.filter(unread).first()).otherwise(read)
