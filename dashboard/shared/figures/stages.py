"""The stages of a calculation, in words."""

from dashboard.words import N_, _

_STAGES = {
    "facts": N_("facts"),
    "network": N_("network"),
    "volumes": N_("volumes"),
    "ranks": N_("ranks"),
    "teams": N_("team owners"),
    "rewards": N_("rewards"),
    "pools": N_("pools"),
    "standings": N_("standings"),
    "checks": N_("checks"),
    "metrics": N_("metrics"),
    "other": N_("other"),
}


def stage_name(step: str) -> str:
    """Return what a stage, or a step of one, is called in the language of the request."""
    name = step.partition("/")[0]
    return _(_STAGES.get(name, name))
