"""`upline database`: the embedded Neo4j: start, stop, look at, back up, restore."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import load_settings, open_database
from cli.output import say, say_summary
from cli.recording import record_failures, record_later
from graph.i18n import N_, _
from graph.i18n.message import Message, message

if TYPE_CHECKING:
    from graph.database_check import Finding
    from graph.embedded import Status
    from graph.restoring import Restored
    from graph.settings import Settings

app = typer.Typer(
    name="database",
    help="The embedded Neo4j under UPLINE_HOME; with NEO4J_URI set there is none to start or stop.",
    no_args_is_help=True,
)
_KEPT = {
    "present": N_("those that the database had before (--with-accounts takes those of the backup)"),
    "backup": N_("those of the backup"),
    "closed": N_("those of the backup, all disabled and revoked: nobody can tell which of them were good"),
}
JsonOption = Annotated[bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")]


@app.command()
def start(
    *,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=1, max=65535, help="The port of 127.0.0.1 to take; default: any free one."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Start the embedded database; when it runs already, say where."""
    from graph.embedded import ensure_running, status  # noqa: PLC0415 - a help text must come at once
    from graph.embedded.progress import on_terminal  # noqa: PLC0415

    settings = load_settings()
    if port is not None:
        settings = settings.model_copy(update={"upline_bolt_port": port})
    with on_terminal() as report:
        ensure_running(settings, report)
    _tell(status(settings), as_json=as_json)


