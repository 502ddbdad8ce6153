"""`upline payout prepare`, `approve`, `cancel` and `confirm`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.credentials import StdinOption
from cli.options import JsonOption, RunOption, day, load_settings, open_database
from cli.output import money, say, say_summary
from cli.payout.common import NumberArgument, record_by, tell
from cli.signing_in import AccountOption, CodeOption, paying_account
from graph.money import to_decimal, to_minor

TemplateOption = Annotated[
    str, typer.Option("--template", metavar="TEMPLATE", help="bank, wechat, or a YAML file of your own.")
]


def prepare(
    *,
    account: AccountOption,
    run: RunOption = None,
    minimum: Annotated[
        str, typer.Option("--minimum", metavar="AMOUNT", help="Who has less is carried, such as 100.00.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What this batch is for.")] = "",
    pay_day: Annotated[
        date | None,
        typer.Option("--day", parser=day, metavar="DAY", help="When it is to be paid. Default: today."),
    ] = None,
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Prepare a batch: per member what is available and not in an earlier batch. It pays nobody yet."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.preparing import Order  # noqa: PLC0415
    from graph.payouts.preparing import prepare as prepare_batch  # noqa: PLC0415
    from graph.payouts.settings import payout_settings  # noqa: PLC0415

    terms = payout_settings(load_settings())
    least = to_minor(minimum) if minimum else None
    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        batch = prepare_batch(database, terms, Order(by, run, least, note, pay_day)).batch
        sums = {"lines": batch.lines, "net": to_decimal(batch.net), "note": batch.note}
        record_by(database, EventName.PAYOUT_PREPARED, by, batch=batch.number, **sums)
    tell("payout prepare", batch, as_json=as_json)


def approve(
    number: NumberArgument,
    *,
    account: AccountOption,
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Approve a batch, as another account than its preparer's; the ledger is added up once more."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.deciding import approve as approve_batch  # noqa: PLC0415
    from graph.payouts.restoring import keep  # noqa: PLC0415

    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        batch = approve_batch(database, number, by, notices=_has_webhook())
        sums = {"lines": batch.lines, "net": to_decimal(batch.net)}
        record_by(database, EventName.PAYOUT_APPROVED, by, batch=number, **sums)
        file = keep(database, load_settings(), number)
    tell("payout approve", batch, as_json=as_json)
    if not as_json:
        say("Kept for a restore: {file}", file=file)


def cancel(
    number: NumberArgument,
    *,
    account: AccountOption,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Cancel a batch that is not approved: what it held is payable again."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.deciding import cancel as cancel_batch  # noqa: PLC0415

    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        batch = cancel_batch(database, number, by, reason)
        record_by(database, EventName.PAYOUT_CANCELLED, by, batch=number, reason=reason)
    tell("payout cancel", batch, as_json=as_json)


def confirm(
    number: NumberArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: who was paid or not, with a reference.")],
    *,
    account: AccountOption,
    template: TemplateOption = "bank",
    password_stdin: StdinOption = False,
    code: CodeOption = "",
    as_json: JsonOption = False,
) -> None:
    """Note what became of a batch's lines: paid, or failed, which is payable again. Repeat it as you like."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.confirming import confirm as confirm_lines  # noqa: PLC0415
    from graph.payouts.confirming import read_outcomes  # noqa: PLC0415
    from graph.payouts.restoring import keep  # noqa: PLC0415
    from graph.payouts.template import load_template  # noqa: PLC0415

    words = load_template(template)
    with open_database() as database:
        by = paying_account(database, account, code, from_stdin=password_stdin).account
        done = confirm_lines(
            database, number, read_outcomes(database, number, file, words), by, notices=_has_webhook()
        )
        counts = {"changed": done.changed, "paid": done.paid, "failed": done.failed}
        record_by(database, EventName.PAYOUT_CONFIRMED, by, batch=number, **counts)
        keep(database, load_settings(), number)
    if as_json:
        sums = {"paid_net": to_decimal(done.paid_net), "failed_net": to_decimal(done.failed_net)}
        told = {"number": number, "state": done.batch.state, **counts, "open": done.open, **sums}
        say_summary({"command": "payout confirm", **told})
        return
    say(
        "Batch {number}: {state}. Paid {paid:,}: {paid_net}. Failed {failed:,}: {failed_net}. Open: {open:,}",
        number=number,
        state=done.batch.state,
        paid=done.paid,
        paid_net=money(done.paid_net),
        failed=done.failed,
        failed_net=money(done.failed_net),
        open=done.open,
    )


def _has_webhook() -> bool:
    return load_settings().upline_payout_webhook is not None
