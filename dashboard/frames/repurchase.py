"""The tables of the repurchase page: metrics in the viewer's scope, and communities by their buyers."""

import pandas as pd

from dashboard.asking import Asked
from dashboard.components.filters import Filters
from dashboard.frames.months import from_first, rows, with_unfinished
from dashboard.frames.rewards import scope_of
from graph.metrics import cohorts

_COHORTS = 24


def by_month(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return repurchase by month: month, buyers, repeat_buyers, rate, unfinished."""
    found = from_first(rows(question, "repurchase", wanted), "buyers")
    return with_unfinished(found, question.run, wanted)


def retention(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return retention of the newest cohorts: cohort, offset (months after), buyers, cohort_size, rate.

    unfinished: whether the month at that offset is the run's, which is not over.
    """
    found = rows(question, "retention", wanted)
    if found.empty:
        return found
    newest = question.run.as_of_time.year * 12 + question.run.as_of_time.month - 1
    shown: pd.DataFrame = found[found["cohort"] > found["cohort"].max() - _COHORTS]
    return shown.assign(unfinished=shown["cohort"] + shown["offset"] == newest)


def within(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return two curves: kind (first: of those who joined; again: of buyers), days, people, came, rate."""
    first = rows(question, "registration", wanted).rename(columns={"joined": "people", "converted": "came"})
    again = rows(question, "cohort-repurchase", wanted)
    again = again.rename(columns={"buyers": "people", "repeat_buyers": "came"})
    return pd.concat([first.assign(kind="first"), again.assign(kind="again")], ignore_index=True)


def ratio(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return the one row of buyers and sellers: buyers, sellers, ratio (NaN without sellers)."""
    return rows(question, "buyer-seller", wanted)


def communities(question: Asked, wanted: Filters) -> pd.DataFrame:
    """Return communities, those with most buyers first.

    Columns: community_id, name, owner_id, buyers, repeat_buyers, rate.
    """
    found = cohorts.communities(question.database, question.run, scope_of(question, wanted))
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
