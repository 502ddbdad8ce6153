"""The stages of a calculation, in words people understand: each is several of its steps."""

from collections.abc import Mapping

STAGES = ("network", "volumes", "ranks", "teams", "rewards", "pools", "standings", "checks", "metrics")
_OF_FOLDER = {
    "facts": "network",
    "orders": "network",
    "network": "network",
    "volumes": "volumes",
    "ranks": "ranks",
    "dealers": "teams",
    "rewards": "rewards",
    "pools": "pools",
    "standings": "standings",
}
_OF_STATEMENT = {
    "network/prior": "teams",
    "network/prior_roots": "teams",
    "network/teams": "teams",
    "network/teams_opening": "teams",
    "rewards/pool": "pools",
}


def stage(step: str) -> str:
    """Return the stage that a step of the calculation belongs to; a word of its own is its own stage."""
    return _OF_STATEMENT.get(step) or _OF_FOLDER.get(step.partition("/")[0], step)


def by_stage(seconds: Mapping[str, float]) -> dict[str, float]:
    """Add up seconds by step to seconds by stage, in the order of the calculation."""
    found: dict[str, float] = {}
    for step, spent in seconds.items():
        found[stage(step)] = round(found.get(stage(step), 0.0) + spent, 3)
    return {name: found[name] for name in (*STAGES, *found) if name in found}
