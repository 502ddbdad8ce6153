"""The engines of the specification: the plain reference, Cypher in Neo4j, SQL on DuckDB and Spark."""

from collections.abc import Sequence

import pytest

from graph.database import Database
from graph.facts import Facts
from graph.outcome import Outcome, Published
from graph.plan import Plan
from graph.reference import calculate as calculate_by_reference
from tests.spec.duckdb_engine import duckdb_outcome
from tests.spec.neo4j_engine import neo4j_outcomes
from tests.spec.spark_engine import spark_outcome

NAMES = ("reference", "neo4j", "duckdb", pytest.param("spark", marks=pytest.mark.full))

_ENGINES = {"reference": calculate_by_reference, "duckdb": duckdb_outcome, "spark": spark_outcome}


def calculate(
    engine: str, database: Database | None, facts: Facts, plans: Sequence[Plan], as_of: int
) -> Outcome:
    """Calculate on one engine; only Neo4j needs a database."""
    return calculate_all(engine, database, [(facts, as_of)], plans)[0]


def calculate_all(
    engine: str, database: Database | None, nights: Sequence[tuple[Facts, int]], plans: Sequence[Plan]
) -> list[Outcome]:
    """Calculate nights one after the other: all facts that are known then, and the time of the run."""
    if engine == "neo4j":
        assert database is not None
        return neo4j_outcomes(database, nights, plans)
    calculate_one = _ENGINES[engine]
    outcomes: list[Outcome] = []
    published = None
    for facts, as_of in nights:
        outcomes.append(calculate_one(facts, plans, as_of, published))
        published = Published(outcomes[-1], as_of)
    return outcomes
