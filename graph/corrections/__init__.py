"""Why entries were corrected: a root cause of each, derived from the facts that are kept (docs/readings.md)."""

from graph.corrections.model import Cause, CauseKind, Corrected
from graph.corrections.resolving import causes_of
from graph.corrections.sums import CauseSum, Corrections, read_corrections

__all__ = ["Cause", "CauseKind", "CauseSum", "Corrected", "Corrections", "causes_of", "read_corrections"]
