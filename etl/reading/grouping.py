"""Makes one row of ours of the rows of theirs that agree in the columns of `group_by`."""

import polars as pl

from etl.contract import PLACES
from etl.mapping import TableMapping
from etl.mapping.values import Value
from etl.reading.source import THEIRS
from etl.reading.values import NUMBER, as_it_stands, number_text
from etl.table import Table
from etl.validation.duplicates import places
from etl.validation.rows import FAULT
from graph.words.expressions import write_reason

_GROUP = "of the group: "  # prefix of what a group has, beside the cells of its rows
_PLACE = list(PLACES)
_SHOWN = 5  # cells of a sum that a reason repeats


def group_rows(rows: pl.LazyFrame, table: Table, spec: TableMapping) -> pl.LazyFrame:
    """Return a row per group: file, its first row, our cells, and FAULT.

    `rows` have their columns, our cells as texts, NUMBER + ours, and FAULT. A group whose rows differ in a
    column of which the first is taken stays apart, row by row, with a FAULT: nobody but the company knows
    whether these are several orders. An empty cell differs from nothing, so that an order may be filled in
    its first row only. Names, channels and categories replace each other (etl.contract), so they may differ.
    """
    named_by = list(table.key) if spec.distinct else list(spec.group_by)
    by = named_by if spec.distinct else [THEIRS + name for name in named_by]
    firsts = [ours for ours, value in spec.columns.items() if value.take == "first" and ours not in by]
    strict = [ours for ours in firsts if spec.columns[ours].read and not table[ours].replaces]
    others = {ours: value for ours, value in spec.columns.items() if ours not in by}
    taken = {ours: _take(ours, value, table[ours].kind) for ours, value in others.items()}
    own_by = [name for name in by if spec.distinct]
    names = {ours: f"{ours} {spec.columns[ours].theirs}" for ours in strict}
    # What has no key agrees with nothing: it is left as it is, for the contract to refuse row by row.
    keyless = rows.filter(pl.any_horizontal(pl.col(own_by).is_null())) if own_by else rows.clear()
    keyed = rows.filter(pl.all_horizontal(pl.col(own_by).is_not_null())) if own_by else rows
    groups = keyed.group_by(by).agg(
        *(pl.col(name).sort_by(_PLACE).first() for name in _PLACE),
        pl.col(FAULT).sort_by(_PLACE).drop_nulls().first(),
        *(cell.alias(ours) for ours, cell in taken.items()),
        *((pl.col(ours).drop_nulls().n_unique() > 1).alias(_GROUP + ours) for ours in strict),
    )
    different = [pl.when(pl.col(_GROUP + ours)).then(pl.lit(name)) for ours, name in names.items()]
    columns = pl.concat_list(different).list.drop_nulls() if strict else pl.lit([], pl.List(pl.String))
    named = groups.with_columns(columns.alias(_GROUP))
    agreeing = named.filter(pl.col(_GROUP).list.len() == 0).select(*_PLACE, *own_by, *taken, FAULT)
    different_rows = named.filter(pl.col(_GROUP).list.len() > 0).select(
        *by, _GROUP, *(pl.col(o).alias(_GROUP + o) for o in firsts)
    )
    words = write_reason(
        "row_group_differs",
        rows=places(pl.col("row").sort_by(_PLACE).over(by, mapping_strategy="join")),
        by=named_by,
        columns=pl.col(_GROUP),
    )
    own = [pl.coalesce(ours, _GROUP + ours).alias(ours) if ours in firsts else pl.col(ours) for ours in taken]
    apart = rows.join(different_rows, on=by, nulls_equal=True).select(
        *_PLACE, *own_by, *own, pl.coalesce(FAULT, words).alias(FAULT)
    )
    columns_of = [*_PLACE, *own_by, *taken, FAULT]
    return pl.concat([agreeing, apart, keyless.select(columns_of)]).sort(_PLACE)


def _take(ours: str, value: Value, kind: str) -> pl.Expr:
    """Return the cell of a group: a cell that cannot be read is told, never left out of a sum."""
    text, typed = pl.col(ours), pl.col(NUMBER + ours)
    match value.take:
        case "first":
            return text.sort_by(_PLACE).drop_nulls().first()
        case "earliest":
            whole = typed.min()
        case "latest":
            whole = typed.max()
        case "sum":
            whole = typed.sum()
    unread = typed.is_null() & text.is_not_null()
    cells = as_it_stands(value).sort_by(_PLACE).drop_nulls()
    more = pl.when(cells.len() > _SHOWN).then(pl.lit(" + …")).otherwise(pl.lit(""))
    stand = cells.head(_SHOWN).str.join(" + ") + more
    read = pl.when(typed.is_not_null().any()).then(number_text(whole, value, kind, stand))
    return pl.when(unread.any()).then(text.filter(unread).first()).otherwise(read)
