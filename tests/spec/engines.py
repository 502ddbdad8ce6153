"""The engines that the specification is run on: the plain reference, and the calculation in Neo4j."""

from collections.abc import Sequence

from graph.database import Database
from graph.facts import Facts
from graph.outcome import Outcome
from graph.plan import Plan
from graph.reference import calculate as calculate_by_reference
from tests.spec.neo4j_engine import neo4j_outcome

NAMES = ("reference", "neo4j")


def calculate(
    engine: str, database: Database | None, facts: Facts, plans: Sequence[Plan], as_of: int
) -> Outcome:
    """Calculate on one engine; the reference needs no database."""
    if database is None or engine == "reference":
        return calculate_by_reference(facts, plans, as_of)
    return neo4j_outcome(database, facts, plans, as_of)
