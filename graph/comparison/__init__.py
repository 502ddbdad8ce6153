"""Two runs compared: whose rank and pay differ, and by which facts."""

from graph.comparison.causes import Cause, Causes
from graph.comparison.changes import Changed, Comparison, changed_members, compare, two_runs

__all__ = ["Cause", "Causes", "Changed", "Comparison", "changed_members", "compare", "two_runs"]
