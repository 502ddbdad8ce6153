"""What the demo shows of the published runs: who earned, what was corrected, why a cent was paid."""

from heapq import nlargest
from itertools import groupby
from typing import TYPE_CHECKING

from cli.columns import LEDGER, quarantine_columns, rank_titles
from cli.exporting import Column
from cli.output import say
from cli.tables import show
from graph.i18n import N_, _, language_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.database import Database
    from graph.reads.ledger import Entry
    from graph.reads.runs import Run
    from graph.reads.standings import Standing

_EARNERS = 8
_ENTRIES = 8
_QUARANTINED = 30
_TELLING = ("order_id", "kind", "payee_id", "day", "amount")
_WAITING = ("table", "row", "key", "reason")
_NEXT = N_("""What to look at next:
  upline standings                     everybody: rank, team, volumes, earned, held
  upline standings --month 2026-06     the figures of one month
  upline ledger --order ORDER          every entry of an order
  upline explain ORDER                 why each cent, and why nobody else
  upline explain --member MEMBER       the next rank: have and need; what is held
  upline plan simulate combined        what another plan would have paid, beside this one
  upline quarantine                    rows that were not loaded, and why
  upline serve                         the API and the dashboard, again
  upline database stop                 stop the embedded database
""")


def tell_story(database: "Database") -> None:
    """Print the story of the published run; reads only."""
    from graph.reads.ledger import ledger  # noqa: PLC0415 - a help text must come at once
    from graph.reads.quarantine import quarantine  # noqa: PLC0415
    from graph.reads.runs import published_run  # noqa: PLC0415
    from graph.reads.standings import standings  # noqa: PLC0415
    from graph.words import without_names  # noqa: PLC0415

    run = published_run(database)
    say("")
    top = nlargest(
        _EARNERS, standings(database, run), key=lambda standing: (standing.earned, standing.member_id)
    )
    show(N_("Who earned most:"), _earner_columns(run), top, _EARNERS, N_("Nobody earned anything."))
    entries = list(ledger(database, run))
    corrected = [entry for entry in entries if entry.corrects]
    say("")
    say(
        "What the late order, the refund and the corrected sponsor changed. Nothing that was posted is "
        "edited: the difference is posted, and names what it corrects."
    )
    columns = [column for column in LEDGER if column.name in _TELLING]
    show(N_("Correcting entries:"), columns, corrected, _ENTRIES, N_("Nothing was corrected."))
    say("")
    waiting = quarantine_columns(without_names(language_name()), run.zone)
    columns_waiting = [column for column in waiting if column.name in _WAITING]
    show(N_("In quarantine:"), columns_waiting, quarantine(database), _QUARANTINED, N_("No row waits."))
    if order := _order_with_most_payees(entries):
        _explain(database, run, order)
    say("")
    for line in _(_NEXT).splitlines():
        say("{line}", line=line)


def _earner_columns(run: "Run") -> "list[Column[Standing]]":
    ranks = rank_titles(run)
    return [
        Column("member", lambda row: row.member_id, weight=99),
        Column("name", lambda row: row.name, weight=98),
        Column("rank", lambda row: ranks[row.rank], weight=90),
        Column("team", lambda row: row.team_size, "number", weight=80),
        Column("group volume", lambda row: row.group, "money", weight=70),
        Column("earned", lambda row: row.earned, "money", weight=97),
        Column("held", lambda row: row.held, "money", weight=60),
    ]


def _order_with_most_payees(entries: "Iterable[Entry]") -> str:
    """Return the order that paid the most members: its explanation shows every rule at once."""
    payees = {
        order: len({entry.payee_id for entry in of_order if entry.payee_id})
        for order, of_order in groupby(entries, key=lambda entry: entry.order_id)
        if order
    }
    return max(payees, key=lambda order: (payees[order], order), default="")


def _explain(database: "Database", run: "Run", order: str) -> None:
    from cli.explanation_text import show_order  # noqa: PLC0415 - a help text must come at once
    from graph.explain import explain_order  # noqa: PLC0415
    from graph.words import spoken  # noqa: PLC0415

    told = explain_order(database, run, order)
    say("")
    say("Every cent of one order (upline explain {order}):", order=order)
    show_order(told, spoken(language_name(), told.names, told.zone))
