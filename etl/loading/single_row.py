"""One row that somebody writes by hand, checked and loaded as any delivered one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.loading.load import load_delivery
from etl.reading import Delivery
from etl.validation import Checked, check_rows
from graph.database import Database
from graph.fact_files import folder_at
from graph.settings import Settings
from graph.words.reasons import Reason, of_text

_FILE = "by hand"


@dataclass(frozen=True)
class SingleRows:
    """Loads rows one by one, with the facts kept where the settings say; graph.service.RowLoader says how."""

    settings: Settings

    def faults(self, table: str, cells: Mapping[str, str]) -> Sequence[Reason]:
        """Return what is wrong with a row by itself."""
        bad = _check(table, cells).bad["reasons"].to_list()
        return [of_text(one) for one in bad[0]] if bad else []

    def load(self, database: Database, table: str, cells: Mapping[str, str]) -> Sequence[Reason]:
        """Load a row; return why it waits in the quarantine, nothing where it is loaded."""
        text = json.dumps([table, dict(cells)], sort_keys=True, ensure_ascii=False)
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        delivery = Delivery(digest, {table: _check(table, cells)}, (), ("members", "orders"))
        kept = folder_at(self.settings.facts_address)
        load_delivery(database, delivery, facts_folder=kept)
        key = " ".join(cells[name] for name in TABLES[table].key)
        waiting = database.read("load/quarantine/of_key", table=table, key=key)
        return [of_text(one) for row in waiting for one in row["reasons"]]


def _check(table: str, cells: Mapping[str, str]) -> Checked:
    row = pl.DataFrame({name: pl.Series([cell], dtype=pl.String) for name, cell in cells.items()})
    return check_rows(table, row.with_columns(file=pl.lit(_FILE), row=pl.lit(1, pl.Int64)))
