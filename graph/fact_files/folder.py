"""The folder of what is kept: files by table and month, written once, and manifests."""

import io
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import polars as pl
from fsspec import AbstractFileSystem, url_to_fs
from fsspec.implementations.local import LocalFileSystem

from graph.columnar.engine import Engine
from graph.errors import UserError
from graph.fact_files.contents import FACTS, PUBLISHED, Contents
from graph.fact_files.manifest import Manifest, Tie, hash_of, manifest_of, tie_of, total

MOST_FILES = 16
"""How many files a month has at most, before they are put together."""
_ALL = "all"  # the place of a table without a time
_LEFT = timedelta(days=1)  # what no manifest names stays for a day: it may be about to be named


@dataclass(frozen=True)
class Change:
    """What becomes of one table: rows with its columns, lines with `at` besides; `removed` were there."""

    added: pl.DataFrame
    removed: pl.DataFrame


@dataclass(frozen=True)
class Folder:
    """A folder of files, or a place in an object store; only the holder of the writer's lock writes there."""

    address: str
    files: AbstractFileSystem
    root: str
    contents: Contents = FACTS

    @property
    def published(self) -> "Folder":
        """The same place, for what the published run says."""
        return replace(self, contents=PUBLISHED)

    def read(self, name: str) -> Manifest | None:
        """Return a manifest by its name; None where it is not there, or is none."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            text = self.files.cat_file(self._at(f"{self.contents.manifests}/{name}")).decode()
            return manifest_of(text, self.contents)
        return None

    def newest(self) -> Manifest | None:
        """Return the manifest that was written last, None without any: for readers without the graph."""
        names = self.files.find(self._at(self.contents.manifests))
        latest = max(names, key=self.files.modified, default=None)
        return None if latest is None else self.read(latest.rsplit("/", 1)[1])

    def keep(self, manifest: Manifest) -> str:
        """Write a manifest under a new name, and return that."""
        name = f"{secrets.token_hex(16)}.json"
        with self.files.open(self._at(f"{self.contents.manifests}/{name}"), "wb") as file:
            file.write(manifest.as_json(self.contents).encode())
        return name

    def changed(self, manifest: Manifest, changes: Iterable[tuple[str, Change]]) -> Manifest:
        """Write what changes in tables into new files, and return the manifest of the whole.

        A file with a row that is removed is written anew without it; a month of many files becomes one file.

        Raises:
            OSError: the folder cannot be written to.
            ValueError: not all rows that are removed are in the files.
        """
        files = {table: dict(manifest.files[table]) for table in self.contents.tables}
        for table, change in changes:
            of_table = files[table]
            for path, left in self._without(table, of_table, change.removed):
                del of_table[path]
                of_table |= self._write(table, _month(path), left)
            for month, rows in self._by_month(table, change.added):
                there = [path for path in of_table if _month(path) == month]
                merged = there if len(there) >= MOST_FILES else []
                parts = [self._frame(path) for path in merged]
                for path in merged:
                    del of_table[path]
                of_table |= self._write(table, month, pl.concat([*parts, rows]))
        return Manifest(files)

    def add(self, table: str, content: bytes, month: str = _ALL) -> dict[str, Tie]:
        """Write a file of Parquet of a table, and return its path with its tie.

        Raises:
            OSError: the folder cannot be written to.
        """
        path = f"{table}/{month}/{secrets.token_hex(16)}.parquet"
        with self.files.open(self._at(path), "wb") as file:
            file.write(content)
        return {path: tie_of(content, self.contents.amounts.get(table))}

    def paths(self, manifest: Manifest) -> dict[str, list[str]]:
        """Return the files of each table, as an engine reads them."""
        return {table: [self._name(path) for path in files] for table, files in manifest.files.items()}

    def let_read(self, engine: Engine) -> None:
        """Let an engine read files of this place."""
        if not self._local:
            engine.read_from(self.files)

    def ties(self, manifest: Manifest) -> dict[str, Tie]:
        """Return what the files of a manifest are tied by, those that were changed since with another hash.

        Raises:
            OSError: a file is not there.
        """
        return {
            table: total(tie._replace(hash=hash_of(self._content(path))) for path, tie in files.items())
            for table, files in manifest.files.items()
        }

    def sweep(self, manifests: Mapping[str, Manifest]) -> None:
        """Remove files of ours that none of these manifests names and that nobody has written for a day.

        manifests: by name, the one in force and the one before, which somebody may still be reading.
        """
        named = {path for one in manifests.values() for files in one.files.values() for path in files}
        named |= {f"{self.contents.manifests}/{name}" for name in manifests}
        ours = re.compile(
            rf"(({'|'.join(self.contents.tables)})/({_ALL}|[0-9]{{4}}-[0-9]{{2}})/[0-9a-f]{{32}}\.parquet)"
            rf"|({self.contents.manifests}/[0-9a-f]{{32}}\.json)"
        )  # nothing else in the folder is ever removed
        before = datetime.now(UTC) - _LEFT
        for file in self.files.find(self.root):
            path = file.removeprefix(f"{self.root}/")
            with suppress(OSError):  # it is swept the next time
                if path not in named and ours.fullmatch(path) and self.files.modified(file) < before:
                    self.files.rm_file(file)

    def size(self, manifest: Manifest) -> int:
        """Return how many bytes the files of a manifest take."""
        paths = (path for files in manifest.files.values() for path in files)
        return sum(int(self.files.size(self._at(path))) for path in paths)

    @property
    def _local(self) -> bool:
        return isinstance(self.files, LocalFileSystem)

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"

    def _name(self, path: str) -> str:
        return self._at(path) if self._local else str(self.files.unstrip_protocol(self._at(path)))

    def _content(self, path: str) -> bytes:
        return bytes(self.files.cat_file(self._at(path)))

    def _frame(self, path: str) -> pl.DataFrame:
        return pl.read_parquet(io.BytesIO(self._content(path)))

    def _without(
        self, table: str, files: Mapping[str, Tie], removed: pl.DataFrame
    ) -> list[tuple[str, pl.DataFrame]]:
        """Return the files that hold removed rows, with the rows that are left of them."""
        names = list(self.contents.tables[table])
        left_to_find, found = len(removed), []
        for month, rows in self._by_month(table, removed):
            for path in files:
                if _month(path) == month:
                    there = self._frame(path)
                    left = there.join(rows, on=names, how="anti", nulls_equal=True)
                    if len(left) < len(there):
                        found.append((path, left))
                        left_to_find -= len(there) - len(left)
        if left_to_find:
            raise ValueError(f"{left_to_find} rows of {table} that are withdrawn are in no file")
        return found

    def _write(self, table: str, month: str, rows: pl.DataFrame) -> dict[str, Tie]:
        if rows.is_empty():
            return {}
        buffer = io.BytesIO()
        rows.write_parquet(buffer)
        return self.add(table, buffer.getvalue(), month)

    def _by_month(self, table: str, rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield rows with the table's columns by the month of their time."""
        names = list(self.contents.tables[table])
        if rows.is_empty():
            return
        if table not in self.contents.times:
            yield _ALL, rows.select(names)
            return
        month = pl.from_epoch(self.contents.times[table], time_unit="us").dt.strftime("%Y-%m").alias("month")
        for (key,), part in rows.with_columns(month).partition_by("month", as_dict=True).items():
            yield str(key), part.select(names)


def folder_at(address: str) -> Folder:
    """Return the folder of facts at a path, or at an address such as s3://bucket/facts.

    Raises:
        UserError: what the address needs is not installed, or does not let us in.
    """
    options = {} if "://" in address else {"auto_mkdir": True}
    try:
        files, root = url_to_fs(address, **options)
        files.exists(root)
    except Exception as error:  # file systems raise errors of their own
        raise UserError(
            "the facts cannot be kept at {address}: {error} (see UPLINE_FACTS)", address=address, error=error
        ) from error
    return Folder(address, files, root.rstrip("/"))


def _month(path: str) -> str:
    return path.split("/")[1]
