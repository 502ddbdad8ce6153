"""`upline runs`: every attempt at a run, published or not, and why not."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import about_run, answer, list_all, output_options
from cli.exporting import Column, Format
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, open_database
from cli.output import money, say
from graph.i18n import N_, _, language_name
from graph.numbers import MOST

if TYPE_CHECKING:
    from collections.abc import Generator

    from cli.answers import OutputOptions
    from graph.corrections import CauseKind, CauseSum
    from graph.database import Database
    from graph.reads.attempts import Attempt

_STATES = {
    "published": N_("published"),
    "dropped": N_("published, kept no longer"),
    "failed": N_("failed"),
    "stopped": N_("stopped"),
    "calculating": N_("calculating"),
}


def runs(
    *,
    causes: Annotated[
        int | None,
        typer.Option(
            "--causes",
            metavar="RUN",
            min=1,
            max=MOST,
            help="Why this published run corrected entries, by root cause, instead of the list of runs.",
            show_default=False,
        ),
    ] = None,
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show every run, newest first: published, failed and stopped, with what each did or why it ended."""
    from graph.reads.attempts import attempts  # noqa: PLC0415 - a help text must come at once

    def read(database: "Database") -> "Generator[Attempt]":
        yield from attempts(database, MOST)

    output = output_options(form, out, limit, as_json=as_json)
    if causes is not None:
        _show_causes(output, causes)
        return
    list_all(output, "runs", columns(), read, N_("No run was begun yet: `upline nightly` begins one."))


def columns() -> list[Column["Attempt"]]:
    """Return the columns of the runs; money in the currency of their plans."""
    return [
        Column("run", lambda row: row.number, "number", weight=99),
        Column("state", lambda row: row.state.value, weight=98, screen=lambda row: _(_STATES[row.state])),
        Column("as_of", lambda row: row.as_of.isoformat(), weight=97),
        Column("started", lambda row: row.started.isoformat(timespec="seconds"), weight=60),
        Column("seconds", lambda row: "" if row.seconds is None else f"{row.seconds:.1f}", weight=80),
        Column("engine", lambda row: row.engine, weight=70),
        Column("entries", lambda row: _known(row.entries), "number", weight=90),
        Column("rewards", lambda row: _known(row.rewards), "money", weight=85),
        Column("breakage", lambda row: _known(row.breakage), "money", weight=75),
        Column(
            "reason",
            lambda row: str(row.reason or ""),
            weight=95,
            long=True,
            screen=lambda row: row.reason.text() if row.reason else "",
        ),
    ]


def _show_causes(output: "OutputOptions", number: int) -> None:
    from graph.corrections import read_corrections  # noqa: PLC0415 - a help text must come at once
    from graph.earnings.scope import Scope  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415

    with open_database() as database:
        run = run_numbered(database, number)
        read = read_corrections(database, run, Scope(), of_run=True, limit=MOST)
        if output.form is Format.TABLE and not output.as_json:
            for each in read.kinds:
                say(
                    "{cause}: {entries:,} entries of {orders:,} orders and {members:,} members, {amount}",
                    cause=_cause_name(each.cause.kind),
                    entries=each.entries,
                    orders=each.orders,
                    members=each.members,
                    amount=money(each.amount),
                )
        rows = (each for each in read.rows)
        answer(
            database,
            output,
            about_run("causes", run),
            _cause_columns(),
            rows,
            nothing=N_("This run corrected nothing."),
        )


def _cause_columns() -> list[Column["CauseSum"]]:
    return [
        Column(
            "cause",
            lambda row: row.cause.kind.value,
            weight=99,
            screen=lambda row: _cause_name(row.cause.kind),
        ),
        Column("order_id", lambda row: row.cause.order_id, weight=98),
        Column("member_id", lambda row: row.cause.member_id, weight=97),
        Column("entries", lambda row: row.entries, "number", weight=90),
        Column("orders", lambda row: row.orders, "number", weight=80),
        Column("members", lambda row: row.members, "number", weight=80),
        Column("added", lambda row: row.added, "money", weight=60, total=True),
        Column("taken", lambda row: row.taken, "money", weight=60, total=True),
        Column("amount", lambda row: row.amount, "money", weight=95, total=True),
        Column("first_orders", lambda row: " ".join(row.first_orders), weight=40),
        Column("first_members", lambda row: " ".join(row.first_members), weight=30),
    ]


def _cause_name(kind: "CauseKind") -> str:
    from graph.words import without_names  # noqa: PLC0415 - a help text must come at once

    return without_names(language_name()).sentence(kind.name_reason)


def _known(figure: int | None) -> int | str:
    return "" if figure is None else figure
