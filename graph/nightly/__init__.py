"""The nightly calculation: one list of statements, checks, and a run that is published or not at all."""

from graph.nightly.costs import Progress
from graph.nightly.night import NightSummary, run_nightly

__all__ = ["NightSummary", "Progress", "run_nightly"]
