"""Who may look at the demo: an administrator, and a manager who sees one team."""

from typing import TYPE_CHECKING

from cli.output import say
from cli.recording import record
from graph.i18n.message import message

if TYPE_CHECKING:
    from graph.access import Role
    from graph.database import Database
    from graph.i18n.message import Message

_ADMIN, _MANAGER = "admin", "manager"


def make_accounts(database: "Database") -> None:
    """Make the two accounts of the demo and print their sign-in, once; those that are there stay as they are.

    The manager's team is the largest one below a head of the tree.
    """
    from graph.access import Role  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import accounts  # noqa: PLC0415
    from graph.reads.runs import published_run  # noqa: PLC0415
    from graph.reads.standings import standings  # noqa: PLC0415

    known = {account.name for account in accounts(database)}
    say("")
    if known >= {_ADMIN, _MANAGER}:
        say(
            "Sign in as {admin} or {manager}: their passwords were shown when they were made; "
            "`upline account password NAME --generate` makes a new one.",
            admin=_ADMIN,
            manager=_MANAGER,
        )
        return
    everybody = standings(database, published_run(database))
    below = (standing for standing in everybody if standing.depth > 0)
    team = max(below, key=lambda standing: (standing.team_size, standing.member_id))
    say("Sign in as (passwords are shown this once):")
    if _ADMIN not in known:
        _add(database, _ADMIN, Role.ADMIN, "", message("sees all"))
    if _MANAGER not in known:
        sees = message(
            "sees the team of {member}, {size:,} members", member=team.member_id, size=team.team_size
        )
        _add(database, _MANAGER, Role.MANAGER, team.member_id, sees)


def make_admin(database: "Database") -> None:
    """Make an administrator and print its sign-in, where there is no account at all."""
    from graph.access import Role  # noqa: PLC0415 - a help text must come at once
    from graph.access.accounts import accounts  # noqa: PLC0415

    if not accounts(database):
        say("Sign in as (passwords are shown this once):")
        _add(database, _ADMIN, Role.ADMIN, "", message("sees all"))


def _add(database: "Database", name: str, role: "Role", member: str, sees: "Message") -> None:
    from graph.access.accounts import add_account  # noqa: PLC0415 - a help text must come at once
    from graph.access.passwords import generated_password  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415

    password = generated_password()
    add_account(database, name, password, role, member)
    record(database, EventName.ACCOUNT_ADDED, subject=name, member=member, detail={"role": role})
    say("  {name:<8} {password}   {sees}", name=name, password=password, sees=sees)
