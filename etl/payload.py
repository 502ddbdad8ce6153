"""The canonical text of typed rows, as it is kept in the quarantine and compared across deliveries."""

import polars as pl


def payloads(table: str, good: pl.DataFrame) -> pl.Series:
    """Return the JSON text of typed rows: money as 699.00, times in UTC with Z, empty cells left out.

    `check_rows` of the cells gives the same typed rows again.
    """
    raise NotImplementedError


def keys(table: str, good: pl.DataFrame) -> pl.Series:
    """Return the key of typed rows: the canonical texts of the key columns, joined by a blank."""
    raise NotImplementedError


def cells(payload: str) -> dict[str, str]:
    """Return the text cells of a payload, by column; empty cells are absent."""
    raise NotImplementedError
