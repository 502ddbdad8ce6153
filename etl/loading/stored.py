"""Asks the database what it holds of everything the candidates touch, in batches, never one by one."""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from etl.contract import TABLES
from etl.resolution import Stored
from etl.resolution.case import Frames, empty, schema
from etl.resolution.references import AT
from etl.resolution.similar import folded
from etl.table import ID, Table
from graph.database import Database, Row

Schema = Mapping[str, type[pl.DataType]]

_BATCH = 20_000
_IDS = {"id": pl.String, "at": pl.Int64, "depth": pl.Int64}
_SALES = ("orders", "order_lines", "refunds")
_CORRECTIONS = "sponsor_corrections"


class _Sizes(dict[str, int]):
    """How many facts there are by label, each asked for once: what is empty need not be asked for more."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, label: str) -> int:
        self[label] = self._database.read("load/stored/size", label=label)[0]["size"]
        return self[label]


def ask(database: Database, candidates: Frames, broken_orders: pl.Series) -> Stored:
    """Return what is stored of the candidates, their orders, and the ids they refer to.

    `broken_orders`: ids of orders that have lines which are bad in themselves.
    """
    sizes = _Sizes(database)
    rows: dict[str, pl.DataFrame] = {}
    for table in TABLES.values():
        if table.name not in (*_SALES, _CORRECTIONS) and sizes[table.label]:
            ids = node_ids(table.name, candidates[table.name])
            rows[table.name] = stored_rows(database, table.name, ids)
    if sizes[TABLES["orders"].label]:
        rows |= _stored_sales(database, candidates, broken_orders)
    parents = empty("members").select("member_id", "sponsor_id")
    if not candidates[_CORRECTIONS].is_empty():
        every = database.read("load/stored/ids", label=TABLES[_CORRECTIONS].label)
        ids = pl.Series([row["id"] for row in every], dtype=pl.String)
        rows[_CORRECTIONS] = stored_rows(database, _CORRECTIONS, ids)
        parents = pl.DataFrame(list(database.stream("load/stored/sponsors")), schema=parents.schema)
    ids_known = _read_referred(database, candidates, sizes)
    return Stored(
        rows,
        ids_known,
        _find_withdrawn(database, candidates, sizes),
        _similar(database, candidates, [rows, ids_known], sizes),
        parents,
    )


def stored_rows(
    database: Database, table: str, ids: pl.Series, columns: Collection[str] | None = None
) -> pl.DataFrame:
    """Return the loaded rows among these ids of nodes, of lines those of these orders.

    They have the columns of the contract (empty where they are not kept) and what loading adds to them, or
    some of these. A row without a link that each must have is half of an interrupted load, and is not loaded.
    """
    spec = TABLES[table]
    read = _lines if spec.between else _nodes
    types = {name: t for name, t in stored_schema(table).items() if columns is None or name in columns}
    frames = [read(database, spec, batch, types) for batch in _batches(ids)]
    return pl.concat([pl.DataFrame(schema=types), *frames])


def _nodes(database: Database, table: Table, ids: list[str], types: Schema) -> pl.DataFrame:
    properties = {name: c.name for name, c in table.properties.items() if c.name in types and name != ID}
    properties |= {name: name for name in table.added if name in types}
    rows = database.read("load/stored/facts", label=table.label, ids=ids, properties=list(properties))
    frame = _frame(rows, ("id",), [*properties.values()], types)
    links = {link.type: c for link, c in table.links.items() if c.property is None and c.name in types}
    if links:
        linked = pl.DataFrame(
            database.read("load/stored/links", label=table.label, ids=ids, types=list(links)),
            schema={"id": pl.String, "type": pl.String, "other": pl.String},
        )
        for kind, column in links.items():
            other = linked.filter(pl.col("type") == kind).select("id", pl.col("other").alias(column.name))
            frame = frame.join(other, on="id", how="inner" if column.required else "left")
    own = table.properties.get(ID)
    frame = frame if own is None else frame.rename({"id": own.name})
    there = [column for column in table.columns if column.name in types]
    blank = [pl.col(column.name).replace("", None) for column in there if column.blank]
    absent = [pl.lit(None, types[c.name]).alias(c.name) for c in there if not c.kept]
    return frame.with_columns(*blank, *absent).select(*types)


def _lines(database: Database, table: Table, ids: list[str], types: Schema) -> pl.DataFrame:
    properties = {name: c.name for name, c in table.properties.items()}
    rows = database.read("load/stored/lines", ids=ids, properties=list(properties))
    ends = tuple(column.name for column in table.columns if column.references)
    return _frame(rows, ends, [*properties.values()], types).select(*types)


def _frame(rows: list[Row], ids: Sequence[str], cells: Sequence[str], types: Schema) -> pl.DataFrame:
    """Return rows with ids, and `cells` in the order of some columns, as a frame."""
    texts = [pl.Series(name, [row[name] for row in rows], dtype=pl.String) for name in ids]
    values = [
        pl.Series(name, [row["cells"][at] for row in rows], dtype=types[name])
        for at, name in enumerate(cells)
    ]
    return pl.DataFrame([*texts, *values])


def stored_schema(table: str) -> Schema:
    """Return the types of what is stored of a table: its columns, and what loading adds to them."""
    return schema(table) | dict.fromkeys(TABLES[table].added, pl.Int64)


def _batches(ids: pl.Series) -> list[list[str]]:
    distinct = ids.drop_nulls().unique().sort()
    return [distinct.slice(start, _BATCH).to_list() for start in range(0, len(distinct), _BATCH)]


def _stored_sales(
    database: Database, candidates: Frames, broken_orders: pl.Series
) -> dict[str, pl.DataFrame]:
    """Return the orders that candidates name, or their loaded refunds, with all lines and refunds."""
    by_id = stored_rows(database, "refunds", candidates["refunds"]["refund_id"])
    named = [candidates[table]["order_id"] for table in (*_SALES, "withdrawals")]
    touched = pl.concat([*named, by_id["order_id"], broken_orders]).drop_nulls().unique()
    others = [
        row["id"]
        for batch in _batches(touched)
        for row in database.read("load/stored/refunds_of_orders", ids=batch)
    ]
    of_orders = stored_rows(database, "refunds", pl.Series(others, dtype=pl.String))
    return {
        "orders": stored_rows(database, "orders", touched),
        "order_lines": stored_rows(database, "order_lines", touched),
        "refunds": pl.concat([by_id, of_orders]).unique("refund_id"),
    }


def _read_referred(database: Database, candidates: Frames, sizes: _Sizes) -> dict[str, pl.DataFrame]:
    """Return the further ids that candidates refer to, as far as they are loaded."""
    references: dict[str, list[pl.Series]] = {}
    for table in TABLES.values():
        for column in table.columns:
            for referred in column.references:
                ids = candidates[table.name][column.name].drop_nulls().unique()
                references.setdefault(referred, []).append(ids)
    references.pop("orders")  # those that candidates name are read whole
    # A member must not be a customer as well, nor a customer a member.
    references["members"].append(candidates["customers"]["customer_id"])
    references["customers"].append(candidates["members"]["member_id"])
    known: dict[str, pl.DataFrame] = {}
    for name, series in references.items():
        if sizes[TABLES[name].label]:
            own = candidates[name][TABLES[name].key[0]]
            others = pl.concat(series).unique().to_frame("id").join(own.to_frame("id"), on="id", how="anti")
            known[name] = _read_entries(database, TABLES[name], others["id"])
    return known


def _read_entries(database: Database, table: Table, ids: pl.Series) -> pl.DataFrame:
    """Return id, at and depth of loaded rows."""
    names = {table.key[0]: "id", AT.get(table.name, ""): "at", "depth": "depth"}
    needed = [column.name for column in table.links.values() if column.required]
    there = stored_schema(table.name)
    rows = stored_rows(database, table.name, ids, {*needed, *(name for name in names if name in there)})
    shown = rows.rename({name: new for name, new in names.items() if name in rows.columns})
    return pl.concat(
        [pl.DataFrame(schema=_IDS), shown.select(n for n in _IDS if n in shown.columns)], how="diagonal"
    )


def _similar(
    database: Database, candidates: Frames, loaded: list[Frames], sizes: _Sizes
) -> dict[str, pl.DataFrame]:
    """Return the ids of loaded rows that are similar to one that candidates refer to in vain.

    Of very many unknown ids the first are looked for: then the delivery has another fault than a slip.
    """
    unknown: dict[str, list[pl.Series]] = {}
    for table in TABLES.values():
        for column in table.columns:
            if not any(sizes[TABLES[referred].label] for referred in column.references):
                continue
            ids = candidates[table.name][column.name].drop_nulls().unique().to_frame("id")
            for referred in column.references:
                for frames in (candidates, *loaded):
                    ids = ids.join(_ids(referred, frames), on="id", how="anti")
            for referred in column.references if not ids.is_empty() else ():
                unknown.setdefault(referred, []).append(ids["id"])
    found = {}
    for referred, texts in unknown.items():
        spelled = pl.concat(texts).to_frame("id").select(folded(pl.col("id"))).to_series()
        label = TABLES[referred].label
        rows = database.read("load/stored/similar", label=label, ids=_batches(spelled)[0])
        found[referred] = pl.DataFrame(rows, schema={"id": pl.String})
    return found


def _ids(table: str, frames: Frames) -> pl.DataFrame:
    """Return the column `id` of a table's rows, or of ids that were asked for."""
    frame = frames.get(table, empty(table))
    return frame.select(pl.col("id" if "id" in frame.columns else TABLES[table].key[0]).alias("id"))


def _find_withdrawn(database: Database, candidates: Frames, sizes: _Sizes) -> dict[str, pl.DataFrame]:
    """Return which candidates exist as withdrawn nodes, by their key columns."""
    gone: dict[str, pl.DataFrame] = {}
    for table in TABLES.values():
        if table.withdrawn and sizes[table.withdrawn]:
            ids = node_ids(table.name, candidates[table.name])
            rows = [
                row["id"]
                for batch in _batches(ids)
                for row in database.read("load/stored/facts", label=table.withdrawn, ids=batch, properties=[])
            ]
            there = ids.is_in(pl.Series(rows, dtype=pl.String).implode())
            gone[table.name] = candidates[table.name].filter(there).select(table.key)
    return gone


def node_ids(table: str, frame: pl.DataFrame) -> pl.Series:
    """Return the ids of nodes: the key, times in it in microseconds."""
    key = TABLES[table].key
    if len(key) == 1:
        return frame[key[0]].cast(pl.String)
    return frame.select(pl.concat_str(pl.col(key).cast(pl.String), separator=" ")).to_series()
