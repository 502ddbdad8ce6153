"""The tables of the repurchase page: metrics in the viewer's scope, and communities by their buyers."""

import pandas as pd

from dashboard.context import Context
from dashboard.shared.filters import Filters
from dashboard.shared.metrics import from_first, rows, scope_of, with_unfinished
from dashboard.shared.periods import month_of
from graph.metrics import cohorts

_COHORTS = 24
_FIRST_DAYS = 7


def by_month(context: Context, filters: Filters) -> pd.DataFrame:
    """Return repurchase by month: month, buyers, repeat_buyers, rate, unfinished."""
    found = from_first(rows(context, "repurchase", filters), "buyers")
    return with_unfinished(found, context.run, filters)


def retention(context: Context, filters: Filters) -> pd.DataFrame:
    """Return retention of the newest cohorts: cohort, offset (months after), buyers, cohort_size, rate.

    unfinished: whether the month at that offset is the run's, which is not over; begins: whether it is, and
    fewer than 7 days of it are.
    """
    found = rows(context, "retention", filters)
    if found.empty:
        return found
    shown: pd.DataFrame = found[found["cohort"] > found["cohort"].max() - _COHORTS]
    unfinished = shown["cohort"] + shown["offset"] == month_of(context.run)
    return shown.assign(
        unfinished=unfinished, begins=unfinished & (context.run.as_of_time.day <= _FIRST_DAYS)
    )


def within(context: Context, filters: Filters) -> pd.DataFrame:
    """Return two curves: kind (first: of those who joined; again: of buyers), days, people, came, rate."""
    first = rows(context, "registration", filters).rename(columns={"joined": "people", "converted": "came"})
    again = rows(context, "cohort-repurchase", filters)
    again = again.rename(columns={"buyers": "people", "repeat_buyers": "came"})
    return pd.concat([first.assign(kind="first"), again.assign(kind="again")], ignore_index=True)


def ratio(context: Context, filters: Filters) -> pd.DataFrame:
    """Return the one row of buyers and sellers: buyers, sellers, ratio (NaN without sellers)."""
    return rows(context, "buyer-seller", filters)


def communities(context: Context, filters: Filters) -> pd.DataFrame:
    """Return communities, those with most buyers first.

    Columns: community_id, name, owner_id, buyers, repeat_buyers, rate.
    """
    found = cohorts.communities(context.database, context.run, scope_of(context, filters))
    return pd.DataFrame(
        [
            {
                "community_id": one.community_id,
                "name": one.name,
                "owner_id": one.owner_id,
                "buyers": one.buyers,
                "repeat_buyers": one.repeat_buyers,
                "rate": None if one.rate is None else float(one.rate),
            }
            for one in found
        ]
    )
