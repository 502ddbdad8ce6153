"""Deliveries as tables written in tests, and the graph they become as a set that can be compared."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from etl.contract import TABLES
from etl.loading import LoadSummary, load_delivery
from etl.reading import Delivery
from etl.validation import check_rows
from graph.catalogue import parse
from graph.database import Database
from tests.words import said

Rows = Mapping[str, list[str]]
"""By table, rows such as "m1 | | 2026-01-01 | Ann": cells in the order of the contract, the last left out."""

_STATEMENTS = Path(__file__).parent.parent / "cypher"
_BOOKKEEPING = ("from_run", "to_run", "delivered", "file", "row")


def delivery(rows: Rows, name: str = "") -> Delivery:
    """Return a delivery of these rows; members and orders are there even if empty."""
    whole = {"members": [], "orders": [], **rows}
    tables = {table: check_rows(table, _texts(table, whole[table])) for table in TABLES if table in whole}
    digest = hashlib.blake2b(json.dumps([name, whole]).encode(), digest_size=8).hexdigest()
    return Delivery(digest, tables, (), ())


def _texts(table: str, rows: list[str]) -> pl.DataFrame:
    names = TABLES[table].names
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    padded = [[*row, *[""] * (len(names) - len(row))] for row in cells]
    columns = {
        n: pl.Series([_time(n, row[i]) for row in padded], dtype=pl.String) for i, n in enumerate(names)
    }
    places = {"file": [f"{table}.csv"] * len(rows), "row": range(2, len(rows) + 2)}
    return pl.DataFrame({**places, **columns}, schema_overrides={"file": pl.String, "row": pl.Int64})


def _time(column: str, cell: str) -> str:
    """Complete a day such as 2026-01-02 in a column of times, or a day and hour."""
    if not (column == "at" or column.endswith(("_at", "closes"))) or not cell.startswith("20"):
        return cell
    return cell + {10: "T00:00:00Z", 13: ":00:00Z"}.get(len(cell), "")


def load(database: Database, rows: Rows, name: str = "") -> LoadSummary:
    """Load these rows."""
    return load_delivery(database, delivery(rows, name))


def _read(database: Database, name: str) -> list[dict[str, Any]]:
    text = parse(name, (_STATEMENTS / f"{name}.cypher").read_text(encoding="utf-8")).text
    with database.driver.session(database=database.name) as session:
        return session.run(text).data()


def facts(database: Database) -> set[str]:
    """Return all facts and waiting rows, and all links, each as one text; when they came is left out."""
    found = set()
    for row in _read(database, "facts_nodes") + _read(database, "facts_links"):
        for name in _BOOKKEEPING:
            row["properties"].pop(name, None)
        found.add(json.dumps(row, sort_keys=True))
    return found


def nodes(database: Database, label: str) -> dict[str, dict[str, object]]:
    """Return the properties of all nodes of a label, by id."""
    return {
        row["properties"]["id"]: row["properties"]
        for row in _read(database, "facts_nodes")
        if row["label"] == label
    }


def links(database: Database, kind: str) -> dict[tuple[str, str], dict[str, object]]:
    """Return the properties of the links of a type, by the ids of their ends."""
    return {
        (row["id"], row["other"]): row["properties"]
        for row in _read(database, "facts_links")
        if row["type"] == kind
    }


def waiting(database: Database) -> dict[str, str]:
    """Return what waits: "table key" to its reasons, joined."""
    return {
        f"{row['table']} {row['key']}": "; ".join(said(row["reasons"]))
        for row in database.read("load/quarantine/all")
    }


def withdrawn(database: Database) -> dict[str, str]:
    """Return the label of every withdrawn node, by its id."""
    rows = _read(database, "facts_withdrawn")
    assert all(row["to_run"] is not None for row in rows)
    return {row["id"]: row["label"] for row in rows}


def empty(database: Database) -> None:
    """Empty the database; its constraints stay."""
    _read(database, "empty")
