"""`upline account`: who may sign in to the API and the dashboard (docs/accounts.md)."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli.answers import list_all, output_options
from cli.columns import in_utc
from cli.credentials import (
    GenerateOption,
    NameArgument,
    StdinOption,
    new_password,
    password,
    show_password,
    totp,
)
from cli.exporting import Column
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, open_database
from cli.output import say, say_summary
from cli.recording import record
from graph.errors import NothingPublishedError, UserError
from graph.i18n import N_
from graph.i18n.message import message

if TYPE_CHECKING:
    from graph.access.accounts import Account
    from graph.database import Database

app = typer.Typer(
    name="account",
    help="Who may sign in to the API and the dashboard, and what they read.",
    no_args_is_help=True,
)
RoleName = Literal["admin", "finance", "analyst", "manager", "member", "loader"]
RoleOption = Annotated[
    RoleName,
    typer.Option(
        "--role",
        help="admin, finance and analyst read all, a manager its own team, a member only itself, a loader"
        " nothing: it hands in deliveries.",
    ),
]
MemberOption = Annotated[
    str,
    typer.Option("--member", metavar="ID", help="The root of a manager's team, or the member itself."),
]
EmailOption = Annotated[
    str,
    typer.Option(
        "--email", metavar="ADDRESS", help="Where a manager's weekly summary goes.", show_default=False
    ),
]
LanguageOption = Annotated[
    Literal["zh", "en"] | None,
    typer.Option("--language", help="The language of what is sent to it.", show_default=False),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it even to the last admin.")]
_COLUMNS: list[Column["Account"]] = [
    Column("name", lambda row: row.name, weight=99),
    Column("role", lambda row: row.role.value, weight=98),
    Column("member_id", lambda row: row.member_id, weight=97),
    Column("created", lambda row: in_utc(row.created), weight=50),
    Column("second_step", lambda row: "yes" if row.second_step else "", weight=60),
    Column("disabled", lambda row: in_utc(row.disabled) if row.disabled else "", weight=96),
    Column("email", lambda row: row.email, weight=40),
    Column("language", lambda row: row.language, weight=30),
    Column("last_used", lambda row: in_utc(row.last_used) if row.last_used else "", weight=95),
]


@app.command()
def add(
    name: NameArgument,
    *,
    role: RoleOption,
    member: MemberOption = "",
    email: EmailOption = "",
    language: LanguageOption = None,
    password_stdin: StdinOption = False,
    generate: GenerateOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make an account; asks twice for its password, which the user must change at the first sign-in."""
    from graph.access import Role  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import add_account, change_contact, check_account  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.weekly.mail import address_of  # noqa: PLC0415

    check_account(name, Role(role), member)
    address = address_of(email) if email else ""
    chosen = new_password(name, from_stdin=password_stdin, generate=generate)
    with open_database() as database:
        add_account(database, name, chosen, Role(role), member, must_change=True)
        if address or language:
            change_contact(database, name, address, language or "")
        record(database, EventName.ACCOUNT_ADDED, subject=name, member=member, detail={"role": role})
        unknown = bool(member) and not _is_known(database, member)
    if as_json:
        made = {"password": chosen} if generate else {}
        say_summary(
            {"command": "account add", "name": name, "role": role, "member_id": member or None, **made}
        )
        return
    say(
        "The account {name} is there, as {role} of {member}."
        if member
        else "The account {name} is there, as {role}.",
        name=name,
        role=role,
        member=member,
    )
    show_password(chosen, generated=generate)
    _tell_unknown(member, unknown=unknown)


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

    output = output_options(form, out, limit, as_json=as_json)
    nothing = N_("There is no account yet: `upline account add NAME --role admin` makes one.")
    list_all(output, "account list", _COLUMNS, accounts, nothing)


@app.command()
def disable(name: NameArgument, *, yes: YesOption = False, as_json: JsonOption = False) -> None:
    """Disable an account: within five seconds its sessions and keys are refused."""
    from graph.access.accounts import disable_account  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        _keep_an_admin(database, name, yes=yes)
        changed = disable_account(database, name)
        if changed:
            record(database, EventName.ACCOUNT_DISABLED, subject=name)
    if as_json:
        say_summary({"command": "account disable", "name": name, "changed": changed})
    else:
        say(
            "The account {name} is disabled." if changed else "The account {name} was disabled already.",
            name=name,
        )


