"""One night: take the lock, discard what was left behind, calculate, check, publish."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from structlog.contextvars import bound_contextvars

from graph.clock import OPEN, from_micros, to_micros
from graph.columnar import refuse_unknown
from graph.columnar.engine import Opening
from graph.database import Database, Row
from graph.errors import DatabaseBusyError, DatabaseUnavailableError, StatementError, UserError
from graph.fact_files import Folder
from graph.i18n.message import message
from graph.locking import writer_lock
from graph.migrations import migrate
from graph.nightly.calculation import Calculation, NightSummary
from graph.nightly.engines import EngineName, choose_engine, opening_of
from graph.nightly.guards import UNGUARDED, Guards
from graph.nightly.overflow import naming_large_orders
from graph.nightly.plans import take_plans
from graph.nightly.step_runner import Progress, StepRunner
from graph.nightly.steps import Step, run_step
from graph.patience import AT_ONCE, Patience
from graph.plan import Plan
from graph.retention import drop_old_runs
from graph.unfinished import refuse_unfinished


def run_nightly(
    database: Database,
    plans: Sequence[Plan] = (),
    as_of: int | None = None,
    progress: Progress = lambda _name, _done, _total: None,
    facts_folder: Folder | None = None,
    *,
    engine: EngineName = "cypher",
    spark: Opening | None = None,
    keep_days: int = 0,
    guards: Guards = UNGUARDED,
    patience: Patience = AT_ONCE,
) -> NightSummary:
    """Calculate, check and publish the next run (rules R1-R9, Corrections).

    plans: new plans, by `valid_from`; none: those in force (the first time: chain_699).
    as_of: microseconds UTC, default now; facts after it do not count.
    facts_folder: where the facts are kept as files (graph.fact_files); None: they are read from the graph.
    engine: what calculates; the same run comes of each. spark: what opens Spark; None: on this machine.
    keep_days: for how many days every run is kept (graph.retention); 0: for ever.
    guards: what must not be off the last run (graph.nightly.guards); none look by themselves.
    patience: how long it waits while another load or night is writing.

    Raises:
        UserError: nothing loaded, a delivery not finished, as_of before the published one, a
            plan that cannot follow those in force; Spark is not installed.
        CheckFailedError: a check failed, or a guard held the run (HeldError); nothing was published.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        DatabaseBusyError: another load or night is writing.
    """
    opening = opening_of(engine, spark)
    migrate(database, patience=patience)
    database.ensure_schema("system/schema/derived")
    with writer_lock(database, "nightly", patience=patience) as still_ours:
        state = database.read("run/state")[0]
        as_of = to_micros(datetime.now(UTC)) if as_of is None else as_of
        refuse(database, state)
        run = state["published"] + 1
        if state["left_behind"]:
            discard(database, run)
        in_force, new_from = take_plans(database, plans, run)
        refuse_unknown(in_force)
        _refuse_earlier(state, as_of, in_force[0].zone)
        calculation = Calculation(
            database=database,
            state=state,
            plans=in_force,
            new_from=new_from,
            run=run,
            as_of=as_of,
            engine=choose_engine(database, engine),
            opening=opening,
            runner=StepRunner(database, still_ours, progress),
            facts_folder=facts_folder,
            guards=guards,
        )
        with bound_contextvars(run=run), naming_large_orders(database):
            summary = calculation.publish()
        return _without_old_runs(database, summary, keep_days, still_ours)


def _without_old_runs(
    database: Database, summary: NightSummary, keep_days: int, still_ours: Callable[[], None]
) -> NightSummary:
    """Drop the figures of runs that are kept no longer; the run is published, whatever becomes of that."""
    try:
        return replace(summary, dropped=tuple(drop_old_runs(database, keep_days, still_ours)))
    except (DatabaseUnavailableError, StatementError, DatabaseBusyError) as error:
        trouble = message(
            "runs that are kept no longer are still there, and the next night drops them: {error}",
            error=error,
        )
        return replace(summary, notice=summary.notice or trouble)


def discard(database: Database, run: int) -> None:
    """Take back everything that a calculation left above the published run; readers never saw it."""
    for name in ("entries", "links", "standings", "shares", "facts", "packages"):
        run_step(database, Step(f"run/discard/{name}"), {"run": run, "open": OPEN})


def refuse(database: Database, state: Row) -> None:
    """Raise a UserError when there is nothing to calculate (`run/state`), or only half of a delivery."""
    if not state["loaded"]:
        raise UserError("nothing is loaded yet: load a folder with `upline load` first")
    refuse_unfinished(database)


def _refuse_earlier(state: Row, as_of: int, zone: ZoneInfo) -> None:
    if state["as_of"] is not None and as_of < state["as_of"]:
        published = from_micros(state["as_of"], zone).isoformat()
        asked = from_micros(as_of, zone).isoformat()
        raise UserError(
            "the published run is as of {published}, and a run never goes back: {asked} is before it; "
            "give a later --as-of",
            published=published,
            asked=asked,
        )
