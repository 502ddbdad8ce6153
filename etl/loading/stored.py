"""Asks the database what it holds of everything the candidates touch, in batches, never one by one."""

from collections.abc import Mapping

import polars as pl

from etl.contract import TABLES
from etl.payload import keys
from etl.resolution import Stored
from etl.resolution.case import Frames, empty, schema
from etl.resolution.similar import folded
from graph.database import Database

_BATCH = 20_000
_IDS = {"id": pl.String, "at": pl.Int64, "depth": pl.Int64}
_REFERRED = ("members", "customers", "communities", "products", "groups")
_BY_KEY = (*_REFERRED, "opening_standings", "touches", "spend")


def ask(database: Database, candidates: Frames, broken_orders: pl.Series) -> Stored:
    """Return what is stored of the candidates, their orders, and the ids they refer to.

    `broken_orders`: ids of orders that have lines which are bad in themselves.
    """
    sizes = database.read("load/delivery/sizes")[0]
    rows: dict[str, pl.DataFrame] = {}
    for table in _BY_KEY:
        if sizes[table]:
            rows[table] = stored_rows(database, table, keys(table, candidates[table]))
    if sizes["orders"]:
        rows |= _stored_sales(database, candidates, broken_orders)
    parents = empty("members").select("member_id", "sponsor_id")
    if not candidates["sponsor_corrections"].is_empty():
        rows["sponsor_corrections"] = _frame(
            "sponsor_corrections", database.read("load/stored/sponsor_corrections")
        )
        parents = pl.DataFrame(list(database.stream("load/known/sponsors")), schema=parents.schema)
    ids = _referred(database, candidates, sizes)
    return Stored(
        rows,
        ids,
        _withdrawn(database, candidates, sizes),
        _similar(database, candidates, [rows, ids], sizes),
        parents,
    )


def stored_rows(database: Database, table: str, ids: pl.Series) -> pl.DataFrame:
    """Return the loaded rows of a table among these keys, with the columns of the contract."""
    return pl.concat(
        [
            _frame(table, []),
            *(_frame(table, database.read(f"load/stored/{table}", ids=batch)) for batch in _batches(ids)),
        ]
    )


def _frame(table: str, found: list[dict[str, object]]) -> pl.DataFrame:
    types = schema(table) | ({"depth": pl.Int64} if table == "members" else {})
    return pl.DataFrame(found, schema=types)


def _batches(ids: pl.Series) -> list[list[str]]:
    distinct = ids.drop_nulls().unique().sort()
    return [distinct.slice(start, _BATCH).to_list() for start in range(0, len(distinct), _BATCH)]


def _stored_sales(
    database: Database, candidates: Frames, broken_orders: pl.Series
) -> dict[str, pl.DataFrame]:
    """Return the orders that candidates name, or their loaded refunds, with all lines and refunds."""
    by_id = stored_rows(database, "refunds", candidates["refunds"]["refund_id"])
    named = [candidates[table]["order_id"] for table in ("orders", "order_lines", "refunds")]
    touched = pl.concat([*named, by_id["order_id"], broken_orders]).drop_nulls().unique()
    of_orders = [
        _frame("refunds", database.read("load/known/refunds_of_orders", ids=batch))
        for batch in _batches(touched)
    ]
    return {
        "orders": stored_rows(database, "orders", touched),
        "order_lines": stored_rows(database, "order_lines", touched),
        "refunds": pl.concat([by_id, *of_orders]).unique("refund_id"),
    }


def _referred(database: Database, candidates: Frames, sizes: Mapping[str, int]) -> dict[str, pl.DataFrame]:
    """Return the further ids that candidates refer to, as far as they are loaded."""
    wanted: dict[str, list[pl.Series]] = {table: [] for table in _REFERRED}
    for table in TABLES.values():
        for column in table.columns:
            for referred in column.references:
                if referred in wanted:
                    wanted[referred].append(candidates[table.name][column.name].drop_nulls().unique())
    # A member must not be a customer as well, nor a customer a member.
    wanted["members"].append(candidates["customers"]["customer_id"])
    wanted["customers"].append(candidates["members"]["member_id"])
    found: dict[str, pl.DataFrame] = {}
    for name in _REFERRED:
        if sizes[name]:
            own = candidates[name][TABLES[name].key[0]]
            asked = pl.concat(wanted[name]).unique().to_frame("id")
            others = asked.join(own.to_frame("id"), on="id", how="anti")["id"]
            frames = [
                pl.DataFrame(database.read(f"load/known/{name}", ids=batch), schema=_IDS)
                for batch in _batches(others)
            ]
            found[name] = pl.concat([pl.DataFrame(schema=_IDS), *frames])
    return found


def _similar(
    database: Database, candidates: Frames, loaded: list[Frames], sizes: Mapping[str, int]
) -> dict[str, pl.DataFrame]:
    """Return the ids of loaded rows that are similar to one that candidates refer to in vain.

    Of very many unknown ids the first are looked for: then the delivery has another fault than a slip.
    """
    unknown: dict[str, list[pl.Series]] = {}
    for table in TABLES.values():
        for column in table.columns:
            if not any(sizes[referred] for referred in column.references):
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
        rows = database.read(f"load/similar/{referred}", ids=_batches(spelled)[0])
        found[referred] = pl.DataFrame(rows, schema={"id": pl.String})
    return found


def _ids(table: str, frames: Frames) -> pl.DataFrame:
    """Return the column `id` of a table's rows, or of ids that were asked for."""
    frame = frames.get(table, empty(table))
    return frame.select(pl.col("id" if "id" in frame.columns else TABLES[table].key[0]).alias("id"))


def _withdrawn(database: Database, candidates: Frames, sizes: Mapping[str, int]) -> dict[str, pl.DataFrame]:
    """Return which candidates exist as withdrawn nodes, by their key columns."""
    found: dict[str, pl.DataFrame] = {}
    names = {"orders": "orders", "refunds": "refunds", "sponsor_corrections": "corrections"}
    for table, name in names.items():
        if sizes[f"withdrawn_{name}"]:
            ids = node_ids(table, candidates[table])
            rows = [
                row
                for batch in _batches(ids)
                for row in database.read(f"load/known/withdrawn_{name}", ids=batch)
            ]
            there = ids.is_in(pl.Series([row["id"] for row in rows], dtype=pl.String).implode())
            found[table] = candidates[table].filter(there).select(TABLES[table].key)
    return found


def node_ids(table: str, frame: pl.DataFrame) -> pl.Series:
    """Return the ids of nodes: the key, of a correction `member_id decided_at` in microseconds."""
    if table == "sponsor_corrections":
        return frame.select(pl.format("{} {}", "member_id", "decided_at")).to_series()
    return keys(table, frame)
