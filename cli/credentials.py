"""`upline account password` and `upline account totp`: what an account signs in with."""

import sys
from getpass import getpass
from typing import Annotated

import typer

from cli.options import JsonOption, open_database
from cli.output import console, say, say_summary
from cli.recording import record
from graph.errors import UserError
from graph.i18n import _

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that signs in.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input: its first line.")
]
GenerateOption = Annotated[
    bool, typer.Option("--generate", help="Make a random password and show it, this once.")
]


def password(
    name: NameArgument,
    *,
    password_stdin: StdinOption = False,
    generate: GenerateOption = False,
    revoke_all: Annotated[
        bool, typer.Option("--revoke-keys", help="Revoke all keys of the account for good, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Set a password, which its user must change first: sessions end within five seconds, keys stay."""
    from graph.access.accounts import change_password  # noqa: PLC0415 - a help text must come at once
    from graph.access.keys import revoke_keys  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    new = new_password(name, from_stdin=password_stdin, generate=generate)
    with open_database() as database:
        change_password(database, name, new, must_change=True)
        revoked = revoke_keys(database, name) if revoke_all else 0
        detail = {"by": "operator", "revoked_keys": revoked}
        record(database, EventName.PASSWORD_CHANGED, subject=name, detail=detail)
    if as_json:
        made = {"password": new} if generate else {}
        gone = {"revoked_keys": revoked} if revoke_all else {}
        say_summary({"command": "account password", "name": name, **made, **gone})
        return
    say("The account {name} has a new password, which must be changed at the next sign-in.", name=name)
    show_password(new, generated=generate)
    if revoke_all:
        say("Keys revoked: {revoked}.", revoked=revoked)


def totp(
    name: NameArgument,
    *,
    reset: Annotated[
        bool, typer.Option("--reset", help="Take the second step away: for a lost phone without codes.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Set up the second step of an account by a QR code on this terminal, or take it away."""
    from graph.access.second_step import remove_second_step  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    if not reset:
        if as_json or not sys.stdin.isatty():
            raise UserError(
                "nobody is there to scan a code: run this on a terminal, give --reset, or let the user set it"
                " up at /account/second-step"
            )
        _set_up(name)
        return
    with open_database() as database:
        removed, _version = remove_second_step(database, name)
        record(database, EventName.SECOND_FACTOR, subject=name, detail={"change": "reset by an operator"})
    if as_json:
        say_summary({"command": "account totp", "name": name, "removed": removed})
    else:
        say(
            "The account {name} has no second step any more."
            if removed
            else "The account {name} had no second step.",
            name=name,
        )


def _set_up(name: str) -> None:
    from graph.access import totp as codes  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import no_account  # noqa: PLC0415
    from graph.access.second_step import begin_second_step, confirm_second_step  # noqa: PLC0415
    from graph.access.signing_in import account_row  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        row = account_row(database, name)
        if row is None:
            raise no_account(name)
        if row["totp"]:
            raise UserError("the account {name!r} has a second step: --reset takes it away first", name=name)
        secret = begin_second_step(database, name)
        console().print(codes.qr_text(codes.address(secret, name)), soft_wrap=True, highlight=False)
        say("Scan this with an authenticator app, or type into it: {secret}", secret=secret)
        shown = getpass(_("The six digits that it shows: "))
        recovery, _version = confirm_second_step(database, {**row, "totp_new": secret}, shown)
        record(database, EventName.SECOND_FACTOR, subject=name, detail={"change": "set up by an operator"})
    say("The account {name} has a second step. Its recovery codes, shown this once:", name=name)
    for code in recovery:
        say(f"  {code}")


def new_password(name: str, *, from_stdin: bool, generate: bool) -> str:
    """Return the new password of an account, as the options say where from.

    Raises:
        UserError: when the options exclude each other, nobody is there to type, or the password cannot be.
    """
    from graph.access.passwords import check_password, generated_password  # noqa: PLC0415

    if from_stdin and generate:
        raise UserError("--password-stdin and --generate exclude each other: give one of them")
    if generate:
        return generated_password()
    if from_stdin:
        typed = sys.stdin.readline().rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise UserError("nobody is there to type a password: give --password-stdin or --generate")
    else:
        typed = getpass(_("Password: "))
        if typed != getpass(_("The same again: ")):
            raise UserError("the two passwords differ: try again")
    check_password(typed, name)
    return typed


def show_password(password: str, *, generated: bool) -> None:
    """Print a password that was made here."""
    if generated:
        say("Its password, shown this once: {password}", password=password)
