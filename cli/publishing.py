"""Loading and then publishing, as what runs by itself does it: a run only where facts changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from cli.notifying import announced
from cli.options import load_settings
from cli.recording import calculate_and_record, load_and_record, record_failures
from graph.patience import AT_ONCE, Patience

if TYPE_CHECKING:
    from etl.loading import LoadSummary
    from etl.loading import Progress as LoadProgress
    from etl.reading import Delivery
    from graph.database import Database
    from graph.nightly import NightSummary
    from graph.nightly import Progress as NightProgress
    from graph.plan import Plan

Bars = Callable[[], AbstractContextManager["LoadProgress"]]
NightBars = Callable[[], AbstractContextManager["NightProgress"]]


def load_and_publish(
    database: "Database",
    place: str,
    read: "Callable[[], Delivery]",
    plan: "Plan | None",
    *,
    bars: Bars,
    night_bars: NightBars,
    patience: Patience = AT_ONCE,
) -> "tuple[LoadSummary, NightSummary | None]":
    """Read and load a delivery, and publish a run where the published one does not have all facts.

    `place`: from where it is, for the audit trail and those who watch. `plan`: taken as `upline nightly
    --plan` does. The load and the night hold the writer's lock each for itself.

    Raises:
        DatabaseBusyError: when somebody else is writing for longer than the patience lasts.
    """
    from cli.load import loaded_facts  # noqa: PLC0415 - a help text must come at once
    from cli.nightly.report import published_facts  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.nightly.engines import engine_named  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415

    settings = load_settings()
    with (
        announced(settings, EventName.LOADED) as done,
        record_failures(EventName.LOADED, folder=place),
        bars() as progress,
    ):
        summary = load_and_record(database, place, read(), progress, plan, patience=patience)
        if summary.changes_facts or summary.quarantined:
            done(**loaded_facts(place, summary))
    if not summary.changes_facts and not _behind(database):
        return summary, None
    with (
        announced(settings, EventName.NIGHTLY) as done,
        record_failures(EventName.NIGHTLY),
        night_bars() as step,
    ):
        engine = engine_named(settings.upline_engine)
        plans = [plan] if plan else []
        night = calculate_and_record(database, plans, None, step, engine, patience=patience)
        done(**published_facts(night, run_numbered(database, night.run)))
    return summary, night


def _behind(database: "Database") -> bool:
    """Return whether facts changed that the published run does not have, or none is published."""
    from graph.clock import NEVER  # noqa: PLC0415 - a help text must come at once

    return str(database.read("run/state")[0]["dirty"]) < NEVER
