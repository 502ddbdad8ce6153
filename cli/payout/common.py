"""What the commands of payouts share: a batch told in words and as data, and its place in the audit trail."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.columns import in_utc
from cli.options import load_settings
from cli.output import money, say, say_summary
from graph.money import to_decimal
from graph.numbers import MOST

if TYPE_CHECKING:
    from graph.audit import EventName
    from graph.database import Database
    from graph.payouts.batches import Batch

NumberArgument = Annotated[
    int, typer.Argument(metavar="NUMBER", min=1, max=MOST, help="The number of the batch.")
]
MONEY = ("minimum", "gross", "withheld", "net", "carried", "owing")
TIMES = ("prepared_at", "approved_at", "cancelled_at", "closed_at")


def record_by(database: "Database", name: "EventName", account: str, **detail: object) -> None:
    """Record an event of an account, by the user of the system who ran the command."""
    from graph.audit import Event, operator  # noqa: PLC0415 - a help text must come at once
    from graph.audit.trail import Trail  # noqa: PLC0415

    actor = replace(operator(), account=account)
    Trail(database, load_settings()).write([Event(name, actor, detail=detail)])


def summary(batch: "Batch") -> dict[str, Any]:
    """Return a batch for programs: money as decimals, times in UTC, what is not there left out."""
    data = asdict(batch)
    del data["terms"]
    for name in MONEY:
        data[name] = to_decimal(data[name])
    for name in (*TIMES, "as_of"):
        data[name] = in_utc(data[name]) if data[name] else ""
    return {name: value for name, value in data.items() if value != ""}


def tell(command: str, batch: "Batch", *, as_json: bool) -> None:
    """Print a batch: one summary, or lines for people."""
    if as_json:
        say_summary({"command": command, **summary(batch)})
        return
    say(
        "Batch {number} is {state}: {lines:,} members, {gross} {currency}, less {withheld} withheld: {net}.",
        number=batch.number,
        state=batch.state,
        lines=batch.lines,
        currency=batch.currency,
        gross=money(batch.gross),
        withheld=money(batch.withheld),
        net=money(batch.net),
    )
    say(
        "Run {run}, day {day}. Carried, below {minimum}: {carried} ({members:,}). Owed: {owing} ({owers:,}).",
        run=batch.run,
        day=batch.day,
        minimum=money(batch.minimum),
        carried=money(batch.carried),
        members=batch.carried_members,
        owing=money(batch.owing),
        owers=batch.owing_members,
    )
