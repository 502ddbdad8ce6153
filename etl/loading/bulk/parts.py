"""The files of an import: what the transactions of a first load would write, as tables of nodes and links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from etl.contract import TABLES
from etl.loading.stored import node_ids
from etl.loading.transactions import Work, properties_of
from etl.table import Column, Table
from graph.clock import OPEN
from graph.database import Row

_TYPES = {pl.Int64: "LONG", pl.String: "STRING", pl.Boolean: "BOOLEAN"}
Values = Mapping[str, pl.Expr]
"""Properties: their names in the graph, and what each is."""
End = tuple[str, str]
"""An end of a link: the label of the node, and the column with its id."""
_NOTHING: Values = {}
_OWN = "_id"  # the column with the id of a row's node


@dataclass(frozen=True)
class Part:
    """One file: all nodes of a label, or links of a type. The names of its columns are Neo4j's header."""

    kind: Literal["nodes", "relationships"]
    name: str
    rows: pl.DataFrame

    def write(self, file: Path) -> None:
        """Write the file. An absent value is an empty cell, an empty text is two quotes.

        No cell has a line break: no row with a control character is loaded.
        """
        self.rows.lazy().sink_csv(file, quote_style="necessary")


def bookkeeping(rows: list[Row]) -> Iterator[Part]:
    """Yield the nodes that are there already (load/bulk/before), as an import begins from nothing."""
    for row in rows:
        values = pl.DataFrame([row["properties"]])
        key = "name" if row["label"] == "Account" else "id"
        more = {name: pl.col(name) for name in values.columns if name != key}
        yield _nodes(row["label"], values, key, more, called=key)
        if row["account"] is not None:
            owned = values.with_columns(account=pl.lit(row["account"]))
            yield _links("OF", owned, (row["label"], "id"), ("Account", "account"))


def trail(events: list[Row]) -> Iterator[Part]:
    """Yield the audit trail (graph.audit.reading.all_events), which stays as it is."""
    if events:
        rows = pl.DataFrame(events, infer_schema_length=None)
        yield _nodes("AuditEvent", rows, "id", {name: pl.col(name) for name in rows.columns if name != "id"})


def parts(work: Work) -> Iterator[Part]:
    """Yield what `etl.loading.load.transactions` writes of the facts of a first load.

    Nothing is loaded yet and nothing waits, so all that a resolution has is fresh or held; what is held goes
    into the quarantine afterwards, in transactions.
    """
    for table in TABLES.values():
        for part in _lines(table, work) if table.between else _facts(table, work):
            if not part.rows.is_empty():
                yield part


def _facts(table: Table, work: Work) -> Iterator[Part]:
    """Yield the nodes of a table and their links."""
    fresh = work.resolutions[table.name].fresh
    rows = fresh.with_columns(node_ids(table.name, fresh).alias(_OWN))
    values = properties_of(table.name, fresh)
    if table.counted:
        values["from_run"] = pl.lit(work.next_run, pl.Int64)
    if table.name == "orders":
        rows = rows.join(_refunded(work), on="order_id", how="left", maintain_order="left")
        values["refunded"] = pl.col("refunded")
    yield _nodes(table.label, rows, _OWN, values)
    stands = {"from_run": pl.lit(work.next_run, pl.Int64), "to_run": pl.lit(OPEN, pl.Int64)}
    for link, column in table.links.items():
        for label, linked in _by_label(rows.select(_OWN, column.name), column, work):
            ends = (table.label, _OWN), (label, column.name)
            start, end = ends[::-1] if link.towards else ends
            yield _links(link.type, linked, start, end, stands if link.versioned else _NOTHING)


def _refunded(work: Work) -> pl.DataFrame:
    """Return which orders have refunds."""
    return work.resolutions["refunds"].fresh.select("order_id", refunded=pl.lit(value=True)).unique()


def _lines(table: Table, work: Work) -> Iterator[Part]:
    """Yield the relations that the rows of a table are."""
    rows = work.resolutions[table.name].fresh
    start, end = (
        (TABLES[column.references[0]].label, column.name) for column in table.columns if column.references
    )
    yield _links(table.between, rows, start, end, properties_of(table.name, rows))


def _by_label(rows: pl.DataFrame, column: Column, work: Work) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows by the label of what a column of theirs names, which may be in several tables."""
    *some, last = (TABLES[name] for name in column.references)
    for table in some:
        ids = work.resolutions[table.name].fresh.select(pl.col(table.key[0]).alias(column.name))
        yield table.label, rows.join(ids, on=column.name, how="semi", maintain_order="left")
        rows = rows.join(ids, on=column.name, how="anti", maintain_order="left")
    yield last.label, rows


def _nodes(label: str, rows: pl.DataFrame, key: str, values: Values, *, called: str = "id") -> Part:
    """Return a file of nodes, `called` is the property of their key; keys of two labels do not meet."""
    own = pl.col(key).alias(f"{called}:ID({label})")
    return Part("nodes", label, rows.select(own, *_typed_columns(rows, values)))


def _links(kind: str, rows: pl.DataFrame, start: End, end: End, values: Values = _NOTHING) -> Part:
    """Return a file of links between nodes; a row that has one of the ends empty has no link."""
    (here, own), (there, other) = start, end
    linked = rows.filter(pl.col(own).is_not_null() & pl.col(other).is_not_null())
    ends = pl.col(own).alias(f":START_ID({here})"), pl.col(other).alias(f":END_ID({there})")
    return Part("relationships", kind, linked.select(*ends, *_typed_columns(linked, values)))


def _typed_columns(rows: pl.DataFrame, values: Values) -> list[pl.Expr]:
    """Return the values under Neo4j's names for columns: `joined:LONG`."""
    types = rows.lazy().select(**values).collect_schema()
    return [value.alias(f"{name}:{_TYPES[types[name].base_type()]}") for name, value in values.items()]
