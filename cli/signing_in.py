"""Who runs a command that needs an account: its name, and its password, typed or on standard input."""

import socket
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import load_settings
from graph.errors import NotAllowedError, UserError
from graph.i18n import _

if TYPE_CHECKING:
    from graph.access import Viewer
    from graph.database import Database

AccountOption = Annotated[
    str,
    typer.Option("--account", metavar="NAME", help="Who does this: an account of the role finance or admin."),
]
CodeOption = Annotated[
    str, typer.Option("--code", metavar="CODE", help="Of its second step, where nobody can be asked for it.")
]


def paying_account(database: "Database", name: str, code: str, *, from_stdin: bool) -> "Viewer":
    """Return the account of a name, once its password (and the code of its second step) is right.

    Raises:
        UserError: when they are wrong, or nobody is there to type.
        NotAllowedError: when its role pays nobody, or its password must be changed first.
    """
    from graph.access.attempts import Origin  # noqa: PLC0415 - a help text must come at once
    from graph.access.signing_in import CodeNeededError, sign_in  # noqa: PLC0415
    from graph.reads.current import Current  # noqa: PLC0415
    from graph.service import Service  # noqa: PLC0415

    service = Service(database, Current(database), load_settings())
    origin = Origin(socket.gethostname())
    password = _password(name, from_stdin=from_stdin)
    try:
        viewer = sign_in(service, name, password, origin, code)
    except CodeNeededError:
        if from_stdin or not sys.stdin.isatty():
            raise
        viewer = sign_in(service, name, password, origin, getpass(_("The six digits that it shows: ")))
    if viewer.must_change:
        raise NotAllowedError(
            "an operator set the password of {name}: sign in and change it first", name=name
        )
    if not viewer.pays:
        raise NotAllowedError(
            "the account {name} has the role {role}: only finance and admin pay", name=name, role=viewer.role
        )
    return viewer


def _password(name: str, *, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError("nobody is there to type the password of {name}: give --password-stdin", name=name)
    return getpass(_("Password: "))
