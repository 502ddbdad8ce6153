"""Who is behind a figure: the people of a channel, a cohort, an inviter, or a stage of the funnel."""

from dataclasses import dataclass

from graph.clock import OPEN, day_start
from graph.database import Database
from graph.earnings.scope import Scope
from graph.metrics.query import count
from graph.metrics.visitors import STAGES
from graph.metrics.window import window_of
from graph.months import first_day_of
from graph.reads.runs import Run

MOST = 200
"""How many people a list has at most."""
Stretch = tuple[int, int]
"""From a microsecond to before another one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member or customer; times in microseconds UTC, None: never (customers do not join)."""

    person_id: str
    name: str
    member: bool
    channel: str
    joined: int | None
    first: int | None
    last: int | None
    orders: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor of the funnel: invited when (microseconds) and by whom, how far it came, and whom it became.

    person_id: "" when nobody; member: whether that is a member.
    """

    visitor_id: str
    at: int
    inviter_id: str
    person_id: str
    member: bool
    stage: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Whom a list is of: people by when they joined, first ordered, and ordered again (`lapsed`: did not).

    channel: None for all. sponsor: only its direct recruits, "" for all. members: no customers.
    """

    channel: str | None = None
    sponsor: str = ""
    members: bool = False
    joined: Stretch | None = None
    first: Stretch | None = None
    again: Stretch | None = None
    lapsed: bool = False


def people(database: Database, run: Run, team: str, behind: Behind) -> list[Person]:
    """Return at most MOST people by id, of the company or of a team ("": the company)."""
    rows = database.read(
        "read/growth/list",
        run=run.number,
        open=OPEN,
        as_of=run.as_of,
        team=team,
        channel=behind.channel,
        sponsor=behind.sponsor,
        members=behind.members,
        joined=behind.joined,
        first=behind.first,
        again=behind.again,
        lapsed=behind.lapsed,
        limit=MOST,
    )
    return [Person(**row) for row in rows]


def visitors(
    database: Database, run: Run, scope: Scope, stage: str, *, waiting: bool = False
) -> list[Visitor]:
    """Return at most MOST visitors who came to a stage of the funnel, or wait in it, the last invited first.

    Raises:
        UserError: when the stretch of days is empty.
    """
    rows = count(
        database,
        run,
        "read/growth/visitors",
        window_of(database, run, scope.from_day, scope.to_day),
        channel=scope.channel,
        team=scope.team,
        stage=STAGES.index(stage),
        waiting=waiting,
        limit=MOST,
    )
    return [Visitor(stage=STAGES[row.pop("reached")], **row) for row in rows]


def window(database: Database, run: Run, scope: Scope) -> Stretch:
    """Return the stretch of a scope's days."""
    days = window_of(database, run, scope.from_day, scope.to_day)
    return days.start, days.end


def month(run: Run, number: int) -> Stretch:
    """Return the stretch of a month, `year * 12 + month - 1`, up to the run's `as_of`."""
    starts = (day_start(first_day_of(one), run.zone) for one in (number, number + 1))
    first, end = starts
    return first, min(end, run.as_of + 1)
