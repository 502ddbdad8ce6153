"""What several commands share: options with their help, settings, and the open database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.exporting import Format
from cli.output import say_aside
from graph.clock import END_DAY, FIRST_DAY
from graph.errors import UserError
from graph.i18n import _
from graph.numbers import MOST
from graph.patience import Patience

if TYPE_CHECKING:
    from graph.database import Database
    from graph.reads.runs import Run
    from graph.settings import Settings

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """Return a day such as 2026-01-31; another text is wrong usage (exit 2)."""
    try:
        if _DAY.fullmatch(text) and FIRST_DAY <= (read := date.fromisoformat(text)) <= END_DAY:
            return read
    except ValueError:
        pass  # 30 February and the like: told as every other text that is no day
    raise typer.BadParameter(
        _("{text!r} is no day from {first} to {end}: write it as 2026-01-31").format(
            text=text, first=FIRST_DAY, end=END_DAY
        )
    )


def kind(text: str) -> str:
    """Return a kind of reward; another text is wrong usage (exit 2)."""
    from graph.kinds.rewards import ENTRY_KINDS  # noqa: PLC0415 - a help text must come at once

    if text not in ENTRY_KINDS:
        known = ", ".join(map(repr, ENTRY_KINDS))
        raise typer.BadParameter(_("{value!r} is not one of {choices}.").format(value=text, choices=known))
    return text


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="A table shows the first rows; csv, json and xlsx are always complete."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", help="Write to this file, whole or not at all; .csv, .json and .xlsx tell the format."
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one machine-readable summary (JSON) instead of rows.")
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many rows a table shows.")]
SortOption = Annotated[
    str, typer.Option("--sort", metavar="COLUMN", help="Sort by this column, such as available.")
]
DescendingOption = Annotated[bool, typer.Option("--desc", help="Sort the other way round.")]
RunOption = Annotated[
    int | None,
    typer.Option("--run", min=1, max=MOST, help="An older published run by its number.", show_default=False),
]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", parser=kind, metavar="KIND", help="Only this kind of reward, such as direct."),
]
FromOption = Annotated[
    date | None,
    typer.Option("--from", parser=day, metavar="DAY", help="From this day on, such as 2026-01-31."),
]
ToOption = Annotated[
    date | None, typer.Option("--to", parser=day, metavar="DAY", help="Before this day (it is not included).")
]

WaitOption = Annotated[
    int,
    typer.Option(
        "--wait",
        metavar="MINUTES",
        min=0,
        max=24 * 60,
        help="How long to wait while another load or night is writing; 0: not at all.",
    ),
]
WAIT_MINUTES = 30


def patience_of(minutes: int) -> Patience:
    """Return how long a command waits for another one; what it waits for is said on standard error."""
    return Patience(minutes * 60, lambda words: say_aside(words.text()))


def load_settings() -> "Settings":
    """Return the settings of the environment.

    Raises:
        UserError: when a variable has a value that it cannot have.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - a help text must come at once

    from graph.settings import Settings  # noqa: PLC0415

    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors())
        raise UserError("the environment has a setting that cannot be: {wrong}", wrong=wrong) from error


@contextmanager
def open_database() -> Iterator["Database"]:
    """Open the database of the environment and close it when the block ends."""
    from graph.connection import connect  # noqa: PLC0415 - a help text must come at once
    from graph.database import opened  # noqa: PLC0415

    with opened(connect(load_settings())) as database:
        yield database


def run_of(database: "Database", number: int | None) -> "Run":
    """Return the run with a number, or the one that readers see."""
    from graph.reads.runs import published_run, run_numbered  # noqa: PLC0415

    return published_run(database) if number is None else run_numbered(database, number)


def check_days(from_day: date | None, to_day: date | None) -> None:
    """Raise a UserError when a stretch of days is empty."""
    if from_day and to_day and from_day >= to_day:
        raise UserError(
            "--from {from_day} is not before --to {to_day}, which is not included",
            from_day=from_day,
            to_day=to_day,
        )
