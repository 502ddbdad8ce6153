"""`upline runs`: every attempt at a run, published or not, and why not."""

from typing import TYPE_CHECKING

from cli.answers import list_all, output_options
from cli.exporting import Column
from cli.options import FormatOption, JsonOption, LimitOption, OutOption
from graph.i18n import N_, _
from graph.numbers import MOST

if TYPE_CHECKING:
    from collections.abc import Generator

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


def _known(figure: int | None) -> int | str:
    return "" if figure is None else figure
