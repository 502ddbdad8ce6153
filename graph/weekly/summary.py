"""What a manager is told once a week: the own figures, what to do, the team's week, and who changed most."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.access import Role
from graph.access.accounts import Account, accounts
from graph.clock import day_of, day_start
from graph.comparison import Changed, changed_members
from graph.database import Database
from graph.earnings.scope import Scope
from graph.earnings.sums import earned_by_month, revenue_by_month
from graph.errors import NotFoundError, UserError
from graph.explain import explain_member
from graph.explain.member import MemberExplanation
from graph.months import month_name, number_of
from graph.reads.products import package_names
from graph.reads.runs import Run, runs
from graph.reads.standings import Standing, standings
from graph.reads.team_views import ViewCounts, view_counts

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_CHANGED = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets a summary: a manager's account; without an e-mail address by webhook or as a file."""

    account: str
    member_id: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Week:
    """What a team did in seven days: money in minor units, members who joined."""

    first: date
    last: date
    revenue: int
    rewards: int
    joined: int


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """A manager's summary as of a run.

    month: `year * 12 + month - 1`, that of the last day; of_month: the own standing of it. before: the seven
    days before `week`. since: the number of the run that `changed` is compared with, 0 where none is kept.
    packages: what to call packages, by their name in the plan.
    """

    run: Run
    month: int
    of_month: Standing
    explanation: MemberExplanation
    counts: ViewCounts
    week: Week
    before: Week
    since: int
    changed: tuple[Changed, ...]
    packages: dict[str, str]


def readers(database: Database, name: str = "") -> Iterator[Reader]:
    """Yield the managers who are not disabled; only the account of a name, where there is one.

    Raises:
        NotFoundError: there is no such account.
        UserError: it is no manager's, or disabled.
    """
    known = list(accounts(database))
    if name:
        chosen = [account for account in known if account.name == name]
        if not chosen:
            raise NotFoundError("there is no account {name!r}: `upline account list` shows them", name=name)
        if not _has_summary(chosen[0]):
            raise UserError(
                "the account {name!r} is no manager's, or disabled: it gets no summary", name=name
            )
        known = chosen
    for account in known:
        if _has_summary(account):
            yield Reader(account.name, account.member_id, account.email, account.language)


def _has_summary(account: Account) -> bool:
    return account.role is Role.MANAGER and not account.disabled


def weekly_summary(database: Database, run: Run, member_id: str) -> WeeklySummary:
    """Return the summary of a member's team for the seven days up to the last one that a run knows whole.

    Raises:
        NotFoundError: the run has no such member.
    """
    end = run.as_of_time.date()
    last = day_of(run.as_of - 1, run.zone) if day_start(end, run.zone) == run.as_of else end - _DAY
    month = number_of(last)
    week, before = (_week(database, run, member_id, day) for day in (last, last - _WEEK))
    older = _run_before(database, run)
    changed = changed_members(database, older, run, team=member_id, limit=_CHANGED + 1) if older else iter(())
    return WeeklySummary(
        run,
        month,
        next(standings(database, run, month=month_name(month), member=member_id)),
        explain_member(database, run, member_id),
        view_counts(database, run, member_id, month),
        week,
        before,
        older.number if older else 0,
        tuple(one for one in changed if one.member_id != member_id)[:_CHANGED],
        package_names(database, run.plans[-1]),
    )


def _week(database: Database, run: Run, team: str, last: date) -> Week:
    first, end = last - _WEEK + _DAY, last + _DAY
    scope = Scope(first, end, team=team)
    span = {"start": day_start(first, run.zone), "end": day_start(end, run.zone)}
    joined = database.read("read/weekly/joined", run=run.number, team=team, **span)[0]["members"]
    return Week(
        first,
        last,
        sum(row["amount"] for row in revenue_by_month(database, run, scope)),
        sum(row["amount"] for row in earned_by_month(database, run, scope)),
        joined,
    )


def _run_before(database: Database, run: Run) -> Run | None:
    """Return the newest run of a week before or earlier that still has its figures."""
    until = run.as_of - int(_WEEK.total_seconds()) * 1_000_000
    older = [one for one in runs(database) if one.as_of <= until and one.dropped is None]
    return older[-1] if older else None
