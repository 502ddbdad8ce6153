"""Facts as files of Parquet, read from the graph: what the SQL engine calculates from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any, get_type_hints

import polars as pl

from graph.columnar.run_tables import as_cell
from graph.columnar.running import STEPS, Progress
from graph.database import Database
from graph.facts import (
    Adjustment,
    Community,
    Correction,
    Customer,
    Facts,
    Group,
    Line,
    Member,
    Opening,
    Order,
    Product,
    Refund,
    Withdrawal,
)

TABLES: dict[str, type[Any]] = {
    "members": Member,
    "customers": Customer,
    "communities": Community,
    "orders": Order,
    "lines": Line,
    "products": Product,
    "refunds": Refund,
    "corrections": Correction,
    "openings": Opening,
    "groups": Group,
    "adjustments": Adjustment,
    "withdrawals": Withdrawal,
}
"""The tables of facts, named as in graph.facts.Facts, and what a row of each is."""
_CHUNK = 500_000


def columns(table: str) -> dict[str, type]:
    """Return the columns of a table of facts: int (times, amounts and numbers, 64 bits) or str."""
    hints = get_type_hints(TABLES[table])
    return {one.name: int if hints[one.name] in {int, int | None} else str for one in fields(TABLES[table])}


Files = dict[str, list[str]]
"""The files of each table."""


def read_facts(
    database: Database,
    folder: Path,
    progress: Progress = lambda _name, _done, _total: None,
    still_ours: Callable[[], None] = lambda: None,
) -> Files:
    """Write every fact of the graph into files of a folder; memory stays small.

    Whoever calls keeps loads away meanwhile (graph.locking): `still_ours` raises when that was in vain.
    """
    files: Files = {}
    for number, table in enumerate(TABLES):
        still_ours()
        progress(f"facts/{table}", number, STEPS)
        names = columns(table)
        files[table] = write_rows(folder, table, names, read_rows(database, f"read/facts/{table}", names, {}))
    return files


def read_rows(
    database: Database, statement: str, kinds: Mapping[str, type], parameters: Mapping[str, object]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a statement with these columns, lists as one text (graph.columnar.run_tables)."""
    for row in database.stream(statement, **parameters):
        yield tuple(as_cell(row[name]) for name in kinds)


def write_rows(
    folder: Path, table: str, kinds: Mapping[str, type], rows: Iterable[tuple[object, ...]]
) -> list[str]:
    """Write rows into files TABLE-N.parquet of a folder, some at a time."""
    files = []
    for number, frame in enumerate(frames(kinds, rows)):
        files.append(str(folder / f"{table}-{number}.parquet"))
        frame.write_parquet(files[-1])
    return files


def frames(kinds: Mapping[str, type], rows: Iterable[tuple[object, ...]]) -> Iterator[pl.DataFrame]:
    """Yield rows as frames, some at a time."""
    schema = {name: pl.Int64 if kind is int else pl.String for name, kind in kinds.items()}
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield pl.DataFrame(chunk, schema=schema, orient="row")


def write_facts(facts: Facts, folder: Path) -> Files:
    """Write facts that are in memory as the same files."""
    files: Files = {}
    for table in TABLES:
        names = columns(table)
        rows = (tuple(getattr(row, name) for name in names) for row in getattr(facts, table))
        files[table] = write_rows(folder, table, names, rows)
    return files
