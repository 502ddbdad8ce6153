"""Loads a folder: read and check, judge with what waits, write in batches."""

import json
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dict
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import polars as pl

from etl.contract import TABLES
from etl.loading.bulk import Imported, import_facts
from etl.loading.fact_files import keep_facts
from etl.loading.overdrawn import overdrawn
from etl.loading.people import people
from etl.loading.quarantining import with_ids
from etl.loading.records import quarantine, records
from etl.loading.running_totals import settle_totals
from etl.loading.sales import sales
from etl.loading.schema import ensure_facts_schema
from etl.loading.stored import ask
from etl.loading.summary import LoadSummary, count_tables, facts_after, why_held
from etl.loading.transactions import Transaction, Work
from etl.loading.waiting import Waiting, join_waiting, read_waiting
from etl.mapping import Mapping
from etl.personal.returning import Erased, without_erased
from etl.reading import Delivery, read_delivery
from etl.resolution import Case, Resolution, resolve
from etl.resolution.case import empty
from graph.clock import to_micros
from graph.database import Database
from graph.errors import UserError
from graph.fact_files import Folder
from graph.i18n.message import Joined
from graph.locking import writer_lock
from graph.migrations import migrate
from graph.patience import AT_ONCE, Patience
from graph.plan import Plan, plan_in_force
from graph.settings import Settings
from graph.words.expressions import ids_of

Progress = Callable[[str, int, int], None]
"""Told after every transaction: the table, how many of its rows are done with it, and how many are to do.

Of an import, the step stands for the table: preparing, importing, indexing.
"""


def load_folder(
    database: Database,
    folder: Path,
    mapping: Mapping | None = None,
    progress: Progress = lambda _table, _rows, _all: None,
) -> LoadSummary:
    """Load a folder of tables; safe to be killed at any point and run again.

    Raises:
        UserError: before anything is written, when the folder cannot be read as tables, or a first
            delivery has no members or orders.
        DatabaseBusyError: when another load or nightly run is writing.

    """
    delivery = read_delivery(folder, mapping, lambda: plan_in_force(database).rank_ids)
    return load_delivery(database, delivery, progress)


def load_delivery(
    database: Database,
    delivery: Delivery,
    progress: Progress = lambda _table, _rows, _all: None,
    embedded: Settings | None = None,
    plan: Plan | None = None,
    *,
    facts_folder: Folder | None = None,
    patience: Patience = AT_ONCE,
) -> LoadSummary:
    """Load a delivery that was read; see `load_folder`.

    `plan`: whose currency orders must have, if they name one, and whose ranks waiting rows are judged by (the
    delivery was read with them); None: the plans in force.

    `embedded`: the settings that `database` was connected by. Where they name the embedded server, a large
    first load goes by Neo4j's import and the server is restarted for it; the graph is the same.

    `facts_folder`: where the facts are kept as files (graph.fact_files); None: nowhere.
    `patience`: how long it waits while another load or night is writing.
    """
    migrate(database, patience=patience)
    ensure_facts_schema(database)
    restarting = Event()
    with writer_lock(database, "load", restarting, patience) as still_ours:
        state = database.read("load/delivery/state")[0]
        if delivery.missing_required and not state["delivered_before"]:
            raise UserError(
                "a first delivery needs the tables members and orders: {missing} is not in the folder; "
                "add the file, or name it in a mapping file (--mapping)",
                missing=Joined(tuple(delivery.missing_required), " and "),
            )
        next_run = state["published"] + 1
        now = to_micros(datetime.now(UTC))
        opened = database.write("load/delivery/open", id=delivery.digest, now=now, next_run=next_run)
        delivery, waiting, case = prepare(database, delivery, plan)
        resolutions = resolve(case)
        before = database.read("nightly/checks/facts")[0]
        facts = facts_after(resolutions, before)
        bad = {name: checked.bad for name, checked in delivery.tables.items()}
        work = Work(resolutions, case.stored, waiting, bad, opened[0]["delivered"], next_run)
        totals = to_do(resolutions, bad)
        still_ours()
        restarting.set()
        imported = Imported() if embedded is None else import_facts(embedded, database, work, progress)
        restarting.clear()
        for table, resolution in resolutions.items() if imported.done else ():
            progress(table, len(resolution.fresh), totals[table])
        for transaction in quarantine(work) if imported.done else transactions(work):
            still_ours()
            database.write_all(transaction.steps)
            for table, rows in transaction.done.items():
                progress(table, rows, totals[table])
        kept = keep_facts(work, facts_folder, opened[0]["manifest"], first=not any(before.values()))
        tables = count_tables(resolutions, delivery.tables)
        left = database.read("load/quarantine/size")[0]["size"]
        summary = LoadSummary(
            delivery.digest,
            tables,
            (
                *delivery.notices,
                *delivery.left_out,
                *imported.notices,
                *kept.notices,
                *overdrawn(database, work),
            ),
            left,
            why_held(resolutions, delivery.tables),
        )
        counts = json.dumps(summary.as_json()["tables"])
        database.write(
            "load/delivery/done",
            id=delivery.digest,
            counts=counts,
            facts=json.dumps(facts),
            manifest=kept.manifest,
            ties=kept.ties,
            origin=delivery.origin.id if delivery.origin else None,
            begun=to_micros(delivery.origin.begun) if delivery.origin else None,
        )
        return summary


