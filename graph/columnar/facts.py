"""Facts as files of Parquet, read from the graph: what the SQL engine calculates from."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any, get_type_hints

import polars as pl

from graph.database import Database
from graph.facts import Community, Correction, Customer, Facts, Line, Member, Opening, Order, Refund

TABLES: dict[str, type[Any]] = {
    "members": Member,
    "customers": Customer,
    "communities": Community,
    "orders": Order,
    "lines": Line,
    "refunds": Refund,
    "corrections": Correction,
    "openings": Opening,
}
"""The tables of facts, named as in graph.facts.Facts, and what a row of each is."""
_CHUNK = 500_000


def schema(table: str) -> dict[str, type[pl.DataType]]:
    """Return the columns of a table of facts: times, amounts and numbers are Int64, the rest texts."""
    hints = get_type_hints(TABLES[table])
    return {one.name: pl.Int64 if hints[one.name] is int else pl.String for one in fields(TABLES[table])}


def read_facts(database: Database, folder: Path) -> None:
    """Write every fact of the graph into files TABLE-N.parquet of a folder; memory stays small.

    Whoever calls keeps loads away meanwhile (graph.locking).
    """
    for table in TABLES:
        for number, rows in enumerate(_chunks(database, table)):
            pl.DataFrame(rows, schema=schema(table), orient="row").write_parquet(
                folder / f"{table}-{number}.parquet"
            )


def _chunks(database: Database, table: str) -> Iterator[list[tuple[object, ...]]]:
    """Yield the rows of a table, some at a time; at least one chunk, that no table lacks its file."""
    rows = (tuple(row.values()) for row in database.stream(f"read/facts/{table}"))
    yield list(islice(rows, _CHUNK))
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def write_facts(facts: Facts, folder: Path) -> None:
    """Write facts that are in memory as the same files."""
    for table in TABLES:
        rows = [tuple(getattr(row, name) for name in schema(table)) for row in getattr(facts, table)]
        pl.DataFrame(rows, schema=schema(table), orient="row").write_parquet(folder / f"{table}-0.parquet")
