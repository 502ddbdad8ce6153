"""`upline payout statement`: what a member had, earned, was paid and has, of a month or a batch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import OutputOptions, answer
from cli.exporting import Column, Format, replace_file
from cli.options import JsonOption, LimitOption, RunOption, open_database, run_of
from cli.output import money, say, say_summary
from cli.recording import record_export
from graph.errors import UserError
from graph.i18n import language
from graph.money import to_decimal
from graph.numbers import MOST

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.database import Database
    from graph.payouts.statements import Movement, Statement
    from graph.payouts.statements.telling import Telling

_COMMAND = "payout statement"


def statement(
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The member's id.")],
    *,
    month: Annotated[
        str, typer.Option("--month", metavar="MONTH", help="Such as 2026-01. Default: that of the run.")
    ] = "",
    batch: Annotated[
        int, typer.Option("--batch", metavar="NUMBER", min=0, max=MOST, help="Of an approved batch.")
    ] = 0,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to read and print.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write a table for a spreadsheet.")
    ] = None,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show a member's statement of a month or a batch: what it had, what changed it and why, what it has.

    It is in the language of the command (--lang).
    """
    from graph.payouts.statements import batch_statement, month_statement  # noqa: PLC0415 - as elsewhere
    from graph.payouts.statements.telling import Telling  # noqa: PLC0415

    if month and batch:
        raise UserError("a statement is of a month or of a batch: leave --month or --batch out")
    with open_database() as database:
        seen = run_of(database, run)
        shown = (
            batch_statement(database, seen, member, batch)
            if batch
            else month_statement(database, seen, member, month or seen.day[:7])
        )
        written = _write_files(database, shown, html, csv)
        if as_json:
            say_summary({**_summary(shown), **written})
        elif written:
            say("{title}, {member}: {files}", title=Telling(shown, language()).title, member=member,
                files=", ".join(written.values()))  # fmt: skip
        else:
            _show(database, Telling(shown, language()), limit)


def _write_files(
    database: "Database", shown: "Statement", html: Path | None, csv: Path | None
) -> dict[str, str]:
    from graph.payouts.statements.page import page_of  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.statements.sheet import csv_of  # noqa: PLC0415

    written: dict[str, str] = {}
    for name, path, make in (("html", html, page_of), ("csv", csv, csv_of)):
        if path is None:
            continue
        with replace_file(path) as stream:
            stream.write(make(shown, language()))
        written[name] = str(path)
        record_export(database, {"command": _COMMAND, "run": shown.run.number}, name, path)
    return written


def _summary(shown: "Statement") -> dict[str, object]:
    period = {"batch": shown.batch} if shown.batch else {"month": shown.month}
    return {
        "command": _COMMAND,
        "member_id": shown.member_id,
        **period,
        "run": shown.run.number,
        "complete": shown.complete,
        "opening": to_decimal(shown.opening),
        **{section.value: to_decimal(amount) for section, amount in shown.sums.items()},
        "closing": to_decimal(shown.closing),
    }


def _show(database: "Database", telling: "Telling", limit: int) -> None:
    shown = telling.statement
    say("{title}, {member}: {span}", title=telling.title, member=shown.member_id, span=telling.span)
    say("Opening balance: {amount}", amount=money(shown.opening))
    if shown.movements:
        columns: list[Column[Movement]] = [
            Column("section", lambda row: telling.section(row.section), weight=95),
            Column("day", lambda row: row.day, weight=99),
            Column("what", telling.what, weight=97),
            Column("amount", lambda row: row.amount, "money", weight=98, total=True),
            Column("why", telling.why, weight=96, long=True),
        ]

        def rows() -> "Generator[Movement]":
            yield from shown.movements

        output = OutputOptions(Format.TABLE, None, limit, as_json=False)
        answer(database, output, {"command": _COMMAND}, columns, rows())
    say("Closing balance: {amount}", amount=money(shown.closing))
    for note in telling.notes:
        say("{note}", note=note)
