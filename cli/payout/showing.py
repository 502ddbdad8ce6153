"""`upline payout payable`, `list`, `show`, `year` and `blocked`."""

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli.answers import about_run, answer, list_all, output_options
from cli.columns import in_utc
from cli.exporting import Column
from cli.options import (
    FormatOption,
    JsonOption,
    LimitOption,
    OutOption,
    RunOption,
    load_settings,
    open_database,
    run_of,
)
from cli.output import money, say, say_summary
from cli.payout.common import NumberArgument, tell
from graph.i18n import N_
from graph.money import to_minor

if TYPE_CHECKING:
    from graph.database import Database
    from graph.payouts.batches import Batch, Line, YearTotal
    from graph.payouts.payable import Clawback, Payable

MemberOption = Annotated[str, typer.Option("--member", metavar="ID", help="Only this member.")]
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_BATCHES: list[Column["Batch"]] = [
    Column("batch", lambda row: row.number, "number", weight=99),
    Column("state", lambda row: row.state.value, weight=98),
    Column("run", lambda row: row.run, "number", weight=60),
    Column("day", lambda row: row.day, weight=97),
    Column("lines", lambda row: row.lines, "number", weight=90),
    Column("gross", lambda row: row.gross, "money", weight=80),
    Column("withheld", lambda row: row.withheld, "money", weight=79),
    Column("net", lambda row: row.net, "money", weight=95),
    Column("note", lambda row: row.note, weight=70),
    Column("prepared_by", lambda row: row.prepared_by, weight=78),
    Column("prepared_at", lambda row: in_utc(row.prepared_at), weight=40),
    Column("approved_by", lambda row: row.approved_by, weight=77),
    Column("approved_at", lambda row: _time(row.approved_at), weight=39),
    Column("cancelled_by", lambda row: row.cancelled_by, weight=30),
    Column("cancelled_at", lambda row: _time(row.cancelled_at), weight=29),
    Column("closed_at", lambda row: _time(row.closed_at), weight=28),
    Column("reason", lambda row: row.reason, weight=27),
]
_YEAR: list[Column["YearTotal"]] = [
    Column("member_id", lambda row: row.member_id, weight=99),
    Column("name", lambda row: row.name, weight=90),
    Column("payouts", lambda row: row.payouts, "number", weight=80),
    Column("gross", lambda row: row.gross, "money", weight=97, total=True),
    Column("withheld", lambda row: row.withheld, "money", weight=98, total=True),
    Column("net", lambda row: row.net, "money", weight=96, total=True),
]


def _time(at: int) -> str:
    return in_utc(at) if at else ""


