"""Ranks as readers see them: name, colour and icon, from the plan and its number of ranks.

The lowest rank of a plan looks the same in all plans, and so does the highest one; those between are spread
over the looks. No two ranks of a plan look alike, up to 41 of them.
"""

from dashboard.shared.figures.style import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, SKY, YELLOW
from dashboard.words import N_, _, language
from graph.plan.model import Plan

ICONS = ("user", "user-check", "users", "map-pin", "building-skyscraper", "crown")
"""The icons of ranks (assets/icons.css), from the lowest to the highest."""
_COLOURS = (GREY, SKY, GREEN, ORANGE, RED, PURPLE, BLUE, YELLOW)
VISITOR = N_("visitor")  # what the plans that come with Upline call a rank without a term in the source


def rank_colour(plan: Plan, number: int) -> str:
    """Return a rank's colour; where a plan has more ranks than there are icons, colours take turns."""
    if len(plan.ranks) > len(ICONS):
        return _COLOURS[number % len(_COLOURS)]
    return _COLOURS[_place(plan, number)]


def rank_icon(plan: Plan, number: int) -> str:
    """Return the name of a rank's icon, of assets/icons.css."""
    return ICONS[_place(plan, number)]


def rank_name(plan: Plan, number: int) -> str:
    """Return a rank's name: in Chinese the source's first term for it, in English its id in words."""
    rank = plan.ranks[number]
    if language() == "zh":
        return rank.name or _(rank.id)
    return rank.id.replace("_", " ")


def _place(plan: Plan, number: int) -> int:
    """Return where a rank stands among the icons: the first is the plan's lowest, the last its highest."""
    return number * (len(ICONS) - 1) // max(1, len(plan.ranks) - 1)


def pool_name(plan: Plan, pool: str) -> str:
    """Return a pool as readers know it: by the rank that shares it."""
    number = rank_of_pool(plan, pool)
    return pool if number is None else rank_name(plan, number)


def rank_of_pool(plan: Plan, pool: str) -> int | None:
    """Return the number of the rank that shares a pool; None where the plan has none of its name."""
    return next((number for number, rank in enumerate(plan.ranks) if rank.id == pool), None)
