"""What a command puts into the audit trail: who ran it, and what it did."""

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.columns import in_utc
from cli.notifying import Done, announced
from cli.options import load_settings
from graph.errors import UserError
from graph.patience import AT_ONCE, Patience

if TYPE_CHECKING:
    from etl.loading import LoadSummary, Progress
    from etl.reading import Delivery
    from graph.audit import EventName
    from graph.columnar.engine import Opening
    from graph.database import Database
    from graph.nightly import NightSummary
    from graph.nightly.engines import EngineName
    from graph.plan import Plan


def record(database: "Database", name: "EventName", /, **fields: Any) -> None:  # noqa: ANN401 - those of Event
    """Record an event by the user of the system who runs this command; `fields` are those of Event."""
    from graph.audit import Event, operator  # noqa: PLC0415 - a help text must come at once
    from graph.audit.trail import Trail  # noqa: PLC0415

    Trail(database, load_settings()).write([Event(name, operator(), **fields)])


def record_export(database: "Database", about: Mapping[str, object], form: str, out: Path | None) -> None:
    """Record that a command wrote rows as CSV, JSON or Excel: its filters are those of the command line."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once

    file = str(out.absolute()) if out else "standard output"
    detail = {"format": form, "file": file, "filter": shlex.join(sys.argv[1:])}
    route = f"upline {about['command']}"
    record(database, EventName.DOWNLOADED, route=route, run=about.get("run", 0), detail=detail)


def record_later(name: "EventName", **detail: object) -> None:
    """Record an event of a command that keeps the database stopped: the next who writes carries it over."""
    from graph.audit import Event, operator  # noqa: PLC0415 - a help text must come at once
    from graph.audit.trail import write_later  # noqa: PLC0415

    write_later(load_settings(), Event(name, operator(), detail=detail))


@contextmanager
def record_failures(name: "EventName", **detail: object) -> Iterator[None]:
    """Record when the block fails or is stopped, and why: perhaps it never came to the database.

    So the event waits in a file, and in UPLINE_AUDIT_LOG it is at once.
    """
    try:
        yield
    except BaseException as error:
        record_later(name, **detail, outcome=_outcome(error), error=_words(error))
        raise


@contextmanager
def attempt(name: "EventName", *, quiet: bool = False, **detail: object) -> Iterator[Done]:
    """Record when the block, a load or a night, fails; tell those who watch how it ended (`announced`)."""
    with announced(load_settings(), name, quiet=quiet) as done, record_failures(name, **detail):
        yield done


def _outcome(error: BaseException) -> str:
    return "stopped" if isinstance(error, KeyboardInterrupt) else "failed"


def _words(error: BaseException) -> str:
    """Return what failed; of an error that is none of ours its kind, as its words may be anybody's."""
    from graph.errors import UplineError  # noqa: PLC0415 - a help text must come at once

    return str(error) if isinstance(error, UplineError) else type(error).__name__


def load_and_record(
    database: "Database",
    folder: Path | str,
    delivery: "Delivery",
    progress: "Progress",
    plan: "Plan | None" = None,
    *,
    patience: Patience = AT_ONCE,
) -> "LoadSummary":
    """Load a delivery, and record it when it is loaded; see `record_failures`.

    `folder`: from where it is; of one that is read from databases the name of its mapping.
    """
    from etl.loading import load_delivery  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415
    from graph.fact_files import folder_at  # noqa: PLC0415

    settings = load_settings()
    kept = folder_at(settings.facts_address)
    summary = load_delivery(
        database, delivery, progress, settings, plan, facts_folder=kept, patience=patience
    )
    loaded = sum(counts.loaded for counts in summary.tables.values())
    detail = {"loaded": loaded, "quarantined": summary.quarantined}
    place = folder.absolute() if isinstance(folder, Path) else folder
    record(database, EventName.LOADED, detail={"folder": place, "outcome": "done", **detail})
    return summary


def spark_opening(engine: "EngineName", master: str = "", scratch: str = "") -> "Opening | None":
    """Return what opens Spark for a night, None where another engine calculates it.

    master, scratch: those of the command, "" for those of the settings.

    Raises:
        UserError: Spark is not installed; a cluster has no folders that all its machines reach; or Spark does
            not calculate, and has a master.
    """
    from graph.columnar.spark_engine import Cluster  # noqa: PLC0415 - a help text must come at once
    from graph.columnar.spark_session import is_local  # noqa: PLC0415

    settings = load_settings()
    if engine != "spark":
        if master or scratch:
            raise UserError("--master and --scratch are Spark's: give --engine spark, too")
        return None
    master = master or settings.upline_spark_master
    if not is_local(master) and settings.upline_facts is None:
        raise UserError("{master}: name a folder that all its machines reach in UPLINE_FACTS", master=master)
    return Cluster(master, scratch or settings.upline_spark_scratch, settings.upline_java).opening()


def calculate_and_record(
    database: "Database",
    plans: "Sequence[Plan]",
    as_of: int | None,
    progress: "Progress",
    engine: "EngineName | None" = None,
    *,
    spark: "Opening | None" = None,
    accepted: Mapping[str, str] | None = None,
    patience: Patience = AT_ONCE,
) -> "NightSummary":
    """Calculate, check and publish a run; record it then, and the plans that it took anew.

    engine: None: that of the settings. spark: what opens Spark for it; None: the settings say where.
    accepted: the guards that do not hold it, each with the reason.
    """
    from graph.audit import EventName, operator  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.nightly import run_nightly  # noqa: PLC0415
    from graph.nightly.engines import engine_named  # noqa: PLC0415
    from graph.nightly.guards import Guards  # noqa: PLC0415
    from graph.reads.history import Accepted  # noqa: PLC0415

    settings, by = load_settings(), operator().os_user
    engine = engine or engine_named(settings.upline_engine)
    guards = Guards.of(settings, {name: Accepted(why, by) for name, why in (accepted or {}).items()})
    before = {row["hash"] for row in database.read("run/plans")}
    night = run_nightly(
        database,
        plans,
        as_of,
        progress,
        folder_at(settings.facts_address),
        engine=engine,
        spark=spark or spark_opening(engine),
        keep_days=settings.upline_keep_days,
        guards=guards,
        patience=patience,
    )
    detail = {
        "outcome": "done",
        "as_of": in_utc(night.as_of),
        "entries": night.entries,
        "plans": ", ".join(night.plans),
    }
    record(database, EventName.NIGHTLY, run=night.run, detail=detail)
    for check in night.checks:
        if check.accepted:
            guard = {"guard": check.name, "reason": check.accepted.reason}
            record(database, EventName.GUARD_ACCEPTED, run=night.run, detail=guard)
    for row in database.read("run/plans"):
        if row["hash"] not in before:
            taken = {"plan": row["name"], "hash": row["hash"]}
            record(database, EventName.PLAN_TAKEN, run=night.run, detail=taken)
    return night
