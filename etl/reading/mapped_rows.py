"""Their rows as ours: cleaned, chosen, grouped, and turned into text cells of the contract, step by step."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from etl.by_need import CELL, Change, changed
from etl.mapping import TableMapping
from etl.mapping.conditions import Condition
from etl.reading.balancing import balanced
from etl.reading.grouping import group_rows
from etl.reading.personal_ids import personal_cell, personal_faults
from etl.reading.source import THEIRS
from etl.reading.values import (
    ISO,
    NUMBER,
    cell,
    needs_number,
    number,
    text_of,
    text_of_untyped,
    typed_value,
)
from etl.table import Kind, Table
from etl.validation.cells import VALUE
from etl.validation.rows import FAULT


def ours_of(rows: pl.LazyFrame, table: Table, spec: TableMapping, salt: Callable[[], str]) -> pl.LazyFrame:
    """Return file, row, our columns as texts, and FAULT, from file, row, FAULT and THEIRS + name."""
    chosen = chosen_rows(rows, spec)
    spec = _with_currency(table, spec)
    kinds = {ours: table[ours].kind for ours in spec.columns}
    values = spec.columns.items()
    typed = _typed(spec, kinds)
    numbers = [
        number(value, kinds[ours]).alias(NUMBER + ours)
        for ours, value in values
        if needs_number(value, kinds[ours])
    ]
    cells = [
        text_of_untyped(ours, value, kinds[ours]).alias(ours)
        if ours in typed
        else personal_cell(text_of(ours, value, kinds[ours]), value, salt).alias(ours)
        for ours, value in values
    ]
    cells += [typed_value(ours, kinds[ours]).alias(VALUE + ours) for ours in typed]
    faults = [fault for ours, value in values if value.personal for fault in personal_faults(ours, value)]
    ours = chosen.with_columns(numbers).with_columns(*cells, pl.coalesce(FAULT, *faults).alias(FAULT))
    grouped = group_rows(ours, table, spec) if spec.grouped else balanced(ours, spec)
    result = grouped.select("file", "row", *spec.columns, *(VALUE + ours for ours in typed), FAULT)
    return pl.concat([result, _added(spec)]) if spec.add else result


def _typed(spec: TableMapping, kinds: Mapping[str, Kind]) -> list[str]:
    """Return our columns whose values are known before there are texts of them, which nothing else looks at.

    So times and amounts that were read are not written as text, to be read once more.
    """
    if spec.grouped or spec.add or any(value.balance for value in spec.columns.values()):
        return []
    conditions = {condition.column for condition in (*spec.keep, *spec.drop)}
    return [
        ours
        for ours, value in spec.columns.items()
        if kinds[ours] in ("time", "money") and needs_number(value, kinds[ours]) and ours not in conditions
    ]


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
    cleaned = rows.with_columns(_cleaned(name, spec) for name in used)
    filled = cleaned.with_columns(_filled(name, spec) for name in used)
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
    return changed(text, [one for strip, one in _STRIPS.items() if strip in spec.strip])


_STRIPS = {
    "lines": Change(CELL.str.contains(r"[\r\n\t]"), CELL.str.replace_all(r"[ \t]*[\r\n\t][ \t\r\n]*", " ")),
    "formula": Change(
        CELL.str.starts_with('="') & CELL.str.ends_with('"'), CELL.str.slice(2).str.strip_suffix('"')
    ),
    "apostrophe": Change(CELL.str.starts_with("'"), CELL.str.strip_prefix("'")),
}


def _filled(name: str, spec: TableMapping) -> pl.Expr:
    filled = pl.all_horizontal(pl.col(name) != empty for empty in ("", *spec.empty))
    return pl.when(filled).then(name).alias(name)


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
