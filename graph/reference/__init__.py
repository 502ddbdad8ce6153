"""The rules R1-R9 in plain Python, event by event: slow and obvious, to hold next to the rules.

Specification tests run each case here and on Neo4j. Nothing here knows how the database does it.
"""

from graph.reference.calculation import calculate

__all__ = ["calculate"]