def prepare(database: Database, delivery: Delivery, plan: Plan | None) -> tuple[Delivery, Waiting, Case]:
    """Return a delivery as it is judged (nobody erased, totals settled), what waits, and the case of both.

    plan: whose currency and ranks count; None: the plans in force.
    """
    delivery = without_erased(delivery, Erased.of(database))
    plan = plan or plan_in_force(database)
    waiting = read_waiting(database, plan.rank_ids)
    delivery = settle_totals(database, delivery, waiting)
    return delivery, waiting, gather_case(database, delivery, waiting, plan.currency)


def gather_case(database: Database, delivery: Delivery, waiting: Waiting, currency: str) -> Case:
    """Return the case of a delivery: its rows and all that waits, and what the database holds of them."""
    candidates = {}
    for table in TABLES:
        checked = delivery.tables.get(table)
        candidates[table] = join_waiting(table, None if checked is None else checked.good, waiting)
    if not _corrections_matter(delivery, waiting):
        candidates["sponsor_corrections"] = empty("sponsor_corrections")
    bad = dict(waiting.bad)
    for table, checked in delivery.tables.items():
        new = with_ids(table, checked.bad)
        bad[table] = pl.concat([bad[table].select(new.columns), new]) if table in bad else new
    broken = bad.get("order_lines")
    orders = (
        broken["payload"].str.json_path_match("$.order_id")
        if broken is not None
        else pl.Series([], dtype=pl.String)
    )
    return Case(candidates, bad, ask(database, candidates, orders), currency)


def _corrections_matter(delivery: Delivery, waiting: Waiting) -> bool:
    """Return whether corrections must be judged: not when all that wait are known to close a cycle.

    What is above a loaded member is loaded, so without another correction they still do; and judging
    reads the whole tree.
    """
    if "sponsor_corrections" in delivery.tables:
        return True
    rows = waiting.candidates.get("sponsor_corrections")
    if rows is None:
        return False
    told = waiting.rows.join(rows, on="qid", how="semi").select(ids_of(pl.col("reasons")))
    return not told["reasons"].list.contains("row_closes_cycle").all()


def to_do(resolutions: Dict[str, Resolution], bad: Dict[str, pl.DataFrame]) -> dict[str, int]:
    """Return how many rows of each table are to be written: loaded, changed or put into the quarantine."""
    return {
        table: len(found.fresh)
        + len(found.restored)
        + len(found.changed)
        + found.held["qid"].null_count()
        + len(bad.get(table, ()))
        for table, found in resolutions.items()
    }


def transactions(work: Work) -> Iterator[Transaction]:
    """Yield everything a load writes, in order: what is referred to comes before what refers to it."""
    yield from people(work)
    yield from sales(work)
    yield from records(work)
    yield from quarantine(work)
