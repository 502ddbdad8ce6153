"""`upline account`: who may sign in to the API and the dashboard (docs/accounts.md)."""

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli.answers import list_all, wanted
from cli.columns import in_utc
from cli.exporting import Column
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, connected
from cli.output import say, say_summary
from cli.recording import record
from graph.errors import NothingPublishedError, UserError

if TYPE_CHECKING:
    from graph.access.accounts import Account
    from graph.database import Database

app = typer.Typer(
    name="account",
    help="Who may sign in to the API and the dashboard, and what they read.",
    no_args_is_help=True,
)
RoleName = Literal["admin", "analyst", "manager", "member"]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that signs in.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input: its first line.")
]
GenerateOption = Annotated[
    bool, typer.Option("--generate", help="Make a random password and show it, this once.")
]
_COLUMNS: list[Column["Account"]] = [
    Column("name", lambda row: row.name, weight=99),
    Column("role", lambda row: row.role.value, weight=98),
    Column("member_id", lambda row: row.member_id, weight=97),
    Column("created", lambda row: in_utc(row.created), weight=50),
    Column("disabled", lambda row: in_utc(row.disabled) if row.disabled else "", weight=96),
    Column("last_used", lambda row: in_utc(row.last_used) if row.last_used else "", weight=95),
]


@app.command()
def add(
    name: NameArgument,
    *,
    role: Annotated[
        RoleName,
        typer.Option(
            "--role", help="admin and analyst read all, a manager its own team, a member only itself."
        ),
    ],
    member: Annotated[
        str,
        typer.Option("--member", metavar="ID", help="The root of a manager's team, or the member itself."),
    ] = "",
    password_stdin: StdinOption = False,
    generate: GenerateOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make an account; asks for its password twice, unless told otherwise."""
    from graph.access import Role  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import add_account, check_account  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    check_account(name, Role(role), member)
    password = _password(from_stdin=password_stdin, generate=generate)
    with connected() as database:
        add_account(database, name, password, Role(role), member)
        record(database, EventName.ACCOUNT_ADDED, subject=name, member=member, detail={"role": role})
        unknown = bool(member) and not _is_known(database, member)
    if as_json:
        made = {"password": password} if generate else {}
        say_summary(
            {"command": "account add", "name": name, "role": role, "member_id": member or None, **made}
        )
        return
    say(f"The account {name} is there, as {role}{f' of {member}' if member else ''}.")
    _show(password, generated=generate)
    if unknown:
        say(f"Notice: no published run has a member {member!r}; until one does, the account sees nothing.")


@app.command(name="list")
def list_accounts(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """List the accounts."""
    from graph.access.accounts import accounts  # noqa: PLC0415 - a help text must come at once

    how = wanted(form, out, limit, as_json=as_json)
    nothing = "There is no account yet: `upline account add NAME --role admin` makes one."
    list_all(how, "account list", _COLUMNS, accounts, nothing)


@app.command()
def disable(name: NameArgument, *, as_json: JsonOption = False) -> None:
    """Disable an account: within five seconds its sessions and keys are refused."""
    from graph.access.accounts import disable_account  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with connected() as database:
        changed = disable_account(database, name)
        if changed:
            record(database, EventName.ACCOUNT_DISABLED, subject=name)
    if as_json:
        say_summary({"command": "account disable", "name": name, "changed": changed})
    else:
        say(f"The account {name} {'is disabled' if changed else 'was disabled already'}.")


@app.command()
def enable(name: NameArgument, *, as_json: JsonOption = False) -> None:
    """Enable a disabled account again; its keys work again, its old sessions do not."""
    from graph.access.accounts import enable_account  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with connected() as database:
        changed = enable_account(database, name)
        if changed:
            record(database, EventName.ACCOUNT_ENABLED, subject=name)
    if as_json:
        say_summary({"command": "account enable", "name": name, "changed": changed})
    else:
        say(f"The account {name} {'is enabled' if changed else 'was not disabled'}.")


@app.command()
def password(
    name: NameArgument,
    *,
    password_stdin: StdinOption = False,
    generate: GenerateOption = False,
    as_json: JsonOption = False,
) -> None:
    """Change a password: the account's sessions end within five seconds, its keys stay."""
    from graph.access.accounts import change_password  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    new = _password(from_stdin=password_stdin, generate=generate)
    with connected() as database:
        change_password(database, name, new)
        record(database, EventName.PASSWORD_CHANGED, subject=name, detail={"by": "operator"})
    if as_json:
        made = {"password": new} if generate else {}
        say_summary({"command": "account password", "name": name, **made})
    else:
        say(f"The account {name} has a new password.")
        _show(new, generated=generate)


def _password(*, from_stdin: bool, generate: bool) -> str:
    """Return the new password, as the options say where from."""
    from graph.access.passwords import check_password, generated_password  # noqa: PLC0415

    if from_stdin and generate:
        raise UserError("--password-stdin and --generate exclude each other: give one of them")
    if generate:
        return generated_password()
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise UserError("nobody is there to type a password: give --password-stdin or --generate")
    else:
        given = getpass("Password: ")
        if given != getpass("The same again: "):
            raise UserError("the two passwords differ: try again")
    check_password(given)
    return given


def _show(password: str, *, generated: bool) -> None:
    if generated:
        say(f"Its password, shown this once: {password}")


def _is_known(database: "Database", member: str) -> bool:
    """Return whether the published run has a member."""
    from graph.reads.runs import published_run  # noqa: PLC0415 - a help text must come at once

    try:
        run = published_run(database)
    except NothingPublishedError:
        return False
    return bool(database.read("read/known_member", member=member, run=run.number))
