"""Buying groups (R12) as of a run: which are open, succeeded or failed, and who leads them."""

from dataclasses import dataclass
from typing import Literal

from graph.clock import day_start
from graph.database import Database
from graph.earnings.scope import Scope
from graph.reads.runs import Run

State = Literal["open", "succeeded", "failed"]
STATES: tuple[State, ...] = ("open", "succeeded", "failed")


@dataclass(frozen=True, slots=True)
class BuyingGroup:
    """A group: `buyers` are the distinct ones that stand inside its window, `orders` those that count.

    Times in microseconds UTC; success: None without one. net: of the orders that count, in minor units.
    """

    group_id: str
    leader_id: str
    leader_name: str
    opens: int
    closes: int
    success: int | None
    state: State
    buyers: int
    orders: int
    net: int


@dataclass(frozen=True, slots=True)
class GroupLeader:
    """Who leads groups: how many in all and by their state, and what was bought in them (minor units)."""

    leader_id: str
    name: str
    groups: int
    open: int
    succeeded: int
    failed: int
    orders: int
    net: int


@dataclass(frozen=True, slots=True)
class GroupState:
    """How many groups are in a state, how many orders of them count, and what these come to (minor units)."""

    state: State
    groups: int
    orders: int
    net: int


def group_states(database: Database, run: Run, scope: Scope) -> list[GroupState]:
    """Return a row per state, zeros too. Groups are those that opened in the scope's days.

    The scope's team and channel are those of their leaders.

    Raises:
        UserError: the stretch of days is empty.
    """
    rows = database.read("read/groups/states", **_parameters(run, scope))
    found = {row["state"]: GroupState(**row) for row in rows}
    return [found.get(state, GroupState(state, 0, 0, 0)) for state in STATES]


def group_leaders(database: Database, run: Run, scope: Scope, limit: int) -> list[GroupLeader]:
    """Return at most `limit` leaders, those with most groups that succeeded first; scope as group_states."""
    rows = database.read("read/groups/leaders", **_parameters(run, scope), limit=limit)
    return [GroupLeader(**row) for row in rows]


def buying_groups(
    database: Database,
    run: Run,
    scope: Scope,
    limit: int,
    *,
    leader: str = "",
    after: tuple[int, str] | None = None,
) -> list[BuyingGroup]:
    """Return at most `limit` groups, those that opened last first; scope as group_states.

    leader: the one whose groups are meant, "" for all. after: `opens` and id of the group before the first.
    """
    opened, group_id = after or (None, "")
    parameters = {**_parameters(run, scope, leader), "limit": limit, "opened": opened, "after": group_id}
    return [BuyingGroup(**row) for row in database.read("read/groups/list", **parameters)]


def _parameters(run: Run, scope: Scope, leader: str = "") -> dict[str, object]:
    first, end = scope.days(run)
    return {
        "run": run.number,
        "as_of": run.as_of,
        "team": scope.team,
        "leader": leader,
        "channel": scope.channel,
        "start": day_start(first, run.zone),
        "end": min(day_start(end, run.zone), run.as_of + 1),
    }
