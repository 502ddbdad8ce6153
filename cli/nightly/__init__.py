"""`upline nightly`: calculates, checks and publishes one run, and tells what it found."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from cli.options import WAIT_MINUTES, WaitOption, load_settings, open_database, patience_of
from graph.errors import UserError
from graph.i18n import N_

_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_YEARS = range(1970, 2200)
_LONGEST_REASON = 500
_PUBLISHED = N_("the run is published already")
_LEFT = N_("nothing is published, the last run stands; the next one discards what was begun")


def nightly(
    *,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            "--plan",
            metavar="PLAN",
            help="A plan's file, or the name of one in plans/; it stays in force, so it is given once."
            " Default: those in force, the first time chain_699.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of",
            metavar="TIME",
            help="Facts after it do not count, such as 2026-02-01T00:00:00+08:00; not before that of the"
            " published run. Default: now.",
            show_default=False,
        ),
    ] = "",
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="ENGINE",
            help="What calculates: cypher, duckdb, spark, or auto, which is cypher up to 200,000 members,"
            " then duckdb. The same run comes of it. Default: UPLINE_ENGINE, else auto.",
            show_default=False,
        ),
    ] = "",
    master: Annotated[
        str,
        typer.Option(
            "--master",
            metavar="URL",
            help="Where Spark runs: local[N] is N cores of this machine; a cluster is such as"
            " spark://host:7077, and needs --scratch. Default: UPLINE_SPARK_MASTER, else local[*].",
            show_default=False,
        ),
    ] = "",
    scratch: Annotated[
        str,
        typer.Option(
            "--scratch",
            metavar="FOLDER",
            help="A folder or address that all machines of the cluster reach, for what Spark calculates on"
            " the way. Default: UPLINE_SPARK_SCRATCH.",
            show_default=False,
        ),
    ] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="GUARD",
            help="Publish although this guard holds the run: payout, members, revenue, entries or quarantine."
            " Several: several times. It is kept with the run, with --reason.",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why the accepted guards are right to pass.")
    ] = "",
    wait: WaitOption = WAIT_MINUTES,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")
    ] = False,
) -> None:
    """Calculate, check and publish one run: ranks, rewards, pools and standings."""
    from cli.nightly.progress import explain_interrupt, progress_bar  # noqa: PLC0415 - a help text must come at once
    from cli.nightly.report import published_facts, tell_machines, tell_people  # noqa: PLC0415
    from cli.recording import attempt, calculate_and_record, spark_opening  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.nightly.engines import engine_named  # noqa: PLC0415
    from graph.plan import load_plan  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415
    from graph.reads.totals import totals  # noqa: PLC0415

    with attempt(EventName.NIGHTLY) as done, explain_interrupt(_LEFT) as set_left:
        accepted = accepted_guards(accept or (), why)
        plans = [load_plan(one) for one in plan or ()]
        moment = micros(as_of) if as_of else None
        chosen = engine_named(engine or load_settings().upline_engine)
        spark = spark_opening(chosen, master, scratch)
        with open_database() as database:
            with progress_bar() as progress:

                def report_step(step: str, done: int, total: int) -> None:
                    if step == "published":
                        set_left(_PUBLISHED)
                    progress(step, done, total)

                night = calculate_and_record(
                    database,
                    plans,
                    moment,
                    report_step,
                    chosen,
                    spark=spark,
                    accepted=accepted,
                    patience=patience_of(wait),
                )
            run = run_numbered(database, night.run)
            all_totals = totals(database, night.run)
        done(**published_facts(night, run))
    (tell_machines if as_json else tell_people)(night, run, all_totals)


def accepted_guards(names: Sequence[str], why: str) -> dict[str, str]:
    """Return the guards that are accepted, each with the reason.

    Raises:
        UserError: when there is one without the other, or the reason is too long to be kept.
    """
    why = why.strip()
    if bool(names) != bool(why):
        raise UserError("--accept and --reason go together: say which guard is right to pass, and why")
    if len(why) > _LONGEST_REASON:
        raise UserError("--reason has more than {most} characters: say it shorter", most=_LONGEST_REASON)
    return dict.fromkeys(names, why)


def micros(text: str) -> int:
    """Return a time with a zone, such as 2026-02-01T00:00:00+08:00, as microseconds since 1970 UTC.

    Raises:
        UserError: when it is none, says no zone, or lies outside of the years of the clock.
    """
    from graph.clock import to_micros  # noqa: PLC0415 - a help text must come at once

    try:
        if _TIME.fullmatch(text) and int(text[:4]) in _YEARS:
            return to_micros(datetime.fromisoformat(text))
    except ValueError:
        pass  # 30 February, or 25 o'clock: told as every other text that is no time
    raise UserError(
        "--as-of {text!r} is no time with a zone from {start} to {stop}: write it as "
        "2026-02-01T00:00:00+08:00 (the day until its end is the next day at 00:00:00)",
        text=text,
        start=_YEARS.start,
        stop=_YEARS.stop - 1,
    )
