"""Reads a folder of tables as one delivery (tables.md)."""

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.contract import TABLES
from etl.mapping import Mapping
from etl.reading.csv_file import open_csv
from etl.reading.folder import fingerprint, is_csv, require_inside, table_files
from etl.reading.mapped import read_mapped
from etl.reading.parquet_file import open_parquet
from etl.reading.source import ours, require_columns
from etl.table import Table
from etl.validation import Checked
from etl.validation.rows import check_lazily
from graph.errors import UserError
from graph.i18n.message import Message
from graph.plan import first_plan


@dataclass(frozen=True)
class Delivery:
    """What a folder holds.

    `digest`: hex blake2b of the contents (names of tables, bytes of their files, the mapping).
    `tables`: in the order of etl.contract.TABLES, only those that are there.
    `notices`: in words. `missing_required`: members and orders as far as they are absent; only a first
    delivery must have them, so the loader decides.
    """

    digest: str
    tables: Dict[str, Checked]
    notices: tuple[Message, ...]
    missing_required: tuple[str, ...]


def read_delivery(
    folder: Path,
    mapping: Mapping | None = None,
    ranks: Callable[[], Sequence[str]] = lambda: first_plan().rank_ids,
) -> Delivery:
    """Read and check every table of a folder; nothing is written.

    `ranks` returns the ids of the plan's ranks, the lowest first. It is asked last, and only where a table
    has ranks: whoever must start a database to know them need not, when a file is no table.

    With a mapping, its tables come from the files it names, the others from files of their own names.

    Raises:
        UserError: naming the file, when the folder or a whole file cannot be read as tables.
    """
    specs = mapping.tables if mapping else {}
    sources = {name: folder / spec.source for name, spec in specs.items()}
    files, notices = table_files(folder, frozenset(sources[name].name for name in sources))
    for name in specs.keys() & files.keys():
        raise UserError(
            "the mapping takes {name} from {sources}, so leave {files} out",
            name=name,
            sources=sources[name].name,
            files=files[name].name,
        )
    paths = files | sources
    for path in paths.values():
        require_inside(folder, path)
    read_once = {path: fingerprint(path) for path in sorted(set(paths.values()))}
    prints = {name: read_once[path] for name, path in paths.items()}
    if mapping:
        prints["mapping"] = mapping.model_dump_json().encode()
    read: dict[str, Checked] = {}
    for name, table in sorted(TABLES.items(), key=lambda item: item[1].ranked):
        if name in paths:
            known = table.with_ranks(ranks()) if table.ranked else table
            if name in specs:
                read[name] = read_mapped(known, paths[name], specs[name], notices)
            else:
                read[name] = _read_table(known, paths[name], notices)
    tables = {name: read[name] for name in TABLES if name in read}
    missing = tuple(table.name for table in TABLES.values() if table.required and table.name not in tables)
    return Delivery(_digest(prints), tables, tuple(dict.fromkeys(notices)), missing)


def _read_table(table: Table, path: Path, notices: list[Message]) -> Checked:
    used = frozenset(table.names)
    source = open_csv(path, used) if is_csv(path) else open_parquet(path, used, naive_times=False)
    notices += require_columns(source, table)

    def check(rows: pl.LazyFrame, overlong: Sequence[int]) -> Checked:
        return check_lazily(table, ours(rows, source, table), overlong)

    return source.check(check)


def _digest(prints: Dict[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=32)
    for name in sorted(prints):
        for part in (name.encode(), prints[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
