"""The `upline` command: its sub-commands, and how it ends."""

import os
import sys
from importlib.metadata import version
from typing import Annotated, Literal

import typer
from typer import rich_utils
from typer._click.exceptions import ClickException

from cli import (
    account,
    audit,
    compliance,
    database,
    demo,
    diff,
    explain,
    facts,
    figures,
    impact,
    key,
    load,
    mapping,
    member,
    metrics,
    nightly,
    payout,
    plan,
    quarantine,
    runs,
    serve,
    statement,
    sync,
    team,
    weekly,
)
from cli.help import in_language, show_usage_error, titles
from cli.language import OPTION, language_of
from cli.output import prepare, say, say_error
from graph.errors import UplineError, UserError
from graph.i18n import spoken_in
from graph.printing import printable

_OURS_ONLY = 0o077
_STOPPED = 130  # the exit code of a command that was ended by Ctrl-C

app = typer.Typer(
    name="upline",
    help="Referral-network analytics on Neo4j: standings, rewards and why, to the cent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 wrong usage or input, 130 stopped by Ctrl-C.

    Whatever a command writes, and the database that it starts, is for the user who runs it only.
    """
    os.umask(_OURS_ONLY)
    for stream in (sys.stdout, sys.stderr):
        prepare(stream)
    try:
        spoken = language_of(sys.argv[1:], os.environ)
    except UserError as error:
        say_error(error.text())
        sys.exit(error.exit_code)
    with spoken_in(spoken), titles():
        sys.exit(_run())


def _run() -> int:
    """Run the command line and return its exit code; errors are said in the language of the command."""
    try:
        _check_arguments(sys.argv[1:])
        code = in_language(app).main(prog_name="upline", standalone_mode=False)
    except UplineError as error:
        say_error(error.text())
        return error.exit_code
    except ClickException as error:
        show_usage_error(error)
        return error.exit_code
    except typer.Abort:
        rich_utils.rich_abort_error()
        return 1
    except KeyboardInterrupt:
        return _STOPPED
    return code if isinstance(code, int) else 0


def _check_arguments(arguments: list[str]) -> None:
    """Refuse what is no text: messages repeat arguments, and no name in a table has control characters."""
    for argument in arguments:
        if printable(argument) != argument:
            raise UserError("an argument has characters that are no text: {argument}", argument=argument)


def _show_version(show: bool) -> None:  # noqa: FBT001 - the signature of an option's callback
    if show:
        say(f"upline {version('upline')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
    _lang: Annotated[
        Literal["zh", "en"] | None,
        typer.Option(
            OPTION,
            help="The language of help, tables and messages. Default: UPLINE_LANG, else that of the locale.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Set up what every command needs."""
    from cli.options import load_settings  # noqa: PLC0415 - a help text must come at once
    from graph.logging import set_up  # noqa: PLC0415

    settings = load_settings()
    set_up(settings.upline_log_level, settings.upline_log_format)


app.command(rich_help_panel="Every day")(load.load)
app.command(rich_help_panel="Every day")(sync.sync)
app.add_typer(mapping.app, name="mapping", rich_help_panel="Every day")
app.command(rich_help_panel="Every day")(nightly.nightly)
app.add_typer(plan.app, name="plan", rich_help_panel="Every day")
app.add_typer(payout.app, name="payout", rich_help_panel="Every day")
for figure in (runs.runs, figures.standings, figures.ledger, figures.pools):
    app.command(rich_help_panel="Published figures")(figure)
app.command(rich_help_panel="Published figures")(team.team)
app.add_typer(quarantine.app, rich_help_panel="Published figures")
app.command(rich_help_panel="Published figures")(diff.diff)
app.command(rich_help_panel="Published figures")(metrics.metrics)
app.command(rich_help_panel="Published figures")(weekly.weekly)
app.command(rich_help_panel="Published figures")(compliance.compliance)
app.command(rich_help_panel="Published figures")(impact.impact)
app.command(rich_help_panel="Published figures")(explain.explain)
app.command(rich_help_panel="The service")(demo.demo)
app.command(rich_help_panel="The service")(serve.serve)
app.add_typer(database.app, rich_help_panel="The service")
app.add_typer(member.app, rich_help_panel="The service")
app.add_typer(account.app, rich_help_panel="The service")
app.add_typer(key.app, rich_help_panel="The service")
app.add_typer(facts.app, rich_help_panel="The service")
app.command(rich_help_panel="The service")(audit.audit)
app.command(rich_help_panel="The service")(statement.statement)
