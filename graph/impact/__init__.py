"""What if a member leaves or moves, or an order is refunded: whose volume, rank and pay would change.

Calculated by the SQL engine on the loaded facts; nothing is published, and nothing is written.
"""

from graph.impact.events import Leave, Move, Refund, WhatIf
from graph.impact.heaviest import Heavy, heaviest
from graph.impact.impact import Change, Impact, Side, impact

__all__ = ["Change", "Heavy", "Impact", "Leave", "Move", "Refund", "Side", "WhatIf", "heaviest", "impact"]
