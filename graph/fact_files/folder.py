"""The folder of facts: files by table and month, written once, and manifests."""

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import TABLES, columns
from graph.columnar.statements import filled
from graph.fact_files.manifest import AMOUNTS, Manifest, Tie, manifest_of

TIMES = {
    "members": "joined",
    "customers": "joined",
    "orders": "at",
    "lines": "at",
    "refunds": "at",
    "corrections": "at",
}
"""The time (microseconds UTC) by whose month a table is divided; that of lines is their order's."""
_ALL = "all"  # the place of a table without a time
_MANIFESTS = "manifests"
_MOST_FILES = 16  # of a month, before they are put together
_LEFT_SECONDS = 86_400  # what no manifest names stays for a day: somebody may be reading it


@dataclass(frozen=True)
class Change:
    """What becomes of one table: rows with its columns, lines with `at` besides; `removed` were there."""

    added: pl.DataFrame
    removed: pl.DataFrame


@dataclass(frozen=True)
class Folder:
    """A folder of facts; nobody but the holder of the writer's lock writes into it."""

    path: Path

    def read(self, name: str) -> Manifest | None:
        """Return a manifest by its name; None where it is not there, or is none."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            return manifest_of((self.path / _MANIFESTS / name).read_text(encoding="utf-8"))
        return None

    def keep(self, manifest: Manifest) -> str:
        """Write a manifest under a new name, and return that."""
        name = f"{secrets.token_hex(16)}.json"
        (self.path / _MANIFESTS).mkdir(parents=True, exist_ok=True)
        (self.path / _MANIFESTS / name).write_text(manifest.as_json(), encoding="utf-8")
        return name

    def changed(self, manifest: Manifest, changes: Iterable[tuple[str, Change]]) -> Manifest:
        """Write what changes in tables into new files, and return the manifest of the whole.

        A file with a row that is removed is written anew without it; a month of many files becomes one file.

        Raises:
            OSError: the folder cannot be written to.
            ValueError: not all rows that are removed are in the files.
        """
        files = {table: dict(manifest.files[table]) for table in TABLES}
        self.path.mkdir(parents=True, exist_ok=True)
        with DuckDB(self.path) as engine:
            for table, change in changes:
                of_table = files[table]
                for path, left in self._without(table, of_table, change.removed):
                    del of_table[path]
                    of_table |= self._write(engine, table, _month(path), left)
                for month, rows in _by_month(table, change.added):
                    there = [path for path in of_table if _month(path) == month]
                    merged = there if len(there) >= _MOST_FILES else []
                    parts = [pl.read_parquet(self.path / path) for path in merged]
                    for path in merged:
                        del of_table[path]
                    of_table |= self._write(engine, table, month, pl.concat([*parts, rows]))
        return Manifest(files)

    def paths(self, manifest: Manifest) -> dict[str, list[Path]]:
        """Return the files of each table."""
        return {table: [self.path / path for path in manifest.files[table]] for table in TABLES}

    def ties(self, manifest: Manifest) -> dict[str, Tie]:
        """Return what the files hold, counted anew.

        Raises:
            OSError, duckdb.Error: a file is not there, or is none.
        """
        with DuckDB(self.path) as engine:
            engine.facts(self.paths(manifest))
            return {table: tie(engine, table) for table in TABLES}

    def sweep(self, name: str, manifest: Manifest) -> None:
        """Remove what this manifest, of that name, does not name and nobody has written for a day."""
        named = {path for files in manifest.files.values() for path in files}
        named.add(f"{_MANIFESTS}/{name}")
        for file in [*self.path.glob("*/*/*.parquet"), *self.path.glob(f"{_MANIFESTS}/*.json")]:
            with suppress(OSError):  # it is swept the next time
                old = time.time() - file.stat().st_mtime > _LEFT_SECONDS
                if old and file.relative_to(self.path).as_posix() not in named:
                    file.unlink()

    def size(self, manifest: Manifest) -> int:
        """Return how many bytes the files of a manifest take."""
        return sum((self.path / path).stat().st_size for files in manifest.files.values() for path in files)

    def _without(
        self, table: str, files: Mapping[str, Tie], removed: pl.DataFrame
    ) -> list[tuple[str, pl.DataFrame]]:
        """Return the files that hold removed rows, with the rows that are left of them."""
        names = list(columns(table))
        left_to_find, found = len(removed), []
        for month, rows in _by_month(table, removed):
            for path in files:
                if _month(path) == month:
                    there = pl.read_parquet(self.path / path)
                    left = there.join(rows, on=names, how="anti", nulls_equal=True)
                    if len(left) < len(there):
                        found.append((path, left))
                        left_to_find -= len(there) - len(left)
        if left_to_find:
            raise ValueError(f"{left_to_find} rows of {table} that are withdrawn are in no file")
        return found

    def _write(self, engine: DuckDB, table: str, month: str, rows: pl.DataFrame) -> dict[str, Tie]:
        if rows.is_empty():
            return {}
        path = f"{table}/{month}/{secrets.token_hex(16)}.parquet"
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        rows.write_parquet(file)
        engine.parquet(table, columns(table), [file])
        return {path: tie(engine, table)}


def tie(engine: DuckDB, table: str) -> Tie:
    """Return the tie of a table that an engine reads."""
    rows, amount, hashes = engine.read(
        filled("facts/tie", {"table": table, "amount": AMOUNTS.get(table, 0)})
    )[0]
    return Tie(int(rows), int(amount), int(hashes) % 2**64)


def _month(path: str) -> str:
    return path.split("/")[1]


def _by_month(table: str, rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield rows with the table's columns by the month of their time."""
    names = list(columns(table))
    if rows.is_empty():
        return
    if table not in TIMES:
        yield _ALL, rows.select(names)
        return
    month = pl.from_epoch(TIMES[table], time_unit="us").dt.strftime("%Y-%m").alias("month")
    for (key,), part in rows.with_columns(month).partition_by("month", as_dict=True).items():
        yield str(key), part.select(names)
