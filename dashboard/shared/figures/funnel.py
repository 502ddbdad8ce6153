"""The stages of the funnel, in words."""

from dashboard.words import N_, _

_STAGES = {
    "invited": N_("Invited"),
    "registered": N_("Registered"),
    "first_order": N_("First order"),
    "second_order": N_("Second order within 30 days"),
    "retained": N_("Order 30 to 60 days after the first"),
}


def stage_name(stage: str) -> str:
    """Return a stage of the funnel in the language of the request."""
    return _(_STAGES.get(stage, stage))
