"""`upline load`: a folder of tables into the graph, with progress and a table of counts."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.exporting import Column
from cli.options import WAIT_MINUTES, WaitOption, load_settings, open_database, patience_of
from cli.output import say, say_summary
from cli.recording import attempt, load_and_record, record
from cli.tables import show
from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import message

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from etl.loading import Counts, LoadSummary, Progress
    from etl.reading import Delivery
    from graph.plan import Plan

_TABLES = 20  # more than there are


def load(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="The folder of tables (CSV or Parquet): docs/tables.md.",
            show_default=False,
        ),
    ] = None,
    *,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--mapping",
            metavar="MAPPING",
            help="A mapping file, where your tables are named otherwise, or the name of one that Upline"
            " brings, such as shopify (`upline mapping list`). Several: each for other tables.",
            show_default=False,
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help="The plan whose currency orders must have, if they name one, and whose ranks"
            " opening standings have. Default: those in force, the first time chain_699.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 when rows of the folder are not loaded.")
    ] = False,
    abandoned: Annotated[
        str | None,
        typer.Option(
            "--abandon",
            metavar="DIGEST",
            help="Load nothing; close the delivery of this digest (or its beginning) whose load did not end."
            " What is loaded of it stays.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Write nothing; tell what would load, and why the rest would wait."),
    ] = False,
    wait: WaitOption = WAIT_MINUTES,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve", help="Then calculate a run, and serve it: from an export to the dashboard at once."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")
    ] = False,
) -> None:
    """Load a folder of tables; rows that break a rule go to the quarantine, the rest loads."""
    if abandoned is not None:
        if folder is not None or mapping or plan is not None or strict or dry_run or serve:
            raise UserError("--abandon loads nothing: leave out the folder and the other options")
        _abandon(abandoned, as_json=as_json)
        return
    if folder is None:
        raise UserError("name the folder that holds the tables: upline load FOLDER")
    from etl.mapping import load_mappings  # noqa: PLC0415 - a help text must come at once
    from etl.reading import read_delivery  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.plan import load_plan, plan_in_force  # noqa: PLC0415

    with attempt(EventName.LOADED, folder=folder.absolute()) as done:
        named = load_plan(plan) if plan else None

        def ranks() -> "Sequence[str]":
            if named is not None:
                return named.rank_ids
            with open_database() as database:
                return plan_in_force(database).rank_ids

        # All files are read before a database is asked for: a file that is no table must stop everything.
        mappings = load_mappings(mapping or [])
        # With a mapping, a single export may be named instead of its folder.
        place = [folder] if mappings and folder.is_file() else folder
        delivery = read_delivery(place, mappings, ranks)
        if dry_run:
            _try(delivery, named, strict=strict, as_json=as_json)
            return
        with open_database() as database, progress_bars() as progress:
            summary = load_and_record(database, folder, delivery, progress, named, patience=patience_of(wait))
        done(**loaded_facts(folder, summary))
    if as_json:
        say_summary({"command": "load", **summary.as_json()})
    else:
        tell(summary)
    if strict and summary.quarantined:
        raise typer.Exit(1)
    if serve:
        _publish_and_serve(plan)


def _publish_and_serve(plan: str | None) -> None:
    """Calculate a run, make an administrator where there is no account, and serve until Ctrl-C."""
    from cli.demo.accounts import make_admin  # noqa: PLC0415 - a help text must come at once
    from cli.nightly import nightly  # noqa: PLC0415
    from cli.serve import serve_here  # noqa: PLC0415

    say("")
    nightly(plan=[plan] if plan else None)
    with open_database() as database:
        say("")
        make_admin(database)
    serve_here(load_settings())


def _try(delivery: "Delivery", plan: "Plan | None", *, strict: bool, as_json: bool) -> None:
    from cli.trials import tell_trial  # noqa: PLC0415 - it tells by what is here
    from etl.loading.trial import try_delivery  # noqa: PLC0415 - a help text must come at once

    with open_database() as database:
        trial = try_delivery(database, delivery, plan)
    tell_trial(trial, "load", as_json=as_json)
    if strict and trial.quarantined:
        raise typer.Exit(1)


def loaded_facts(folder: Path | str, summary: "LoadSummary") -> dict[str, Any]:
    """Return what programs that watch are told of a load: a sentence, and its figures.

    `folder`: of a delivery that is read from databases the name of its mapping.
    """
    figures = {
        "rows": sum(counts.loaded + counts.changed for counts in summary.tables.values()),
        "quarantined": summary.quarantined,
        "waiting": summary.waiting,
    }
    place = folder.absolute() if isinstance(folder, Path) else folder
    words = message(
        "{folder} is loaded: {rows:,} rows; {quarantined:,} others, {waiting:,} in all, wait in quarantine",
        folder=place.name if isinstance(place, Path) else place,
        **figures,
    )
    return {"text": words.text(), "folder": str(place), **figures}


def _abandon(digest: str, *, as_json: bool) -> None:
    from etl.loading import abandon  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        closed = abandon(database, digest)
        record(database, EventName.LOAD_ABANDONED, detail={"delivery": closed.delivery})
    if as_json:
        say_summary({"command": "load", "abandoned": closed.delivery, "waiting": closed.waiting})
    else:
        say("The delivery {delivery} is closed.", delivery=closed.delivery)
        say("What is loaded of it stays; the rest is as if it had not been delivered.")


@contextmanager
def progress_bars() -> "Generator[Progress]":
    """Draw a bar per table on standard error, if that is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - a help text must come at once
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn  # noqa: PLC0415

    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    )
    tasks: dict[str, TaskID] = {}

    def advance(table: str, rows: int, total: int) -> None:
        if table not in tasks:
            tasks[table] = bars.add_task(table, total=total)
        bars.advance(tasks[table], rows)

    if console.is_terminal:
        with bars:
            yield advance
    else:
        yield lambda _table, _rows, _total: None


def tell(summary: "LoadSummary") -> None:
    """Print what was loaded, table by table, and what waits."""
    for notice in summary.notices:
        say("Notice: {notice}", notice=notice)
    columns: list[Column[tuple[str, Counts]]] = [
        Column("table", lambda row: row[0], weight=99),
        Column("loaded", lambda row: row[1].loaded, "number", weight=98),
        Column("changed", lambda row: row[1].changed, "number", weight=60),
        Column("unchanged", lambda row: row[1].unchanged, "number", weight=90),
        Column("quarantined", lambda row: row[1].quarantined, "number", weight=97),
        Column("woken", lambda row: row[1].woken, "number", weight=80),
        Column("withdrawn", lambda row: row[1].withdrawn, "number", weight=70),
    ]
    show(N_("Load"), columns, list(summary.tables.items()), _TABLES, N_("The folder has no rows."))
    if any(counts.woken for counts in summary.tables.values()):
        say("Woken: rows that had waited in the quarantine and are loaded now.")
    if any(counts.withdrawn for counts in summary.tables.values()):
        say("Withdrawn: loaded rows that no longer stand beside this delivery and wait now.")
    if summary.waiting:
        say(
            "{waiting:,} row waits in the quarantine; `upline quarantine` says why."
            if summary.waiting == 1
            else "{waiting:,} rows wait in the quarantine; `upline quarantine` says why.",
            waiting=summary.waiting,
        )
