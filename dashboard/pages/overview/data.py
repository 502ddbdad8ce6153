"""The DataFrames of the overview: members by rank, revenue and rewards by month, two rates."""

from dataclasses import asdict, dataclass
from decimal import Decimal

import pandas as pd

from dashboard.cache import cached_by_run
from dashboard.context import Context
from dashboard.i18n.format import month
from dashboard.shared.periods import is_over, month_asked_for, month_is_told, month_of, months
from dashboard.words import _
from graph.earnings.scope import Scope
from graph.earnings.sums import earned_by_month, revenue_by_month
from graph.metrics import metric
from graph.months import first_day_of
from graph.reads.history import Night, nights
from graph.reads.overview import people
from graph.reads.runs import Run


@dataclass(frozen=True)
class Rate:
    """A rate of one month, as metrics give it: `part` of `whole`; None where whole is 0."""

    part: int
    whole: int
    rate: Decimal | None


@cached_by_run
def usual_month(context: Context) -> int:
    """Return the last month that is over and has orders in the viewer's scope; without any the last one."""
    run = context.run
    scope = Scope(from_day=first_day_of(months(run)[-1]), team=context.team)
    sold = {row["month"] for row in revenue_by_month(context.database, run, scope) if row["amount"]}
    return next((one for one in months(run) if one in sold and is_over(run, one)), month_of(run) - 1)


def chosen_month(context: Context, text: str) -> int:
    """Return the month that an address asks for (2026-01); the usual one for "" and for any other."""
    return month_asked_for(context.run, text, usual_month(context))


def month_notes(context: Context, text: str) -> list[str]:
    """Return what a reader is told of the month: that it is another one, or that orders ended before it."""
    usual, last = usual_month(context), month_of(context.run) - 1
    said = month_is_told(context.run, text, usual)
    if usual < last:
        words = _("No orders in {month}, the last finished month. The last one with orders is {usual}.")
        said.append(words.format(month=month(last), usual=month(usual)))
    return said


def ranks(context: Context, month: int) -> pd.DataFrame:
    """Return a row per rank that is held, lowest first: the columns of graph.reads.overview.People."""
    found = people(context.database, context.run, month, context.team)
    return pd.DataFrame([asdict(one) for one in found])


def by_month(context: Context) -> pd.DataFrame:
    """Return a row per month, oldest first: month, revenue, and a column of rewards per kind that was paid.

    Money is in minor units. All months of `months` are there.
    """
    run = context.run
    scope = Scope(from_day=first_day_of(months(run)[-1]), team=context.team)
    rewards = earned_by_month(context.database, run, scope)
    revenue = revenue_by_month(context.database, run, scope)
    found = pd.DataFrame({"month": sorted(months(run)), "revenue": 0}).set_index("month")
    for row in revenue:
        found.loc[row["month"], "revenue"] = row["amount"]
    for kind in sorted({row["kind"] for row in rewards}):
        found[kind] = 0
    for row in rewards:
        if row["month"] in found.index:
            found.loc[row["month"], row["kind"]] += row["amount"]
    return found.reset_index()


def without_unfinished(frame: pd.DataFrame, run: Run) -> pd.DataFrame:
    """Return the rows of months that are over, as a part of one would look like a fall; all if none is."""
    over = frame[[is_over(run, int(number)) for number in frame["month"]]]
    return over if len(over) else frame


def rate(context: Context, name: str, parts: tuple[str, str], month: int) -> Rate:
    """Return one month of a metric whose first row of that month is all of it, by its two columns."""
    rows = metric(
        context.database,
        context.run,
        name,
        from_day=first_day_of(month),
        to_day=first_day_of(month + 1),
        team=context.team,
    )
    if not rows:
        return Rate(0, 0, None)
    found = rows[0]
    part, whole, exact = found[parts[0]], found[parts[1]], found["rate"]
    return Rate(int(part or 0), int(whole or 0), exact if isinstance(exact, Decimal) else None)


def last_night(context: Context) -> Night:
    """Return the run that is shown, with its checks."""
    return nights(context.database, below=context.run.number + 1, limit=1)[0]
