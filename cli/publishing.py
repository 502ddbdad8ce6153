"""Loading and then publishing, as what runs by itself does it: a run only where facts changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from cli.options import load_settings
from cli.recording import calculate_and_record, load_and_record, record_failures

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
    delivery: "Delivery",
    plan: "Plan | None",
    *,
    bars: Bars,
    night_bars: NightBars,
) -> "tuple[LoadSummary, NightSummary | None]":
    """Load a delivery, and calculate and publish a run where the published one does not have all facts.

    `place`: from where it is, for the audit trail. `plan`: taken as `upline nightly --plan` does. Each of the
    two holds the writer's lock for itself.

    Raises:
        DatabaseBusyError: when somebody else is writing.
    """
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.nightly.engines import engine_named  # noqa: PLC0415

    with record_failures(EventName.LOADED, folder=place), bars() as progress:
        summary = load_and_record(database, place, delivery, progress, plan)
    if not summary.changes_facts and not _behind(database):
        return summary, None
    with record_failures(EventName.NIGHTLY), night_bars() as step:
        engine = engine_named(load_settings().upline_engine)
        night = calculate_and_record(database, [plan] if plan else [], None, step, engine)
    return summary, night


def _behind(database: "Database") -> bool:
    """Return whether facts changed that the published run does not have, or none is published."""
    from graph.clock import NEVER  # noqa: PLC0415 - a help text must come at once

    return str(database.read("run/state")[0]["dirty"]) < NEVER
