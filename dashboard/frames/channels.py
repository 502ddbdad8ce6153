"""The channels that filters offer."""

from dashboard.asking import Asked
from graph.metrics.cohorts import channels as known


def channels(question: Asked) -> list[str]:
    """Return the channels that there are in the viewer's scope, by name."""
    return known(question.database, question.run, question.team)
