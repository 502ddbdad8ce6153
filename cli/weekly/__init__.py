"""`upline weekly`: the weekly summary of managers, by mail, by webhook or as files."""

from pathlib import Path
from typing import Annotated

import typer

from cli.options import JsonOption, load_settings, open_database
from cli.output import say, say_summary
from graph.errors import UserError
from graph.i18n import N_

_OUTCOMES = {
    "mailed": N_("{account}: sent by mail"),
    "posted": N_("{account}: sent to the webhook"),
    "written": N_("{account}: written to {place}"),
    "skipped": N_("{account}: no e-mail address and no webhook, nothing was sent"),
    "failed": N_("{account}: not sent ({place})"),
}


def weekly(
    *,
    to: Annotated[
        str,
        typer.Option("--to", metavar="ACCOUNT", help="Only to this manager's account.", show_default=False),
    ] = "",
    everybody: Annotated[bool, typer.Option("--all", help="To every manager's account.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="FOLDER",
            help="Write a file for each into this folder; send nothing.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Send managers what their week was: their own figures, what to do, their team, who changed most."""
    from cli.weekly.sending import send_weekly  # noqa: PLC0415 - a help text must come at once

    if bool(to) == everybody:
        raise UserError("say to whom: --to ACCOUNT, or --all")
    with open_database() as database:
        results = send_weekly(database, load_settings(), to, folder)
    if as_json:
        rows = [{"account": one.account, "outcome": one.outcome} for one in results]
        say_summary({"command": "weekly", "results": rows})
    else:
        for one in results:
            say(_OUTCOMES[one.outcome], account=one.account, place=one.place)
        if not results:
            say("There is no manager's account.")
    if failed := sum(one.outcome == "failed" for one in results):
        raise UserError("{failed} of {number} were not sent", failed=failed, number=len(results))
