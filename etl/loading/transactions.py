"""From resolutions to transactions: what is written, in which order, 10 000 rows at a time.

A row leaves the quarantine in the transaction that loads it, and a loaded fact goes into the quarantine in
the transaction that withdraws it; withdrawals come before what replaces them. So a load that is killed
between any two transactions and run again ends as if it had not been.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.loading.quarantining import quarantine_rows
from etl.loading.stored import node_ids
from etl.loading.waiting import Waiting
from etl.payload import keys
from etl.resolution import Resolution, Stored
from etl.resolution.revisions import REVISION, revision_of
from etl.table import ID
from graph.clock import OPEN, SHIFT

BATCH = 10_000
_BATCH_BYTES = 8_000_000  # of texts: the server needs about seven times as much for their transaction
Step = tuple[str, Mapping[str, object]]
_REPLACE = {
    "orders": "load/withdrawals/replace_orders",
    "refunds": "load/withdrawals/replace_refunds",
    "sponsor_corrections": "load/withdrawals/replace_corrections",
}
"""What keeps, for the runs that counted them, what withdrawn facts were that come back."""


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


def release(work: Work, table: str, loaded: pl.DataFrame) -> list[Step]:
    """Return the step that takes waiting rows out of the quarantine: those with the keys of loaded ones.

    Those of a later revision stay there.
    """
    waiting = work.waiting.rows
    if waiting.is_empty():
        return []
    done = loaded.select(keys(table, loaded), revision_of(table).alias("latest"))
    found = waiting.filter(pl.col("table") == table).join(done, on="key")
    ids = found.filter(pl.col(REVISION) <= pl.col("latest"))["qid"].unique().sort().to_list()
    return [("load/quarantine/release", {"ids": ids})] if ids else []


def hold_typed(work: Work, table: str, rows: pl.DataFrame) -> list[Step]:
    """Return the step that puts typed rows with reasons, file and row into the quarantine."""
    return hold(quarantine_rows(table, rows), work.delivered) if not rows.is_empty() else []


def hold(rows: pl.DataFrame, delivered: int) -> list[Step]:
    """Return the step that puts rows (columns KEPT) into the quarantine."""
    return [("load/quarantine/hold", {"rows": rows.sort("qid").to_dicts(), "delivered": delivered})]


def as_withdrawn(rows: pl.DataFrame) -> pl.DataFrame:
    """Return loaded rows that are withdrawn with the place of no file."""
    return rows.with_columns(file=pl.lit(""), row=pl.lit(0, pl.Int64))


def create_facts(work: Work, table: str, batch: pl.DataFrame) -> list[Step]:
    """Return the step that creates facts, without their links."""
    spec = TABLES[table]
    next_run = work.next_run if spec.counted else None
    return [("load/facts/create", {"label": spec.label, "rows": rows_of(table, batch), "next_run": next_run})]


def load_table(work: Work, table: str) -> Iterator[Transaction]:
    """Yield the transactions of a table that is written by itself: its fresh rows, and what is replaced."""
    for batch in slices(work.resolutions[table].fresh.sort(TABLES[table].key)):
        steps = [*create_facts(work, table, batch), *links(work, table, batch), *release(work, table, batch)]
        yield Transaction({table: len(batch)}, steps)
    yield from update_table(work, table)


def update_table(work: Work, table: str) -> Iterator[Transaction]:
    """Yield the transactions that replace names, channels or categories of a table."""
    for batch in slices(work.resolutions[table].changed.sort(TABLES[table].key)):
        rows = {"label": TABLES[table].label, "rows": rows_of(table, batch)}
        yield Transaction({table: len(batch)}, [("load/facts/update", rows)])


def restore_facts(work: Work, table: str, batch: pl.DataFrame) -> list[Step]:
    """Return the steps that give withdrawn facts back; what runs counted of them is kept first."""
    spec = TABLES[table]
    linked = [column.name for column in spec.links.values()]
    names = {"label": spec.label, "withdrawn": spec.withdrawn, "links": [link.type for link in spec.links]}
    return [
        (_REPLACE[table], {"rows": rows_of(table, batch, *linked), "next_run": work.next_run}),
        ("load/facts/restore", {**names, "rows": rows_of(table, batch)}),
        *links(work, table, batch),
    ]


def dirty(points: pl.Series) -> list[Step]:
    """Return the step that lowers the ledger's dirty point to the least of some points on the clock."""
    least = points.drop_nulls().min()
    return [("load/delivery/dirty", {"point": least})] if least is not None else []


def clock_points(orders: pl.DataFrame) -> pl.Series:
    """Return the points on the clock (graph.clock.point) of orders: paid_at and order_id."""
    return orders.select(pl.format("{} {}", pl.col("paid_at") + SHIFT, "order_id")).to_series()


def rows_of(table: str, frame: pl.DataFrame, *names: str) -> list[dict[str, object]]:
    """Return rows as maps with `id` of the node, `properties` (a map), and some columns besides."""
    own = node_ids(table, frame).alias(ID)
    return frame.select(own, properties_map(table, frame), *(name for name in names if name != ID)).to_dicts()


def properties_map(table: str, frame: pl.DataFrame) -> pl.Expr:
    """Return the map `properties` of a frame's rows, without their id."""
    values = [value.alias(name) for name, value in properties_of(table, frame).items()]
    return pl.struct(values).alias("properties")


def properties_of(table: str, frame: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return the properties of a frame's rows but `id`: by their names in the graph, what each is."""
    columns = {name: column for name, column in TABLES[table].properties.items() if name != ID}
    values = {
        name: pl.col(column.name).fill_null("") if column.blank else pl.col(column.name)
        for name, column in columns.items()
    }
    return values | {name: pl.col(name) for name in TABLES[table].added if name in frame.columns}


def links(work: Work, table: str, frame: pl.DataFrame) -> list[Step]:
    """Return the steps that link facts with those that their columns name, as far as any row has these."""
    steps: list[Step] = []
    ids = node_ids(table, frame).alias("start")
    for link, column in TABLES[table].links.items():
        rows = frame.select(ids, end=column.name).filter(pl.col("end").is_not_null())
        labels = [TABLES[table].label], [TABLES[name].label for name in column.references]
        if link.towards:
            rows, labels = rows.select(start="end", end="start"), labels[::-1]
        if not rows.is_empty():
            ends = {"type": link.type, "starts": labels[0], "ends": labels[1], "rows": rows.to_dicts()}
            runs = {"next_run": work.next_run, "open": OPEN} if link.versioned else {}
            steps.append((f"load/facts/link{'_versioned' if link.versioned else ''}", {**ends, **runs}))
    return steps
