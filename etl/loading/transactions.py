"""From resolutions to transactions: what is written, in which order, 10 000 rows at a time.

A row leaves the quarantine in the transaction that loads it, and a loaded fact goes into the quarantine in
the transaction that withdraws it; withdrawals come before what replaces them. So a load that is killed
between any two transactions and run again ends as if it had not been.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.loading.quarantining import kept
from etl.loading.stored import node_ids
from etl.loading.waiting import Waiting
from etl.payload import keys
from etl.resolution import Resolution, Stored
from graph.clock import SHIFT

BATCH = 10_000
_BATCH_BYTES = 8_000_000  # of texts: the server needs about seven times as much for their transaction
Step = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Transaction:
    """Statements that are written together, and how many rows of which tables are done with them."""

    done: Mapping[str, int]
    steps: list[Step]


@dataclass(frozen=True)
class Work:
    """Everything the transactions are made from.

    `bad`: by table, the delivery's rows that are bad in themselves. `delivered`: its time in microseconds.
    `next_run`: the published run + 1.
    """

    resolutions: Mapping[str, Resolution]
    stored: Stored
    waiting: Waiting
    bad: Mapping[str, pl.DataFrame]
    delivered: int
    next_run: int


def slices(frame: pl.DataFrame, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """Yield a frame in batches: of so many rows, or fewer where their texts are large."""
    for batch in frame.iter_slices(size) if not frame.is_empty() else ():
        part = _bytes(batch).cum_sum() // _BATCH_BYTES
        ends = (part != part.shift(-1)).fill_null(value=True).arg_true().to_list()
        for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False):
            yield batch.slice(start, end - start + 1)


def _bytes(frame: pl.DataFrame) -> pl.Series:
    """Return how many bytes the texts of each row take."""
    texts = pl.col(pl.String).str.len_bytes().fill_null(0).cast(pl.Int64)
    lists = pl.col(pl.List(pl.String)).list.join("").str.len_bytes().fill_null(0).cast(pl.Int64)
    return frame.select(pl.sum_horizontal(pl.lit(0, pl.Int64), texts, lists).alias("bytes")).to_series()


def released(work: Work, table: str, loaded: pl.DataFrame) -> list[Step]:
    """Return the step that takes all waiting rows with the keys of loaded ones out of the quarantine."""
    waiting = work.waiting.rows
    if waiting.is_empty():
        return []
    ids = waiting.filter(pl.col("table") == table).join(
        keys(table, loaded).to_frame("key"), on="key", how="semi"
    )
    return [("load/quarantine/release", {"ids": ids["qid"].sort().to_list()})] if not ids.is_empty() else []


def held(work: Work, table: str, rows: pl.DataFrame) -> list[Step]:
    """Return the step that puts typed rows with reasons, file and row into the quarantine."""
    return hold(kept(table, rows), work.delivered) if not rows.is_empty() else []


def hold(rows: pl.DataFrame, delivered: int) -> list[Step]:
    """Return the step that puts rows (columns KEPT) into the quarantine."""
    return [("load/quarantine/hold", {"rows": rows.sort("qid").to_dicts(), "delivered": delivered})]


def withdrawn(rows: pl.DataFrame) -> pl.DataFrame:
    """Return loaded rows that are withdrawn with the place of no file."""
    return rows.with_columns(file=pl.lit(""), row=pl.lit(0, pl.Int64))


def brought_back(work: Work, folder: str, name: str, rows: list[dict[str, object]]) -> list[Step]:
    """Return the steps that give withdrawn facts back; what runs counted of them is kept first."""
    return [
        (f"load/{folder}/replace_{name}", {"rows": rows, "next_run": work.next_run}),
        (f"load/{folder}/restore_{name}", {"rows": rows}),
    ]


def dirty(points: pl.Series) -> list[Step]:
    """Return the step that lowers the ledger's dirty point to the least of some points on the clock."""
    least = points.drop_nulls().min()
    return [("load/delivery/dirty", {"point": least})] if least is not None else []


def clock_points(orders: pl.DataFrame) -> pl.Series:
    """Return the points on the clock (graph.clock.point) of orders: paid_at and order_id."""
    return orders.select(pl.format("{} {}", pl.col("paid_at") + SHIFT, "order_id")).to_series()


def rows_of(table: str, frame: pl.DataFrame) -> list[dict[str, object]]:
    """Return rows as maps with the columns of the contract; depth or the node's id where there is one."""
    names = list(TABLES[table].names)
    if table == "members":
        names.append("depth")
    if table in ("sponsor_corrections", "spend"):
        frame = frame.with_columns(node_ids(table, frame).alias("id"))
        names.append("id")
    return frame.select(n for n in names if n in frame.columns).to_dicts()


def links(frame: pl.DataFrame, statement: str, column: str, key: str, **more: object) -> list[Step]:
    """Return the step that links rows by an optional column, if any row has it."""
    linked = frame.filter(pl.col(column).is_not_null()).select(key, column)
    return [(statement, {"rows": linked.to_dicts(), **more})] if not linked.is_empty() else []