def payable(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    status: Annotated[
        Literal["pay", "carried", "owes"] | None,
        typer.Option(help="Only what would be paid, is below the minimum, or was paid too much."),
    ] = None,
    minimum: Annotated[
        str, typer.Option("--minimum", metavar="AMOUNT", help="Who has less is carried, such as 100.00.")
    ] = "",
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show what is payable to whom as of a run: earned less held, withdrawn and paid."""
    from graph.payouts.payable import Status, payables  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.settings import payout_settings  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    least = to_minor(minimum) if minimum else payout_settings(load_settings()).minimum
    with open_database() as database:
        seen = run_of(database, run)
        rows = payables(database, seen, least, status=Status(status or ""))
        columns: list[Column[Payable]] = [
            Column("member_id", lambda row: row.member_id, weight=99),
            Column("name", lambda row: row.name, weight=90),
            Column("earned", lambda row: row.earned, "money", weight=80, total=True),
            Column("held", lambda row: row.held, "money", weight=79, total=True),
            Column("withdrawn", lambda row: row.withdrawn, "money", weight=70, total=True),
            Column("paid", lambda row: row.paid, "money", weight=85, total=True),
            Column("due", lambda row: row.due, "money", weight=98, total=True),
            Column("status", lambda row: row.status.value, weight=97),
        ]
        answer(database, output, about_run("payable", seen), columns, rows)


def list_batches(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """List the batches, newest first: their state, sums, and who changed it when."""
    from graph.payouts.batches import batches  # noqa: PLC0415 - a help text must come at once

    def read(database: "Database") -> Generator["Batch"]:
        yield from batches(database)

    output = output_options(form, out, limit, as_json=as_json)
    nothing = N_("There is no batch yet: `upline payout prepare` makes one.")
    list_all(output, "payout list", _BATCHES, read, nothing)


def show(
    number: NumberArgument,
    *,
    form: FormatOption = None,
    out: OutOption = None,
    state: Annotated[
        Literal["open", "paid", "failed"] | None, typer.Option(help="Only lines of which this became.")
    ] = None,
    member: MemberOption = "",
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show a batch and its lines: how each amount comes about, and what was taken back since the last one."""
    from graph.payouts.batches import batch_numbered, lines  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        batch = batch_numbered(database, number)
        if as_json and out is None:
            tell("payout show", batch, as_json=True)
            return
        if output.out is None and form is None:
            tell("payout show", batch, as_json=False)
        rows = _with_reasons(database, lines(database, number, state=state or "", member=member))
        answer(database, output, {"command": "payout show", "batch": number}, _line_columns(), rows)


def _with_reasons(database: "Database", lines: Iterable["Line"]) -> Generator[tuple["Line", str]]:
    """Yield lines with what lowered them since the last one, page by page."""
    from itertools import islice  # noqa: PLC0415 - a help text must come at once

    from graph.payouts.payable import clawbacks_of_lines  # noqa: PLC0415

    remaining = iter(lines)
    while page := list(islice(remaining, 500)):
        taken: dict[str, list[Clawback]] = {}
        for entry in clawbacks_of_lines(database, page):
            taken.setdefault(entry.member_id, []).append(entry)
        for line in page:
            yield line, "; ".join(map(_in_words, taken.get(line.member_id, [])))


def _in_words(entry: "Clawback") -> str:
    """Return what was taken back, of what, and by which refunds: -200.00 direct o9 (r1)."""
    refunds = f" ({', '.join(entry.refunds)})" if entry.refunds else ""
    return f"{money(entry.amount)} {entry.kind} {entry.order_id or entry.target}{refunds}"


def _line_columns() -> list[Column[tuple["Line", str]]]:
    return [
        Column("member_id", lambda row: row[0].member_id, weight=99),
        Column("name", lambda row: row[0].name, weight=90),
        Column("earned", lambda row: row[0].earned, "money", weight=60),
        Column("held", lambda row: row[0].held, "money", weight=59),
        Column("withdrawn", lambda row: row[0].withdrawn, "money", weight=50),
        Column("paid", lambda row: row[0].paid, "money", weight=65),
        Column("due", lambda row: row[0].due, "money", weight=70),
        Column("gross", lambda row: row[0].gross, "money", weight=80, total=True),
        Column("withheld", lambda row: row[0].withheld, "money", weight=81, total=True),
        Column("net", lambda row: row[0].net, "money", weight=98, total=True),
        Column("state", lambda row: row[0].state.value, weight=97),
        Column("reference", lambda row: row[0].reference, weight=75),
        Column("reason", lambda row: row[0].reason, weight=74),
        Column("decided_by", lambda row: row[0].decided_by, weight=20),
        Column("decided_at", lambda row: _time(row[0].decided_at), weight=19),
        Column("taken_back", lambda row: row[1], weight=73, long=True),
    ]


def year(
    number: Annotated[
        int, typer.Argument(metavar="YEAR", min=_FIRST_YEAR, max=_LAST_YEAR, help="Such as 2026.")
    ],
    *,
    form: FormatOption = None,
    out: OutOption = None,
    member: MemberOption = "",
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show what each member was paid in a year, and what was withheld of it."""
    from graph.payouts.batches import year_totals  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        rows = year_totals(database, number, member=member)
        answer(database, output, {"command": "payout year"}, _YEAR, rows)


def blocked(*, as_json: JsonOption = False) -> None:
    """Say whether payouts are blocked after a restore, and what to do."""
    from graph.payouts.restoring import blocked as read  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.restoring import in_words  # noqa: PLC0415

    with open_database() as database:
        why = read(database)
    if as_json:
        figures = {"blocked": bool(why), "missing": list(why.missing), "unknown": why.unknown}
        say_summary({"command": "payout blocked", **figures})
    elif why:
        say("{why}", why=in_words(why))
    else:
        say("Payouts are not blocked.")
