"""Facts as files of Parquet, read from the graph: what the SQL engine calculates from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from itertools import count, islice
from pathlib import Path
from typing import Any, get_type_hints

import polars as pl

from graph.columnar.running import STEPS, Progress
from graph.database import Database
from graph.facts import Community, Correction, Customer, Facts, Line, Member, Opening, Order, Product, Refund

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
}
"""The tables of facts, named as in graph.facts.Facts, and what a row of each is."""
_CHUNK = 500_000


def columns(table: str) -> dict[str, type]:
    """Return the columns of a table of facts: int (times, amounts and numbers, 64 bits) or str."""
    hints = get_type_hints(TABLES[table])
    return {one.name: int if hints[one.name] in {int, int | None} else str for one in fields(TABLES[table])}


def read_facts(
    database: Database,
    folder: Path,
    progress: Progress = lambda _name, _done, _total: None,
    still_ours: Callable[[], None] = lambda: None,
) -> None:
    """Write every fact of the graph into files TABLE-N.parquet of a folder; memory stays small.

    Whoever calls keeps loads away meanwhile (graph.locking): `still_ours` raises when that was in vain.
    """
    for number, table in enumerate(TABLES):
        still_ours()
        progress(f"facts/{table}", number, STEPS)
        rows = (tuple(row.values()) for row in database.stream(f"read/facts/{table}"))
        write_rows(folder, table, columns(table), rows)


def write_rows(
    folder: Path, table: str, kinds: Mapping[str, type], rows: Iterable[tuple[object, ...]]
) -> None:
    """Write rows into files TABLE-N.parquet of a folder, some at a time; at least one file, if empty."""
    schema = {name: pl.Int64 if kind is int else pl.String for name, kind in kinds.items()}
    left = iter(rows)
    for number in count():
        chunk = list(islice(left, _CHUNK))
        if not chunk and number:
            return
        frame = pl.DataFrame(chunk, schema=schema, orient="row")
        frame.write_parquet(folder / f"{table}-{number}.parquet")


def write_facts(facts: Facts, folder: Path) -> None:
    """Write facts that are in memory as the same files."""
    for table in TABLES:
        names = columns(table)
        rows = (tuple(getattr(row, name) for name in names) for row in getattr(facts, table))
        write_rows(folder, table, names, rows)
