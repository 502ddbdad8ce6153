"""The nightly calculation: one list of statements, checks, and a run that is published or not at all."""

from graph.nightly.calculation import NightSummary
from graph.nightly.night import run_nightly
from graph.nightly.step_runner import Progress

__all__ = ["NightSummary", "Progress", "run_nightly"]
