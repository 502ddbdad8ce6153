"""Everything that a published run answers, read as everybody reads it: for comparing it with itself later."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from graph.database import Database
from graph.earnings.entries import EntryFilter, count_entries, entries
from graph.earnings.scope import Scope
from graph.earnings.sums import earned_by_month, revenue_by_month, top_earners
from graph.errors import NotFoundError
from graph.explain import explain_member, explain_order
from graph.metrics import METRICS, figures, metric
from graph.reads import overview, rewards
from graph.reads.changes import moved, posted
from graph.reads.ledger import ledger
from graph.reads.pools import pools
from graph.reads.runs import Run, run_numbered
from graph.reads.standings import standings
from graph.reads.totals import totals
from graph.reads.volumes import LegsBehind, volume, volume_between

_LEGS = LegsBehind(1000)


def answers(
    database: Database,
    number: int,
    *,
    members: list[str],
    orders: list[str],
    channels: list[str],
    spans: list[tuple[date | None, date | None]],
    first_month: int,
) -> dict[str, object]:
    """Return what a run says of these members, orders and channels, and of these stretches of days.

    By a name that tells which answer differs. `first_month` is `year * 12 + month - 1`.
    """
    run = run_numbered(database, number)
    found: dict[str, object] = {
        "standings": list(standings(database, run)),
        "ledger": list(ledger(database, run)),
        "pools": list(pools(database, run)),
        "totals": totals(database, number),
        "posted": posted(database, run),
        "moved": moved(database, run),
    }
    for order in orders:
        found[f"ledger of {order}"] = _answer_of(_ledger_of, database, run, order)
        found[f"explain {order}"] = _answer_of(_explained, database, run, order)
    for member in members:
        found[f"ledger of {member}"] = list(ledger(database, run, member=member))
        found[f"explain {member}"] = asdict(explain_member(database, run, member))
        found[f"rewards of {member}"] = rewards.rewards(database, run, member)
        found[f"entries of {member}"] = rewards.entries(database, run, member, rewards.Newest(), 1000)
        found[f"volume of {member}"] = volume(database, run, member, _LEGS)
    for span in spans:
        first, end = span
        days = f"from {first} to {end}"
        found[f"ledger {days}"] = list(ledger(database, run, from_day=first, to_day=end))
        if first and end:
            for member in members:
                between = volume_between(database, run, member, (first, end), _LEGS)
                found[f"volume of {member} {days}"] = between
        for team, channel in (("", ""), ("", channels[0]), (members[1], channels[1])):
            place = f"{days} team {team} channel {channel}"
            scope = Scope(first, end, channel, team)
            found[f"counted {place}"] = count_entries(database, run, scope, EntryFilter())
            found[f"earned {place}"] = list(entries(database, run, scope, EntryFilter(sort="amount")))
            found[f"months {place}"] = earned_by_month(database, run, scope)
            found[f"top {place}"] = top_earners(database, run, scope)
            found[f"revenue {place}"] = revenue_by_month(database, run, scope)
            for name in METRICS:
                found[f"{name} {place}"] = figures(
                    database, run, name, from_day=first, to_day=end, channel=channel, team=team
                )
    for name in METRICS:
        found[f"{name} kept"] = metric(database, run, name)
    found["people"] = overview.people(database, run, first_month)
    return found


def _ledger_of(database: Database, run: Run, order: str) -> object:
    return list(ledger(database, run, order=order))


def _explained(database: Database, run: Run, order: str) -> object:
    return asdict(explain_order(database, run, order))


def _answer_of(
    read: Callable[[Database, Run, str], object], database: Database, run: Run, order: str
) -> object:
    try:
        return read(database, run, order)
    except NotFoundError as error:
        return type(error)
