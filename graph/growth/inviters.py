"""Who invites, and what becomes of those who were invited; and how long the funnel's stages take."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.growth.bounds import require_countable
from graph.metrics.aggregates import by_months
from graph.metrics.model import decimal, rate
from graph.metrics.query import count
from graph.metrics.stored import kept_rows
from graph.metrics.visitors import STAGES
from graph.metrics.window import DAY, window_of
from graph.reads.runs import Run

MOST_INVITERS = 100
INVITERS = "inviters"
"""The name under which a run keeps the company's inviters."""


@dataclass(frozen=True, slots=True)
class Inviter:
    """A member whose direct recruits joined in a stretch of days: how many, and how many of them bought.

    invited: visitors whom it invited in these days. old_buyers: recruits whose first order is at least 60
    days old; repeat_buyers: those of them who ordered again on a later day within 60 days.
    """

    member_id: str
    name: str
    invited: int
    recruits: int
    buyers: int
    old_buyers: int
    repeat_buyers: int

    @property
    def bought(self) -> Decimal | None:
        """The share of the recruits who bought."""
        return rate(self.buyers, self.recruits)

    @property
    def repurchase(self) -> Decimal | None:
        """The share of the old buyers who ordered again."""
        return rate(self.repeat_buyers, self.old_buyers)


def inviters(database: Database, run: Run, scope: Scope) -> list[Inviter]:
    """Return at most MOST_INVITERS, those with most recruits who bought first.

    Those of the company since ever are what the night kept, without names: who is erased must not stay in it.

    Raises:
        NotFoundError: when there is no such member in the run.
        UserError: when the stretch of days is empty, or cuts a month of a large team short.
    """
    require_countable(database, run, scope)
    rows = kept_rows(database, run, INVITERS) if scope == Scope() else None
    if rows is None:
        rows = count_inviters(database, run, scope)
    named = database.read("read/simulation/names", ids=[row["member_id"] for row in rows])
    names = {row["id"]: row["name"] for row in named}
    return [Inviter(name=names[row["member_id"]], **row) for row in rows]


def count_inviters(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Count for `inviters`: rows with the fields of an Inviter but its name."""
    return _count(database, run, "inviters", scope, limit=MOST_INVITERS)


def median_days(database: Database, run: Run, scope: Scope) -> Mapping[str, Decimal] | None:
    """Return the days to the next stage by stage of the funnel, the middle of those who came there.

    None where the scope is so large that they are not counted.

    Raises:
        UserError: when the stretch of days is empty.
    """
    if by_months(database, run, scope.team):
        return None
    rows = _count(database, run, "steps", scope)
    return {STAGES[row["stage"]]: decimal(Fraction(row["between"], 2 * DAY)) for row in rows}


def _count(database: Database, run: Run, name: str, scope: Scope, **own: object) -> list[Row]:
    window = window_of(database, run, scope.from_day, scope.to_day)
    return count(database, run, f"read/growth/{name}", window, channel=scope.channel, team=scope.team, **own)
