"""`upline member`: the personal data of one member, erased or given out (docs/privacy.md)."""

from pathlib import Path
from typing import Annotated

import typer

from cli.columns import in_utc
from cli.exporting import replace_file
from cli.options import load_settings, open_database
from cli.output import say, say_summary
from cli.recording import record
from graph.i18n.message import Joined, message

app = typer.Typer(
    name="member",
    help="The personal data of one member: erased, or given out as one file.",
    no_args_is_help=True,
)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The member's id.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")]


@app.command()
def erase(
    member: IdArgument,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept, so leave names out of it.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Erase a member's name, channel, touches, reasons of corrections and waiting rows, for good.

    Its id and all figures stay.
    """
    from dataclasses import asdict  # noqa: PLC0415 - a help text must come at once

    from etl.personal import erase_member, fill_log_file  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.intake import spool_of  # noqa: PLC0415

    with open_database() as database:
        done = erase_member(database, member, reason)
        record(database, EventName.MEMBER_ERASED, member=member, detail={"reason": reason})
        fill_log_file(database, member)
    spool_of(load_settings()).forget_rows()
    if as_json:
        say_summary({"command": "member erase", **asdict(done), "at": in_utc(done.at)})
        return
    waiting = sum(done.waiting.values())
    again = message(" It had been erased on {at} already.", at=in_utc(done.at)) if done.before else ""
    say(
        "The member {member} is erased: name, channel, {touches}, {reasons} of sponsor corrections, "
        "{waiting}. Figures stay; no delivery brings it back.{again}",
        member=member,
        touches=message(
            "{number:,} touch" if done.touches == 1 else "{number:,} touches", number=done.touches
        ),
        reasons=message(
            "{number:,} reason" if done.reasons == 1 else "{number:,} reasons", number=done.reasons
        ),
        waiting=message(
            "{number:,} waiting row" if waiting == 1 else "{number:,} waiting rows", number=waiting
        ),
        again=again,
    )
    if money := {table: rows for table, rows in done.waiting.items() if table not in ("members", "touches")}:
        rows = Joined(
            tuple(message("{number:,} of {table}", number=n, table=table) for table, n in money.items()), ", "
        )
        say(
            "Notice: these rows waited and are taken, too: {rows}. Deliver them again if they should count.",
            rows=rows,
        )
    if done.accounts:
        say(
            "Notice: accounts of this member stay, with their names: {accounts}.",
            accounts=", ".join(done.accounts),
        )
    say("Notice: backups from before still hold it until they are deleted; after restoring one, erase again.")


@app.command()
def export(
    member: IdArgument,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Write to this file, whole or not at all.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Write all data of a member into one JSON file, for whom it is about."""
    import json  # noqa: PLC0415 - a help text must come at once

    from etl.personal import member_data  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        data = member_data(database, member)
        with replace_file(out) as stream:
            json.dump(data, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
        record(database, EventName.MEMBER_EXPORTED, member=member, detail={"file": out.absolute()})
    counts = {name: len(rows) for name, rows in data.items() if isinstance(rows, list)}
    if as_json:
        say_summary({"command": "member export", "member_id": member, "file": str(out), **counts})
    else:
        told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        say("The data of the member {member} is in {out}: {told}.", member=member, out=out, told=told)
