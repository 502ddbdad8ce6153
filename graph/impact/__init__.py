"""What if a member leaves or moves, or an order is refunded: whose volume, rank and pay would change.

Calculated by the SQL engine on the loaded facts; nothing is published, and nothing is written.
"""

from graph.impact.dependence import Dependence, dependence
from graph.impact.events import Leave, Move, Refund, WhatIf
from graph.impact.impact import MOST_CHANGES, Change, Impact, Side, impact, published
from graph.impact.service import MOST_DEPENDED, change_if, most_depended

__all__ = [
    "MOST_CHANGES",
    "MOST_DEPENDED",
    "Change",
    "Dependence",
    "Impact",
    "Leave",
    "Move",
    "Refund",
    "Side",
    "WhatIf",
    "change_if",
    "dependence",
    "impact",
    "most_depended",
    "published",
]
