"""`upline payout notices`: what the webhook of payouts was told."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import answer, output_options
from cli.columns import in_utc
from cli.exporting import Column
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, load_settings, open_database
from cli.output import say
from graph.i18n import N_

if TYPE_CHECKING:
    from graph.payouts.notices import Notice

_COLUMNS: list[Column["Notice"]] = [
    Column("notice", lambda row: row.id, weight=99),
    Column("event", lambda row: row.event, weight=98),
    Column("created", lambda row: in_utc(row.created), weight=97),
    Column("tries", lambda row: row.tries, "number", weight=90),
    Column("done", lambda row: in_utc(row.done) if row.done else "", weight=95),
    Column("next", lambda row: in_utc(row.next) if row.next else "", weight=94),
    Column("why", lambda row: row.why, weight=93),
]


def notices(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    send: Annotated[bool, typer.Option("--send", help="Send what is to be sent by now, first.")] = False,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show what the webhook of payouts was told, newest first; `upline serve` sends it every few seconds."""
    from graph.payouts.notices import notices as read  # noqa: PLC0415 - a help text must come at once
    from graph.payouts.notices import send as send_now  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        if send:
            sent = send_now(database, load_settings(), limit)
            if not as_json and out is None and form is None:
                say("Sent: {taken:,} taken, {failed:,} not.", taken=sent.taken, failed=sent.failed)

        def rows() -> Generator["Notice"]:
            yield from read(database, limit)

        nothing = N_("There is no notice: UPLINE_PAYOUT_WEBHOOK names an address that hears of payouts.")
        answer(database, output, {"command": "payout notices"}, _COLUMNS, rows(), nothing=nothing)
