"""The canonical text of rows, as it is kept in the quarantine and compared across deliveries."""

import json
from collections.abc import Callable

import polars as pl

from etl.contract import TABLES
from etl.table import Column

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MAX_KEPT = 4000  # characters of a cell: no id or text of a sound row is as long (etl/contract.py)
_ESCAPES = {chr(code): f"\\u{code:04x}" for code in range(0x20)} | _SHORT


def payloads(table: str, good: pl.DataFrame) -> pl.Series:
    """Return the JSON text of typed rows: money as 699.00, times in UTC with Z, empty cells left out.

    `check_rows` of the cells gives the same typed rows again.
    """
    columns = TABLES[table].columns
    texts = good.lazy().select(_text(column) for column in columns)
    return texts.select(to_json(TABLES[table].names).alias("payload")).collect().to_series()


def keys(table: str, good: pl.DataFrame) -> pl.Series:
    """Return the key of typed rows: the canonical texts of the key columns, joined by a blank."""
    key = [_text(TABLES[table][name]) for name in TABLES[table].key]
    return good.select(pl.concat_str(key, separator=" ").alias("key")).to_series()


def cells(payload: str) -> dict[str, str]:
    """Return the text cells of a payload, by column; empty cells are absent."""
    found: dict[str, str] = json.loads(payload)
    return found


def shortened(text: pl.Expr) -> pl.Expr:
    """Return a cell as the quarantine keeps it: an oversized one cut, with a mark and its length.

    A cell that is cut breaks the grammar of every kind of column, so its row can never load as it is.
    """
    length = text.str.len_chars()
    cut = pl.format("{}… ({} characters)", text.str.slice(0, _MAX_KEPT), length)
    return pl.when(length > _MAX_KEPT).then(cut).otherwise(text)


def minor_text(minor: pl.Expr) -> pl.Expr:
    """Return minor units as the contract writes money."""
    cents = (minor.abs() % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(minor < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, (minor.abs() // 100).cast(pl.String), pl.lit("."), cents)


def to_json(names: tuple[str, ...], cell: Callable[[pl.Expr], pl.Expr] = lambda text: text) -> pl.Expr:
    """Return the JSON text of text columns, as `json.dumps(..., ensure_ascii=False)` writes it.

    `cell`: what is made of each before.
    """
    parts = [
        pl.concat_str(pl.lit(f'"{name}": "'), cell(pl.col(name)).str.replace_many(_ESCAPES), pl.lit('"'))
        for name in names
    ]
    inside = pl.concat_str(parts, separator=", ", ignore_nulls=True)
    return pl.concat_str(pl.lit("{"), inside, pl.lit("}"))


def _text(column: Column) -> pl.Expr:
    return canonical(column, pl.col(column.name))


def canonical(column: Column, value: pl.Expr) -> pl.Expr:
    """Return the text of a typed value of a column, as it is kept."""
    match column.kind:
        case "time":
            return pl.from_epoch(value, time_unit="us").dt.strftime("%Y-%m-%dT%H:%M:%S%.fZ")
        case "money":
            return minor_text(value).alias(column.name)
        case "quantity" | "number" | "rank":
            return value.cast(pl.String)
        case _:
            return value
