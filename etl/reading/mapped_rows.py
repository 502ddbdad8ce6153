"""Their rows as ours: cleaned, chosen, grouped, and turned into text cells of the contract, step by step."""

from collections.abc import Callable, Sequence

import polars as pl

from etl.mapping import TableMapping
from etl.mapping.conditions import Condition
from etl.reading.balancing import balanced
from etl.reading.grouping import group_rows
from etl.reading.personal_ids import personal_cell, personal_faults
from etl.reading.source import THEIRS
from etl.reading.values import ISO, NUMBER, cell, needs_number, number, text_of
from etl.table import Table
from etl.validation.rows import FAULT


def ours_of(rows: pl.LazyFrame, table: Table, spec: TableMapping, salt: Callable[[], str]) -> pl.LazyFrame:
    """Return file, row, our columns as texts, and FAULT, from file, row, FAULT and THEIRS + name."""
    chosen = chosen_rows(rows, spec)
    spec = _with_currency(table, spec)
    kinds = {ours: table[ours].kind for ours in spec.columns}
    values = spec.columns.items()
    numbers = [
        number(value, kinds[ours]).alias(NUMBER + ours)
        for ours, value in values
        if needs_number(value, kinds[ours])
    ]
    cells = [
        personal_cell(text_of(ours, value, kinds[ours]), value, salt).alias(ours) for ours, value in values
    ]
    faults = [fault for ours, value in values if value.personal for fault in personal_faults(ours, value)]
    ours = chosen.with_columns(numbers).with_columns(*cells, pl.coalesce(FAULT, *faults).alias(FAULT))
    grouped = group_rows(ours, table, spec) if spec.grouped else balanced(ours, spec)
    result = grouped.select("file", "row", *spec.columns, FAULT)
    return pl.concat([result, _added(spec)]) if spec.add else result


def kept_rows(rows: pl.DataFrame, spec: TableMapping) -> pl.DataFrame:
    """Return the rows of ours that `keep` and `drop` leave."""
    return _filtered(rows.lazy(), spec.keep, spec.drop, pl.col).collect()


def with_iso_times(table: Table, spec: TableMapping) -> TableMapping:
    """Return a mapping of files that have times of their own: what ISO 8601 writes is read, too."""
    columns = {
        ours: value.model_copy(update={"time": tuple(dict.fromkeys((*(value.time or ()), *ISO)))})
        if table[ours].kind in ("time", "day") and (value.zone or table[ours].kind == "day") and value.read
        else value
        for ours, value in spec.columns.items()
    }
    return spec.model_copy(update={"columns": columns})


def _with_currency(table: Table, spec: TableMapping) -> TableMapping:
    """Return a mapping whose amounts are read without the sign of a currency, where the table strips it."""
    if "currency" not in spec.strip:
        return spec
    columns = {
        ours: value.model_copy(update={"currency": True}) if table[ours].kind == "money" else value
        for ours, value in spec.columns.items()
    }
    return spec.model_copy(update={"columns": columns})


def count_left_out(rows: pl.LazyFrame, spec: TableMapping) -> tuple[int, int]:
    """Return how many rows there are that are not blank, and how many of them the conditions leave out."""
    cells = pl.col([THEIRS + name for name in spec.used])
    there = rows.filter(pl.any_horizontal((cells != "").fill_null(value=False)))
    # Only the columns of the conditions are cleaned for this.
    kept = _chosen(there, spec.model_copy(update={"columns": {}, "group_by": ()}))
    counts = pl.collect_all([frame.select(pl.len()) for frame in (there, kept)], engine="streaming")
    every, left = (frame.item() for frame in counts)
    return every, every - left


def chosen_rows(rows: pl.LazyFrame, spec: TableMapping) -> pl.LazyFrame:
    """Return the rows that a mapping reads, their cells cleaned: blank lines and totals are no rows."""
    used = pl.col([THEIRS + name for name in sorted(spec.used)])
    return _chosen(rows, spec, pl.any_horizontal(used.is_not_null())) if spec.used else rows


def _chosen(rows: pl.LazyFrame, spec: TableMapping, there: pl.Expr | None = None) -> pl.LazyFrame:
    used = [THEIRS + name for name in sorted(spec.used)]
    filled = rows.with_columns(_cleaned(name, spec) for name in used)
    if there is not None:
        filled = filled.filter(there)
    for total in spec.totals:
        filled = filled.filter(~total.holds(cell(total.column)))
    if spec.fill_down:
        within = [THEIRS + name for name in spec.fill_within]
        down = [pl.col(THEIRS + name).forward_fill() for name in spec.fill_down]
        filled = filled.with_columns(cells.over(within) if within else cells for cells in down)
    return _filtered(filled, spec.where, spec.unless, cell)


def _cleaned(name: str, spec: TableMapping) -> pl.Expr:
    text = pl.col(name)
    if "blanks" in spec.strip:
        text = text.str.strip_chars()
    if "lines" in spec.strip:
        text = text.str.replace_all(r"[ \t]*[\r\n\t][ \t\r\n]*", " ")
    if "formula" in spec.strip:
        # Without a regular expression, which would take longer than all the rest.
        formula = text.str.starts_with('="') & text.str.ends_with('"')
        text = pl.when(formula).then(text.str.slice(2).str.strip_suffix('"')).otherwise(text)
    if "apostrophe" in spec.strip:
        text = text.str.strip_prefix("'")
    return pl.when((text != "") & ~text.is_in(list(spec.empty))).then(text).alias(name)


def _filtered(
    rows: pl.LazyFrame,
    where: Sequence[Condition],
    unless: Sequence[Condition],
    cell_of: Callable[[str], pl.Expr],
) -> pl.LazyFrame:
    for condition in where:
        rows = rows.filter(condition.holds(cell_of(condition.column)))
    for condition in unless:
        rows = rows.filter(~condition.holds(cell_of(condition.column)))
    return rows


def _added(spec: TableMapping) -> pl.LazyFrame:
    """Return the rows that the mapping itself says, as rows of a file called mapping."""
    columns = {
        name: pl.Series(name, [row.get(name) for row in spec.add], dtype=pl.String) for name in spec.columns
    }
    places = {"file": ["mapping"] * len(spec.add), "row": range(1, len(spec.add) + 1)}
    frame = pl.DataFrame({**places, **columns}, schema_overrides={"file": pl.String, "row": pl.Int64})
    return frame.with_columns(pl.lit(None, pl.String).alias(FAULT)).lazy()
