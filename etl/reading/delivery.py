"""Reads a folder of tables as one delivery (tables.md)."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from etl.contract import TABLES
from etl.forms import is_parquet, separator_of
from etl.mapping import Mapping
from etl.mending import KEPT_FAULT
from etl.reading.csv_file import open_csv
from etl.reading.databases import Origin, Since
from etl.reading.expected import require_expected
from etl.reading.files import open_files
from etl.reading.mapped import Notices, Salt, read_mapped
from etl.reading.parquet_file import open_parquet
from etl.reading.source import ours, require_columns
from etl.table import Table
from etl.validation import Checked
from etl.validation.rows import check_lazily
from graph.i18n.message import Message
from graph.id_salt import id_salt
from graph.plan import first_plan
from graph.settings import Settings


@dataclass(frozen=True)
class Delivery:
    """What a folder holds.

    `digest`: hex blake2b of the contents (names of tables, bytes of their files, the mapping).
    `tables`: in the order of etl.contract.TABLES, only those that are there.
    `notices`: in words. `missing_required`: members and orders as far as they are absent; only a first
    delivery must have them, so the loader decides. `running_totals`: the tables whose amounts are all that
    was so far, of which what is loaded is still to be taken off (etl.loading.running_totals). `left_out`: how
    many rows the conditions of a mapping left out, in words. `origin`: of what comes from databases.
    """

    digest: str
    tables: Dict[str, Checked]
    notices: tuple[Message, ...]
    missing_required: tuple[str, ...]
    running_totals: frozenset[str] = frozenset()
    left_out: tuple[Message, ...] = ()
    origin: Origin | None = None


def read_delivery(
    place: Path | Sequence[Path],
    mapping: Mapping | None = None,
    ranks: Callable[[], Sequence[str]] = lambda: first_plan().rank_ids,
    salt: Salt = lambda: id_salt(Settings()),
    since: Since = lambda _origin: None,
) -> Delivery:
    """Read and check every table of a folder, of a zip, of some files, or of databases; nothing is written.

    `ranks` returns the ids of the plan's ranks, the lowest first. It is asked last, and only where a table
    has ranks: whoever must start a database to know them need not, when a file is no table. `salt` returns
    the company's salt, where a mapping hashes ids. `since` returns when databases were read last.

    With a mapping, its tables come from the files it names, the others from files of their own names.

    Raises:
        UserError: naming the file, when the folder or a whole file cannot be read as tables, or the tables
            are not what the control file says (etl.reading.expected).
    """
    with TemporaryDirectory(prefix="upline-read-") as work:
        notices = Notices()
        files = open_files(place, mapping, Path(work), notices.files, since)
        read: dict[str, Checked] = {}
        for name, table in sorted(TABLES.items(), key=lambda item: item[1].ranked):
            if name in files.paths:
                known = table.with_ranks(ranks()) if table.ranked else table
                if name in files.mapped:
                    spec = files.mapped[name]
                    read[name] = read_mapped(known, files.paths[name], spec, notices, salt)
                else:
                    read[name] = _read_table(known, files.paths[name][0], notices.files)
    require_expected(files.expected, read)
    tables = {name: read[name] for name in TABLES if name in read}
    missing = tuple(table.name for table in TABLES.values() if table.required and table.name not in tables)
    totals = {name for name, spec in files.mapped.items() if spec.running_totals}
    return Delivery(
        files.digest,
        tables,
        tuple(dict.fromkeys(notices.files)),
        missing,
        frozenset(totals),
        tuple(dict.fromkeys(notices.left_out)),
        files.origin,
    )


def _read_table(table: Table, path: Path, notices: list[Message]) -> Checked:
    used = frozenset((*table.names, KEPT_FAULT))
    if is_parquet(path):
        source = open_parquet(path, used, naive_times=False)
    else:
        source = open_csv(path, used, separator_of(path))
    notices += require_columns(source, table)

    def check(rows: pl.LazyFrame, overlong: Sequence[int]) -> Checked:
        return check_lazily(table, ours(rows, source, table), overlong)

    checked: Checked = source.check(check)
    return checked
