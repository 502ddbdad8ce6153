"""The stages of a calculation, in words people understand: each is several of its steps."""

from collections.abc import Mapping
from typing import TypeVar

Cost = TypeVar("Cost", int, float)
CALCULATED = ("network", "volumes", "ranks", "teams", "rewards", "pools", "standings")
"""The stages of a calculation on any engine."""
FACTS, OTHER = "facts", "other"
"""Keeping the facts as files, and what belongs to no step: how a run begins, waiting for work beside it."""
STAGES = (FACTS, *CALCULATED, "checks", "metrics", OTHER)
_POOL_SHARES = "nightly/rewards/pool"
_AGGREGATES = "nightly/aggregates/"


def stage(step: str) -> str:
    """Return the stage that a step of the calculation belongs to; a word of its own is its own stage.

    A statement's stage is its folder. Only the shares of pools, which are rewards, are posted with the pools,
    and what is kept for metrics is theirs.
    """
    if step == _POOL_SHARES:
        return "pools"
    if step.startswith(_AGGREGATES):
        return "metrics"
    return step.split("/")[1] if step.startswith("nightly/") else step


def by_stage(costs: Mapping[str, Cost]) -> dict[str, Cost]:
    """Add up seconds or rows by step to those by stage, in the order of the calculation."""
    found: dict[str, Cost] = {}
    for step, cost in costs.items():
        found[stage(step)] = round(found[stage(step)] + cost, 3) if stage(step) in found else cost
    return {name: found[name] for name in (*STAGES, *found) if name in found}
