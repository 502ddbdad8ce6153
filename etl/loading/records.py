"""The transactions of records (corrections, openings, pay, touches, spend) and of the quarantine."""

from collections.abc import Iterator

import polars as pl

from etl.contract import TABLES
from etl.loading.quarantining import with_ids
from etl.loading.stored import node_ids
from etl.loading.transactions import (
    Transaction,
    Work,
    as_withdrawn,
    hold,
    hold_typed,
    load_table,
    release,
    restore_facts,
    slices,
)
from etl.resolution.resolve import RECORDS

_CORRECTIONS = "sponsor_corrections"


def records(work: Work) -> Iterator[Transaction]:
    """Yield the transactions of corrections, and of the records that are written each by itself."""
    yield from _corrections(work)
    for table in (*RECORDS, "withdrawals"):
        yield from load_table(work, table)


def _corrections(work: Work) -> Iterator[Transaction]:
    resolution = work.resolutions[_CORRECTIONS]
    for batch in slices(resolution.withdrawn):
        ids = {"ids": node_ids(_CORRECTIONS, batch).to_list(), "next_run": work.next_run}
        steps = [
            ("load/withdrawals/withdraw_corrections", ids),
            *hold_typed(work, _CORRECTIONS, as_withdrawn(batch)),
        ]
        yield Transaction({}, steps)
    for batch in slices(resolution.restored):
        back = restore_facts(work, _CORRECTIONS, batch)
        yield Transaction({_CORRECTIONS: len(batch)}, [*back, *release(work, _CORRECTIONS, batch)])
    yield from load_table(work, _CORRECTIONS)


def quarantine(work: Work) -> Iterator[Transaction]:
    """Yield the transactions that put the delivery's bad and waiting rows away, and explain old ones anew."""
    for table in TABLES:
        for batch in slices(work.bad.get(table, pl.DataFrame())):
            yield Transaction({table: len(batch)}, hold(with_ids(table, batch), work.delivered))
        rows = work.resolutions[table].held
        for batch in slices(rows.filter(pl.col("qid").is_null())):
            yield Transaction({table: len(batch)}, hold_typed(work, table, batch))
        # What waited and is of a revision before the one that stands is as if it had never come.
        for batch in slices(work.resolutions[table].same.filter(pl.col("qid").is_not_null())):
            yield Transaction({}, [("load/quarantine/release", {"ids": batch["qid"].sort().to_list()})])
        told = work.waiting.rows.select("qid", told="reasons")
        waiting = rows.filter(pl.col("qid").is_not_null()).join(told, on="qid", how="inner")
        for batch in slices(waiting.filter(pl.col("reasons") != pl.col("told"))):
            texts = batch.select("qid", "reasons").sort("qid").to_dicts()
            yield Transaction({}, [("load/quarantine/explain", {"rows": texts})])