@app.command()
def stop(
    *,
    kill: Annotated[
        bool, typer.Option("--kill", help="End it at once; the next start recovers what was committed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Stop the embedded database. A server that Upline did not start is never touched."""
    from graph import embedded  # noqa: PLC0415 - a help text must come at once

    ran = embedded.stop(load_settings(), kill=kill)
    if as_json:
        say_summary({"command": "database stop", "was_running": ran})
    else:
        say("The embedded database is stopped." if ran else "The embedded database was not running.")


@app.command()
def status(*, as_json: JsonOption = False) -> None:
    """Show whether the embedded database runs, where, and how large it is."""
    from graph import embedded  # noqa: PLC0415 - a help text must come at once

    _tell(embedded.status(load_settings()), as_json=as_json)


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; an older one is replaced.")
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Write a backup. The database is stopped for it, and started again if it was running."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.embedded import stopped  # noqa: PLC0415
    from graph.embedded.progress import on_terminal  # noqa: PLC0415
    from graph.embedded.stores import check_target, dump  # noqa: PLC0415

    about = {"file": file.absolute()}
    with record_failures(EventName.BACKED_UP, **about):
        check_target(file)
        with on_terminal() as report, stopped(load_settings(), report) as home:
            report(_("Backing up into {file}").format(file=file))
            dump(home, file)
        size = file.stat().st_size
    record_later(EventName.BACKED_UP, **about, outcome="done", bytes=size)
    if as_json:
        say_summary({"command": "database backup", "file": str(file), "bytes": size})
    else:
        say("The backup is in {file} ({megabytes:,.1f} MB).", file=file, megabytes=size / 1e6)


@app.command()
def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A backup that `upline database backup` wrote.")
    ],
    *,
    with_accounts: Annotated[
        bool,
        typer.Option("--with-accounts", help="Take accounts and keys of the backup, too, not those of now."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Replace the database by a backup; accounts and keys stay. When that fails, all is as it was before."""
    from graph.audit import EventName  # noqa: PLC0415 - a help text must come at once
    from graph.embedded.progress import on_terminal  # noqa: PLC0415
    from graph.payouts.restoring import in_words  # noqa: PLC0415
    from graph.restoring import restore as replace_database  # noqa: PLC0415

    about = {"file": file.absolute()}
    with record_failures(EventName.RESTORED, **about), on_terminal() as report:
        done = replace_database(load_settings(), file, report, with_accounts=with_accounts)
    record_later(EventName.RESTORED, **about, outcome="done", accounts=done.kept)
    if as_json:
        say_summary({"command": "database restore", "file": str(file), **asdict(done)})
        return
    say("The database is now what {file} holds.", file=file)
    for line in _about_accounts(done):
        say("{line}", line=line)
    if done.payouts:
        say("{why}", why=in_words(done.payouts))


@app.command()
def check(
    *,
    store: Annotated[
        bool,
        typer.Option("--store", help="Also stop the database and let Neo4j read its whole store."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Look whether all is whole: schema, deliveries, run and files. Exit code 1 when something is not."""
    from graph.database_check import Finding, check_database  # noqa: PLC0415 - a help text must come at once
    from graph.fact_files import folder_at  # noqa: PLC0415

    settings = load_settings()
    findings: list[Finding] = []
    with open_database() as database:
        for finding in check_database(database, folder_at(settings.facts_address)):
            findings.append(finding)
            _say_finding(finding, as_json=as_json)
    if store:
        findings.append(_check_store(settings))
        _say_finding(findings[-1], as_json=as_json)
    if as_json:
        seen = [{"name": one.name, "passed": one.passed, "seen": str(one.seen)} for one in findings]
        say_summary({"command": "database check", "findings": seen})
    if not all(one.passed for one in findings):
        raise typer.Exit(1)


def _check_store(settings: "Settings") -> "Finding":
    from graph.database_check import Finding  # noqa: PLC0415 - a help text must come at once
    from graph.embedded import admin, stopped  # noqa: PLC0415
    from graph.embedded.progress import on_terminal  # noqa: PLC0415
    from graph.embedded.stores import check_store  # noqa: PLC0415

    try:
        with on_terminal() as report, stopped(settings, report) as home:
            report(_("Reading the whole store"))
            check_store(home)
    except admin.AdminToolError as error:
        return Finding("store", passed=False, seen=error.message)
    return Finding("store", passed=True, seen=message("consistent"))


def _say_finding(finding: "Finding", *, as_json: bool) -> None:
    if not as_json:
        state = message("sound") if finding.passed else message("NOT SOUND")
        say("{name}: {state}, {seen}", name=message(finding.name), state=state, seen=finding.seen)


@app.command()
def migrate(*, as_json: JsonOption = False) -> None:
    """Carry a database of an earlier version over; the next load, night or start of `serve` does it, too."""
    from graph.migrations import VERSION, due  # noqa: PLC0415 - a help text must come at once
    from graph.migrations import migrate as carry_over  # noqa: PLC0415

    with open_database() as database:
        version, _steps = due(database)
        steps = carry_over(database, (lambda _words: None) if as_json else _say_step)
    if as_json:
        did = [{"number": step.number, "does": step.does} for step in steps]
        say_summary({"command": "database migrate", "from": version, "to": VERSION, "migrations": did})
    elif steps:
        say("Done: the database is of version {version}.", version=VERSION)
    else:
        say("Nothing to do: the database is of version {version}.", version=VERSION)


def _say_step(words: Message) -> None:
    say("{line}", line=words)


def _about_accounts(done: "Restored") -> "Iterator[Message]":
    """Yield what became of accounts and keys, in words."""
    yield message("Accounts and keys are {kept}. All sessions have ended.", kept=message(_KEPT[done.kept]))
    if done.unreadable:
        yield message("  the present database could not be read: {why}", why=done.unreadable)
    if done.kept == "closed":
        none = message("none")
        yield message(
            "  accounts: {accounts}; keys: {keys}",
            accounts=", ".join(done.accounts) or none,
            keys=", ".join(done.keys) or none,
        )
        yield message("  `upline account enable NAME` opens one that is right; keys are made anew.")
    if done.differences:
        yield message("Not alike in the backup and in the database of before:")
        yield from (message("{line}", line=f"  {line}") for line in done.differences)


def _tell(status: "Status", *, as_json: bool) -> None:
    running = status.running
    if as_json:
        about = {"pid": running.pid, "started": running.started} if running else {}
        say_summary(
            {
                "command": "database status",
                "running": running is not None,
                "uri": status.uri,
                **about,
                "version": status.home.version,
                "home": str(status.home.path),
                "store_bytes": status.store_bytes,
            }
        )
    elif running is None:
        say(
            "Not running. Neo4j {version}, {megabytes:,.1f} MB in {home}",
            version=status.home.version,
            megabytes=status.store_bytes / 1e6,
            home=status.home.path,
        )
    else:
        say(
            "Running at {uri} (process {pid}, since {started})."
            " Neo4j {version}, {megabytes:,.1f} MB in {home};"
            " user neo4j, password in {password_file}",
            uri=status.uri,
            pid=running.pid,
            started=running.started,
            version=status.home.version,
            megabytes=status.store_bytes / 1e6,
            home=status.home.path,
            password_file=status.home.password_file,
        )
