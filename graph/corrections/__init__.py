"""Why entries were corrected: the root cause of each, derived from kept facts (docs/readings.md)."""

from graph.corrections.model import Cause, CauseKind, Target
from graph.corrections.resolving import causes_of
from graph.corrections.sums import CauseSum, Corrections, read_corrections

__all__ = ["Cause", "CauseKind", "CauseSum", "Corrections", "Target", "causes_of", "read_corrections"]
