"""The tables of the rewards page: sums in the viewer's scope, top earners, pools by day."""

from dataclasses import asdict

import pandas as pd

from dashboard.context import Context
from dashboard.shared.causes import MOST
from dashboard.shared.day_ranges import days_of
from dashboard.shared.filters import Filters
from dashboard.shared.metrics import scope_of, with_unfinished
from graph.corrections import Corrections, read_corrections
from graph.corrections.visibility import visible_corrections
from graph.earnings.sums import (
    earned_by_day,
    earned_by_month,
    pool_earnings,
    revenue_by_day,
    revenue_by_month,
    top_earners,
)
from graph.reads.pools import pools


def earned(context: Context, filters: Filters) -> pd.DataFrame:
    """Return what members earned: month, kind, rank (number), amount (minor units)."""
    found = earned_by_month(context.database, context.run, scope_of(context, filters))
    return pd.DataFrame(found, columns=["month", "kind", "rank", "amount"])


def revenue(context: Context, filters: Filters) -> pd.DataFrame:
    """Return revenue net of refunds: month, amount (minor units)."""
    found = revenue_by_month(context.database, context.run, scope_of(context, filters))
    return pd.DataFrame(found, columns=["month", "amount"])


def by_month(earnings: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Return a row per month from the first to the last: month, revenue, and a column per kind of reward."""
    known = [*earnings["month"], *sold["month"]]
    if not known:
        return pd.DataFrame(columns=["month", "revenue"])
    months = pd.RangeIndex(min(known), max(known) + 1, name="month")
    kinds = earnings.pivot_table(index="month", columns="kind", values="amount", aggfunc="sum", fill_value=0)
    found = kinds.reindex(months, fill_value=0)
    found.columns.name = None
    found.insert(0, "revenue", sold.set_index("month")["amount"].reindex(months, fill_value=0))
    return found.reset_index()


def payout(context: Context, filters: Filters, months: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `by_month` with rewards, rate (the payout ratio, or NaN) and unfinished."""
    found = months.assign(rewards=months.drop(columns=["month", "revenue"]).sum(axis=1))
    rate = found["rewards"] / found["revenue"].where(found["revenue"] > 0)
    return with_unfinished(found.assign(rate=rate), context.run, filters)


def by_day(context: Context, filters: Filters) -> pd.DataFrame:
    """Return a row per day of filters with a first day: day, revenue, and a column per kind of reward."""
    scope = scope_of(context, filters)
    earnings = pd.DataFrame(
        earned_by_day(context.database, context.run, scope), columns=["day", "kind", "amount"]
    )
    sold = pd.DataFrame(revenue_by_day(context.database, context.run, scope), columns=["day", "amount"])
    days = pd.Index(days_of(filters, context.run), name="day")
    kinds = earnings.pivot_table(index="day", columns="kind", values="amount", aggfunc="sum", fill_value=0)
    found = kinds.reindex(days, fill_value=0)
    found.columns.name = None
    found.insert(0, "revenue", sold.set_index("day")["amount"].reindex(days, fill_value=0))
    return found.reset_index()


def by(earnings: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return what was earned by kind or by rank: that column and amount (minor units)."""
    return earnings.groupby(column)["amount"].sum().reset_index()


def earners(context: Context, filters: Filters) -> pd.DataFrame:
    """Return the members who earned most: member_id, name, rank (number), entries, amount (minor units)."""
    found = top_earners(context.database, context.run, scope_of(context, filters))
    return pd.DataFrame(
        [asdict(one) for one in found], columns=["member_id", "name", "rank", "entries", "amount"]
    )


def pool_days(context: Context, filters: Filters) -> pd.DataFrame:
    """Return pools by day: pool, day, amount, adjusted (minor units).

    The amount is what each holder of the company's pool got; of a team what its members got together, as a
    pool tells of others. adjusted: what had changed about days closed before (R7), 0 of a team.
    """
    if context.team:
        own = pool_earnings(context.database, context.run, scope_of(context, filters))
        found = [(row["pool"], row["day"], row["shared"], 0) for row in own]
    else:
        days = pools(context.database, context.run, from_day=filters.from_day, to_day=filters.to_day)
        found = [(one.pool, one.day, one.share, one.adjusted) for one in days]
    return pd.DataFrame(found, columns=["pool", "day", "amount", "adjusted"])


def causes(context: Context, filters: Filters) -> Corrections:
    """Return why entries of the days were corrected, by any run; as far as the viewer may see it."""
    read = read_corrections(context.database, context.run, scope_of(context, filters), limit=MOST)
    return visible_corrections(context.database, context.run, context.viewer, read)
