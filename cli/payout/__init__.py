"""`upline payout`: from what is earned to what is paid (docs/payouts.md)."""

import typer

from cli.payout import changing, files, showing, telling
from cli.payout.statement import statement

app = typer.Typer(
    name="payout",
    help="Who is to be paid how much: batches, their approval, files for the bank, and what became of them.",
    no_args_is_help=True,
)
app.command()(showing.payable)
app.command()(changing.prepare)
app.command(name="list")(showing.list_batches)
app.command()(showing.show)
app.command()(changing.approve)
app.command()(changing.cancel)
app.command()(files.export)
app.command()(changing.confirm)
app.command()(showing.year)
app.command()(statement)
app.command()(telling.notices)
app.command()(showing.blocked)
app.command()(files.restored)
app.command(name="import")(files.import_file)
