"""`upline payout export`, `import` and `restored`."""

from pathlib import Path
from typing import Annotated

import typer

from cli.credentials import StdinOption
from cli.exporting import replace_file
from cli.options import JsonOption, open_database
from cli.output import money, say, say_summary
from cli.payout.changing import TemplateOption
from cli.payout.common import NumberArgument, record_by, tell
from cli.signing_in import AccountOption, CodeOption, paying_account
from graph.errors import UserError
from graph.numbers import MOST, whole_number


def export(
    number: NumberArgument,
    *,
    account: AccountOption,
    out: Annotated[Path, typer.Option("--out", help="Write to this file, whole or not at all.")],
    template: TemplateOption = "bank",
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", help="CSV: member_id, and the columns that the template names."),
    ] = None,
    purpose: Annotated[
        str, typer.Option("--purpose", metavar="TEXT", help="What payees read. Default: the batch's note.")
    ] = "",
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write the open lines of an approved batch as the file that a bank or wallet takes."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.csv_files import read_accounts  # noqa: PLC0415
    from graph.payouts.exporting import Export, exportable, write_file  # noqa: PLC0415
    from graph.payouts.template import load_template  # noqa: PLC0415

    columns = load_template(template)
    if columns.accounts and accounts is None:
        raise UserError(
            "the template {template} needs the payees' accounts: --accounts FILE with member_id, {columns}",
            template=template,
            columns=", ".join(sorted(columns.accounts)),
        )
    known = read_accounts(accounts, columns.accounts) if accounts else {}
    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        batch = exportable(database, number)
        said = purpose or batch.note or f"Payout {number}"
        with replace_file(out, columns.encoding) as stream:
            count = write_file(stream, database, Export(batch, columns, known, said))
        told = {"template": template, "file": str(out.absolute()), "lines": count}
        record_by(database, EventName.PAYOUT_EXPORTED, by, batch=number, **told)
    if as_json:
        say_summary({"command": "payout export", "number": number, **told})
    else:
        say(
            "Batch {number}: {count:,} transfers written to {out}, of {net} in all lines.",
            number=number,
            count=count,
            out=out,
            net=money(batch.net),
        )


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As an approval keeps it.")],
    *,
    account: AccountOption,
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Put a batch back that was approved after the backup which was restored."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.restoring import import_batch  # noqa: PLC0415

    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        batch = import_batch(database, file)
        record_by(database, EventName.PAYOUT_IMPORTED, by, batch=batch.number, lines=batch.lines)
    tell("payout import", batch, as_json=as_json)


def restored(
    *,
    account: AccountOption,
    missing: Annotated[
        str,
        typer.Option("--missing", metavar="NUMBERS", help="Approved since the backup, such as 7,8."),
    ] = "",
    nothing: Annotated[bool, typer.Option("--none", help="No batch was approved since the backup.")] = False,
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say which batches were approved after a backup that was restored: payouts wait until they are back."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.restoring import Blocked, block, blocked  # noqa: PLC0415

    if bool(missing) is nothing:
        raise UserError("say which batches were approved since the backup: --missing 7,8, or --none")
    numbers = [whole_number(part.strip(), range(1, MOST)) for part in missing.split(",") if missing]
    if None in numbers:
        raise UserError("{text!r} are no numbers of batches: write them as 7,8", text=missing)
    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        block(database, Blocked(tuple(number for number in numbers if number)))
        why = blocked(database)
        record_by(database, EventName.PAYOUT_BLOCKED, by, missing=", ".join(map(str, why.missing)))
    if as_json:
        say_summary({"command": "payout restored", "missing": list(why.missing)})
    elif why:
        say("Payouts wait for batches {numbers}.", numbers=", ".join(map(str, why.missing)))
    else:
        say("Payouts are not blocked.")
