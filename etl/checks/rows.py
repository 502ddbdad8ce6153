"""Judges the rows of one table by themselves: what can be said without any other table."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Checked:
    """The rows of one table, judged.

    `good`: the contract's columns, typed (ids, texts, days and choices String, null for empty; times
    Int64 microseconds since 1970 UTC; money Int64 minor units; quantity, line_no and rank Int64), then
    file (String) and row (Int64, the header is row 1). One row per key.
    `bad`: file, row, key (key cells joined by a blank), payload (JSON text of column -> text cell, empty
    cells left out), reasons (List of String, in words). One row per payload.
    """

    table: str
    good: pl.DataFrame
    bad: pl.DataFrame


def check_rows(table: str, text: pl.DataFrame) -> Checked:
    """Judge the rows of a table: `text` has file, row and the table's columns as String.

    Columns that are absent are empty, columns the contract does not know are ignored; null and "" are
    both empty. Also judges quarantined payloads again.
    """
    raise NotImplementedError
