"""The stages of a calculation, in words people understand: each is several of its steps."""

from collections.abc import Mapping

STAGES = ("network", "volumes", "ranks", "teams", "rewards", "pools", "standings", "checks", "metrics")
_POOL_SHARES = "nightly/rewards/pool"


def stage(step: str) -> str:
    """Return the stage that a step of the calculation belongs to; a word of its own is its own stage.

    A statement's stage is its folder. Only the shares of pools, which are rewards, are posted with the pools.
    """
    if step == _POOL_SHARES:
        return "pools"
    return step.split("/")[1] if step.startswith("nightly/") else step


def by_stage(seconds: Mapping[str, float]) -> dict[str, float]:
    """Add up seconds by step to seconds by stage, in the order of the calculation."""
    found: dict[str, float] = {}
    for step, spent in seconds.items():
        found[stage(step)] = round(found.get(stage(step), 0.0) + spent, 3)
    return {name: found[name] for name in (*STAGES, *found) if name in found}
