"""The tables of the groups page: states, leaders and single groups, in the viewer's scope."""

from dataclasses import asdict

import pandas as pd

from dashboard.context import Context
from dashboard.shared.filters import Filters
from dashboard.shared.metrics import scope_of
from graph.clock import from_micros
from graph.reads.groups import GroupState, buying_groups, group_leaders, group_states

_TIMES = ("opens", "closes", "success")
MOST = 500
"""How many leaders, and how many groups, are shown."""


def states(context: Context, filters: Filters) -> list[GroupState]:
    """Return how many groups of these days are open, succeeded or failed."""
    return group_states(context.database, context.run, scope_of(context, filters))


def leaders(context: Context, filters: Filters) -> pd.DataFrame:
    """Return leaders: leader_id, name, groups, open, succeeded, failed, orders, net (minor units)."""
    found = group_leaders(context.database, context.run, scope_of(context, filters), MOST)
    return pd.DataFrame([asdict(leader) for leader in found])


def groups(context: Context, filters: Filters) -> pd.DataFrame:
    """Return groups, those that opened last first, with times as texts that sort.

    Columns: group_id, leader_id, leader_name, opens, closes, success ("" without), state, buyers, orders, net
    (minor units).
    """
    found = buying_groups(context.database, context.run, scope_of(context, filters), MOST)

    def written(micros: int | None) -> str:
        return "" if micros is None else f"{from_micros(micros, context.run.zone):%Y-%m-%d %H:%M}"

    return pd.DataFrame(
        [
            {name: written(value) if name in _TIMES else value for name, value in asdict(group).items()}
            for group in found
        ]
    )
