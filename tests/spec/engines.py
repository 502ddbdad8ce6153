"""The engines that the specification is run on: the plain reference, and the calculation in Neo4j.

`neo4j_outcome(database, facts, plans, as_of)` in tests/spec/neo4j_engine.py is the other half. It
starts from an emptied database at each call. Until that module exists, its cases are skipped.
"""

import importlib
import importlib.util
from collections.abc import Sequence

from graph.facts import Facts
from graph.outcome import Outcome
from graph.plan import Plan
from graph.reference import calculate as calculate_by_reference

NAMES = ("reference", "neo4j")
_NEO4J = "tests.spec.neo4j_engine"


def neo4j_is_there() -> bool:
    """Return whether the Neo4j half exists yet."""
    return importlib.util.find_spec(_NEO4J) is not None


def calculate(engine: str, database: object, facts: Facts, plans: Sequence[Plan], as_of: int) -> Outcome:
    """Calculate on one engine; the reference needs no database."""
    if engine == "reference":
        return calculate_by_reference(facts, plans, as_of)
    outcome: Outcome = importlib.import_module(_NEO4J).neo4j_outcome(database, facts, plans, as_of)
    return outcome