@app.command()
def enable(name: NameArgument, *, as_json: JsonOption = False) -> None:
    """Enable a disabled account again; its keys work again, its old sessions do not."""
    from graph.access.accounts import enable_account  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        changed = enable_account(database, name)
        if changed:
            record(database, EventName.ACCOUNT_ENABLED, subject=name)
    if as_json:
        say_summary({"command": "account enable", "name": name, "changed": changed})
    else:
        say(
            "The account {name} is enabled." if changed else "The account {name} was not disabled.", name=name
        )


@app.command()
def role(
    name: NameArgument,
    *,
    new: RoleOption,
    member: MemberOption = "",
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Give an account another role: its sessions end and its keys follow within five seconds."""
    from graph.access import Role  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import change_role, check_account  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    check_account(name, Role(new), member)
    with open_database() as database:
        if Role(new) is not Role.ADMIN:
            _keep_an_admin(database, name, yes=yes)
        before = change_role(database, name, Role(new), member)
        if changed := bool(before):
            detail = {"role": new, "before": before}
            record(database, EventName.ACCOUNT_ROLE, subject=name, member=member, detail=detail)
        unknown = bool(member) and not _is_known(database, member)
    if as_json:
        told = {"role": new, "member_id": member or None, "changed": changed}
        say_summary({"command": "account role", "name": name, **told})
        return
    now = message("{role} of {member}", role=new, member=member) if member else new
    say(
        "The account {name} is now {role}." if changed else "The account {name} was {role} already.",
        name=name,
        role=now,
    )
    _tell_unknown(member, unknown=unknown)


@app.command()
def email(
    name: NameArgument,
    address: Annotated[
        str, typer.Argument(metavar="[ADDRESS]", help="Its e-mail address; without one it has none any more.")
    ] = "",
    *,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give an account an e-mail address for the weekly summary, or take it away."""
    from graph.access.accounts import change_contact  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415
    from graph.weekly.mail import address_of  # noqa: PLC0415

    kept = address_of(address) if address else ""
    with open_database() as database:
        change_contact(database, name, kept, language or "")
        record(
            database, EventName.ACCOUNT_EMAIL, subject=name, detail={"change": "set" if kept else "removed"}
        )
    if as_json:
        say_summary({"command": "account email", "name": name, "email": bool(kept)})
    else:
        say(
            "The account {name} has an e-mail address."
            if kept
            else "The account {name} has no e-mail address.",
            name=name,
        )


@app.command()
def delete(name: NameArgument, *, yes: YesOption = False, as_json: JsonOption = False) -> None:
    """Delete an account and its keys for good: within five seconds its sessions and keys are refused."""
    from graph.access.accounts import delete_account  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        _keep_an_admin(database, name, yes=yes)
        keys = delete_account(database, name)
        record(database, EventName.ACCOUNT_DELETED, subject=name)
    if as_json:
        say_summary({"command": "account delete", "name": name, "keys": keys})
    else:
        say(
            "The account {name} is deleted, with {keys} key."
            if keys == 1
            else "The account {name} is deleted, with {keys} keys.",
            name=name,
            keys=keys,
        )


app.command()(password)
app.command()(totp)


def _keep_an_admin(database: "Database", name: str, *, yes: bool) -> None:
    from graph.access.accounts import is_last_admin  # noqa: PLC0415 - a help text must come at once

    if not yes and is_last_admin(database, name):
        raise UserError(
            "{name!r} is the last admin that is not disabled: make another one first, or say --yes", name=name
        )


def _tell_unknown(member: str, *, unknown: bool) -> None:
    if unknown:
        say(
            "Notice: no published run has a member {member!r}; until one does, the account sees nothing.",
            member=member,
        )


def _is_known(database: "Database", member: str) -> bool:
    """Return whether the published run has a member."""
    from graph.reads.runs import published_run  # noqa: PLC0415 - a help text must come at once

    try:
        run = published_run(database)
    except NothingPublishedError:
        return False
    return bool(database.read("read/members/known", member=member, run=run.number))
