"""`upline audit`: who did what, when and from where (docs/audit.md)."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import answer, output_options
from cli.columns import in_utc
from cli.exporting import Column, Format
from cli.options import (
    FormatOption,
    FromOption,
    JsonOption,
    LimitOption,
    OutOption,
    ToOption,
    check_days,
    load_settings,
    open_database,
)
from graph.errors import UserError

if TYPE_CHECKING:
    from graph.database import Row

_WEIGHTS = {
    "event": 98, "account": 97, "os_user": 96, "address": 95, "member_id": 94, "subject": 93, "detail": 92,
    "route": 80, "order_id": 70, "by_key": 60, "key_id": 60,
}  # fmt: skip


def audit(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    account: Annotated[
        str,
        typer.Option("--account", metavar="NAME", help="Only what this account did, or was done to it."),
    ] = "",
    event: Annotated[
        str, typer.Option("--event", metavar="NAME", help="Only this event, such as sign-in.refused.")
    ] = "",
    member: Annotated[
        str, typer.Option("--member", metavar="ID", help="Only what was done with this member.")
    ] = "",
    from_day: FromOption = None,
    to_day: ToOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show the audit trail, newest last: who signed in, read or changed something. Days are in UTC."""
    from graph.audit.events import COLUMNS, EventName  # noqa: PLC0415 - a help text must come at once
    from graph.audit.reading import Filter, all_events, newest_events  # noqa: PLC0415
    from graph.audit.trail import Trail  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    check_days(from_day, to_day)
    if event and event not in set(EventName):
        raise UserError(
            "{event!r} is no event: choose one of {known}", event=event, known=", ".join(EventName)
        )
    only = Filter(account, event, member, from_day, to_day)
    with open_database() as database:
        Trail(database, load_settings()).write()

        def rows() -> Generator["Row"]:
            if output.form is Format.TABLE and not as_json:
                yield from reversed(newest_events(database, only, limit))
            else:
                yield from all_events(database, only)

        answer(database, output, {"command": "audit"}, [_column(name) for name in COLUMNS], rows())


def _column(name: str) -> Column["Row"]:
    if name == "at":
        return Column("at", lambda row: in_utc(row["at"]), weight=99)
    if name == "run":
        return Column("run", lambda row: row["run"], "number")
    return Column(name, lambda row: str(row[name]), weight=_WEIGHTS.get(name, 0), long=name == "detail")
