"""`upline sync`: what a company's own database has since the last time, loaded and published."""

import re
import time
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import WAIT_MINUTES, JsonOption, WaitOption, open_database, patience_of
from cli.output import say, say_error, say_summary
from graph.errors import UplineError, UserError

if TYPE_CHECKING:
    from etl.mapping import Mapping
    from etl.reading import Delivery
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
    """Read, load and publish once."""
    from cli.load import progress_bars, tell  # noqa: PLC0415 - a help text must come at once
    from cli.nightly.progress import progress_bar  # noqa: PLC0415
    from cli.nightly.report import tell_people  # noqa: PLC0415
    from cli.publishing import load_and_publish  # noqa: PLC0415
    from etl.loading.origins import last_reading  # noqa: PLC0415
    from etl.reading import read_delivery  # noqa: PLC0415
    from graph.plan import plan_in_force  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415
    from graph.reads.totals import totals  # noqa: PLC0415

    with open_database() as database:

        def read() -> "Delivery":
            return read_delivery(
                [],
                mappings,
                lambda: (plan or plan_in_force(database)).rank_ids,
                since=lambda origin: last_reading(database, origin),
            )

        summary, night = load_and_publish(
            database,
            place,
            read,
            plan,
            bars=progress_bars,
            night_bars=progress_bar,
            patience=patience_of(wait),
        )
        if as_json:
            run = None if night is None else night.run
            say_summary({"command": "sync", "published": run, **summary.as_json()})
            return
        tell(summary)
        if night is None:
            say("Nothing changed since the published run.")
        else:
            tell_people(night, run_numbered(database, night.run), totals(database, night.run))
