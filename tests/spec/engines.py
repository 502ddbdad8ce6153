"""The engines of the specification: the plain reference, Cypher in Neo4j, SQL on DuckDB and Spark."""

from collections.abc import Sequence

import pytest

from graph.database import Database
from graph.facts import Facts
from graph.outcome import Outcome
from graph.plan import Plan
from graph.reference import calculate as calculate_by_reference
from tests.spec.duckdb_engine import duckdb_outcome
from tests.spec.neo4j_engine import neo4j_outcome
from tests.spec.spark_engine import spark_outcome

NAMES = ("reference", "neo4j", "duckdb", pytest.param("spark", marks=pytest.mark.full))


def calculate(
    engine: str, database: Database | None, facts: Facts, plans: Sequence[Plan], as_of: int
) -> Outcome:
    """Calculate on one engine; only Neo4j needs a database."""
    if engine == "reference":
        return calculate_by_reference(facts, plans, as_of)
    if engine == "duckdb":
        return duckdb_outcome(facts, plans, as_of)
    if engine == "spark":
        return spark_outcome(facts, plans, as_of)
    assert database is not None
    return neo4j_outcome(database, facts, plans, as_of)
