"""`upline sync`: what a company's own database has since the last time, loaded and published."""

import re
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import WAIT_MINUTES, JsonOption, WaitOption, open_database, patience_of
from cli.output import say, say_error, say_summary
from cli.recording import attempt, calculate_and_record, load_and_record
from graph.errors import UplineError, UserError

if TYPE_CHECKING:
    from etl.loading import LoadSummary
    from etl.mapping import Mapping
    from graph.database import Database
    from graph.nightly import NightSummary
    from graph.patience import Patience
    from graph.plan import Plan


def sync(
    mapping: Annotated[
        list[str],
        typer.Argument(
            metavar="MAPPING",
            help="A mapping whose tables are queries of a database (docs/mapping.md), or the name of one that"
            " Upline brings, such as crmeb. Several: each for other tables.",
        ),
    ],
    *,
    every: Annotated[
        str,
        typer.Option(
            "--every",
            metavar="TIME",
            help="Again and again, so long after each other, such as 10m or 1h, until Ctrl-C.",
            show_default=False,
        ),
    ] = "",
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help="A plan's file, or the name of one in plans/. Default: those in force, the first time"
            " chain_699.",
            show_default=False,
        ),
    ] = None,
    wait: WaitOption = WAIT_MINUTES,
    as_json: JsonOption = False,
) -> None:
    """Read a shop's database since the last time, load what is new, and publish a run where facts changed."""
    from etl.mapping import load_mappings  # noqa: PLC0415 - a help text must come at once
    from graph.plan import load_plan  # noqa: PLC0415

    pause = _seconds(every) if every else None
    mappings = load_mappings(mapping)
    if mappings is None or not any(spec.query for spec in mappings.tables.values()):
        raise UserError("no table of this mapping is a query of a database: use `upline load` for files")
    named = load_plan(plan) if plan else None
    place = " ".join(mapping)
    _sync(mappings, place, named, wait, as_json=as_json)
    while pause is not None:
        time.sleep(pause)
        try:
            _sync(mappings, place, named, wait, as_json=as_json)
        except UplineError as error:
            # The next round begins where the last one that ended well did: nothing is left out.
            say_error(error.text())


def _seconds(text: str) -> float:
    from etl.mapping.databases import DURATION, duration  # noqa: PLC0415 - a help text must come at once

    if not re.fullmatch(DURATION, text) or not (seconds := duration(text).total_seconds()):
        raise UserError("--every {text!r} is no time: write it as 10m, 1h or 1d", text=text)
    return seconds


def _sync(mappings: "Mapping", place: str, plan: "Plan | None", wait: int, *, as_json: bool) -> None:
    """Read, load and publish once: a run only where the published one does not have all facts.

    The load and the night hold the writer's lock each for itself.
    """
    from cli.load import tell  # noqa: PLC0415 - a help text must come at once
    from cli.nightly.report import tell_people  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415
    from graph.reads.totals import totals  # noqa: PLC0415

    patience = patience_of(wait)
    with ExitStack() as connection:
        database, summary = _load(connection, mappings, place, plan, patience)
        publishes = summary.changes_facts or _behind(database)
        night = _publish(database, plan, patience) if publishes else None
        if as_json:
            run = None if night is None else night.run
            say_summary({"command": "sync", "published": run, **summary.as_json()})
            return
        tell(summary)
        if night is None:
            say("Nothing changed since the published run.")
        else:
            tell_people(night, run_numbered(database, night.run), totals(database, night.run))


def _load(
    connection: ExitStack, mappings: "Mapping", place: str, plan: "Plan | None", patience: "Patience"
) -> "tuple[Database, LoadSummary]":
    """Open the database, which `connection` closes, read what is new, and load it."""
    from cli.load import loaded_facts, progress_bars  # noqa: PLC0415 - a help text must come at once
    from etl.loading.origins import last_reading  # noqa: PLC0415
    from etl.reading import read_delivery  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.plan import plan_in_force  # noqa: PLC0415

    with attempt(EventName.LOADED, folder=place) as done, progress_bars() as progress:
        database = connection.enter_context(open_database())
        delivery = read_delivery(
            [],
            mappings,
            lambda: (plan or plan_in_force(database)).rank_ids,
            since=partial(last_reading, database),
        )
        summary = load_and_record(database, place, delivery, progress, plan, patience=patience)
        if summary.changes_facts or summary.quarantined:
            done(**loaded_facts(place, summary))
    return database, summary


def _behind(database: "Database") -> bool:
    """Return whether facts changed that the published run does not have, or none is published."""
    from graph.clock import NEVER  # noqa: PLC0415 - a help text must come at once

    return str(database.read("run/state")[0]["dirty"]) < NEVER


def _publish(database: "Database", plan: "Plan | None", patience: "Patience") -> "NightSummary":
    from cli.nightly.progress import progress_bar  # noqa: PLC0415 - a help text must come at once
    from cli.nightly.report import published_facts  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415

    with attempt(EventName.NIGHTLY) as done, progress_bar() as step:
        night = calculate_and_record(database, [plan] if plan else [], None, step, patience=patience)
        done(**published_facts(night, run_numbered(database, night.run)))
    return night
