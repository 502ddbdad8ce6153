"""The tables of the rewards page: sums in the viewer's scope, top earners, pools by day."""

from dataclasses import asdict

import pandas as pd

from dashboard.asking import Asked
from dashboard.components.filters import Filters
from dashboard.frames.months import with_unfinished
from graph.earnings.scope import Scope
from graph.earnings.sums import earned_by_month, pool_earnings, revenue_by_month, top_earners
from graph.reads.pools import pools


def scope_of(question: Asked, wanted: Filters) -> Scope:
    """Return whose earnings are asked for: the viewer's team, whatever the filters say."""
    return Scope(wanted.from_day, wanted.to_day, wanted.channel, question.team)


def earned(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return what members earned: month, kind, rank (number), amount (minor units)."""
    found = earned_by_month(question.database, question.run, scope_of(question, wanted))
    return pd.DataFrame(found, columns=["month", "kind", "rank", "amount"])


def revenue(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return revenue net of refunds: month, amount (minor units)."""
    found = revenue_by_month(question.database, question.run, scope_of(question, wanted))
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


def payout(question: Asked, wanted: Filters, months: pd.DataFrame) -> pd.DataFrame:
    """Return the payout ratio of the rows of `by_month`: month, rewards, revenue, rate (NaN), unfinished."""
    found = months[["month", "revenue"]].assign(rewards=months.drop(columns=["month", "revenue"]).sum(axis=1))
    rate = found["rewards"] / found["revenue"].where(found["revenue"] > 0)
    return with_unfinished(found.assign(rate=rate), question.run, wanted)


def by(earnings: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return what was earned by kind or by rank: that column and amount (minor units)."""
    return earnings.groupby(column)["amount"].sum().reset_index()


def earners(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return the members who earned most: member_id, name, rank (number), entries, amount (minor units)."""
    found = top_earners(question.database, question.run, scope_of(question, wanted))
    return pd.DataFrame(
        [asdict(one) for one in found], columns=["member_id", "name", "rank", "entries", "amount"]
    )


def pool_days(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return pools by day: pool, day, amount (minor units).

    The amount is what each holder of the company's pool got; of a team what its members got together, as a
    pool tells of others.
    """
    if question.team:
        own = pool_earnings(question.database, question.run, scope_of(question, wanted))
        found = [{"pool": row["pool"], "day": row["day"], "amount": row["shared"]} for row in own]
    else:
        days = pools(question.database, question.run, from_day=wanted.from_day, to_day=wanted.to_day)
        found = [{"pool": one.pool, "day": one.day, "amount": one.share} for one in days]
    return pd.DataFrame(found, columns=["pool", "day", "amount"])
