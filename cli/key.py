"""`upline key`: API keys, by which other programs sign in (docs/accounts.md)."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from cli.answers import list_all, output_options
from cli.columns import in_utc
from cli.exporting import Column
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, open_database
from cli.output import console, say, say_summary
from cli.recording import record
from graph.i18n import N_

if TYPE_CHECKING:
    from graph.access.keys import ApiKey

app = typer.Typer(name="key", help="API keys: how other programs sign in to the API.", no_args_is_help=True)
_COLUMNS: list[Column["ApiKey"]] = [
    Column("id", lambda row: row.id, weight=99),
    Column("account", lambda row: row.account, weight=98),
    Column("name", lambda row: row.name, weight=97),
    Column("created", lambda row: in_utc(row.created), weight=50),
    Column("expires", lambda row: in_utc(row.expires), weight=95),
    Column("revoked", lambda row: in_utc(row.revoked) if row.revoked else "", weight=96),
    Column("last_used", lambda row: in_utc(row.last_used) if row.last_used else "", weight=94),
]


@app.command()
def add(
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account that the key signs in.")],
    *,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="What the key is for, such as payroll.")
    ],
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How many days it is good for.")] = 365,
    as_json: JsonOption = False,
) -> None:
    """Make a key and show it, this once: only a hash of it is kept."""
    from graph.access.keys import add_key, parse_key  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        key = add_key(database, account, name, days)
        made = (parse_key(key) or ("", ""))[0]
        record(database, EventName.KEY_ADDED, subject=account, key=made, detail={"name": name, "days": days})
    if as_json:
        say_summary({"command": "key add", "account": account, "name": name, "days": days, "key": key})
        return
    say(
        "The key {name} of {account}, shown this once, good for {days} day:"
        if days == 1
        else "The key {name} of {account}, shown this once, good for {days} days:",
        name=name,
        account=account,
        days=days,
    )
    console().print(Text(key), soft_wrap=True)
    say("Programs send it as: Authorization: Bearer KEY")


@app.command(name="list")
def list_keys(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """List the keys, those that expired or were revoked too."""
    from graph.access.keys import keys  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    nothing = N_("There is no key yet: `upline key add ACCOUNT --name NAME` makes one.")
    list_all(output, "key list", _COLUMNS, keys, nothing)


@app.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `upline key list` shows it.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Revoke a key for good: within five seconds it is refused."""
    from graph.access.keys import revoke_key  # noqa: PLC0415 - a help text must come at once
    from graph.audit import EventName  # noqa: PLC0415

    with open_database() as database:
        name, account = revoke_key(database, key)
        record(database, EventName.KEY_REVOKED, subject=account, key=key, detail={"name": name})
    if as_json:
        say_summary({"command": "key revoke", "id": key, "name": name, "account": account})
    else:
        say("The key {name} of {account} is revoked.", name=name, account=account)
