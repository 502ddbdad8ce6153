"""What waits in the quarantine: read, checked again by the rules for rows, and joined with a delivery."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.resolution.case import MARKS, Frames, empty, schema
from etl.resolution.faults import REASONS
from etl.resolution.revisions import REVISION, revision_of_payload
from etl.validation import check_rows
from etl.validation.rows import FAULT
from graph.database import Database

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "qid": pl.String,
    "table": pl.String,
    "key": pl.String,
    "payload": pl.String,
    "reasons": REASONS,
    "file": pl.String,
    "row": pl.Int64,
    "delivered": pl.Int64,
}
_PAYLOAD = ("key", REVISION)  # of whose rows at most one is a candidate
_CHUNK = 50_000


@dataclass(frozen=True)
class Waiting:
    """The quarantine before a load.

    `rows`: all of it (qid, table, key, payload, reasons, file, row, delivered, revision). `candidates`: by
    table, the rows that are sound in themselves, at most one per key and revision, with the contract's
    columns and MARKS.
    `bad`: by table, the newest rows that are not (payload, key, qid, reasons, file, row).
    """

    rows: pl.DataFrame
    candidates: Frames
    bad: Frames


def read_waiting(database: Database, ranks: Sequence[str]) -> Waiting:
    """Read the quarantine and check its rows again; `ranks`: the ids of the plan's."""
    frames, chunk = [pl.DataFrame(schema=_SCHEMA)], []
    for row in database.stream("load/quarantine/all"):
        chunk.append(row)
        if len(chunk) == _CHUNK:
            frames.append(pl.DataFrame(chunk, schema=_SCHEMA))
            chunk = []
    rows = pl.concat([*frames, pl.DataFrame(chunk, schema=_SCHEMA)]).sort("qid")
    candidates: dict[str, pl.DataFrame] = {}
    bad: dict[str, pl.DataFrame] = {}
    whole = [rows.clear().with_columns(revision_of_payload("members", pl.col("payload")))]
    for (table,), part in rows.partition_by("table", as_dict=True).items():
        frame = part.with_columns(revision_of_payload(str(table), pl.col("payload")))
        whole.append(frame)
        candidates[str(table)], bad[str(table)] = _check(str(table), frame, ranks)
    return Waiting(pl.concat(whole), candidates, bad)


def _check(table: str, rows: pl.DataFrame, ranks: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the sound rows of a table, one per key and revision, and the unsound.

    Of several payloads of one key and revision the newest sound one is the candidate. Those of one delivery
    are checked together, so that they stay duplicates; a row that had been loaded goes before them.
    """
    withdrawn = pl.col("file") == ""
    age = pl.struct(-pl.col("delivered"), ~withdrawn).rank("dense").over(_PAYLOAD).alias("age")
    left = rows.with_columns(age)
    good, bad = [empty(table)], [rows.clear()]
    while not left.is_empty():
        youngest = left.filter(pl.col("age") == pl.col("age").min().over(_PAYLOAD))
        checked = check_rows(table, _texts(table, youngest), ranks)
        sound = checked.good.rename({"file": "qid"}).drop("row")
        marked = sound.join(rows.select("qid", *_PAYLOAD, "file", "row"), on="qid", how="left")
        good.append(marked.select(*schema(table), *MARKS))
        bad.append(youngest.filter(~pl.col("qid").is_in(sound["qid"].implode())).select(rows.columns))
        left = left.join(youngest.select("qid"), on="qid", how="anti")
        left = left.join(marked.select(_PAYLOAD), on=_PAYLOAD, how="anti")
    found = pl.concat(good).unique(TABLES[table].payload_key, keep="first", maintain_order=True)
    return found, pl.concat(bad)


def _texts(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return payloads as the text columns that `check_rows` takes; `file` is the qid, to find rows again."""
    cells = pl.Struct(dict.fromkeys((*TABLES[table].names, FAULT), pl.String))
    read = rows.select(
        pl.col("qid").alias("file"), "row", pl.col("payload").str.json_decode(cells).alias("cells")
    )
    return read.unnest("cells")


def join_waiting(table: str, delivered: pl.DataFrame | None, waiting: Waiting) -> pl.DataFrame:
    """Return the candidates of a table: the delivered rows, and what else waits."""
    old = waiting.candidates.get(table, empty(table))
    if delivered is None:
        return old
    new = delivered.with_columns(qid=pl.lit(None, pl.String)).select(*schema(table), *MARKS)
    key = list(TABLES[table].payload_key)
    others = old.join(new, on=key, how="anti", nulls_equal=True) if not old.is_empty() else old
    return pl.concat([new, others])
