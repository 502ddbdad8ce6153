"""The fixture `engine`: every test of the specification runs on the reference and on Neo4j."""

from collections.abc import Callable

import pytest

from graph.facts import Facts
from graph.outcome import Outcome
from graph.plan import Plan, load_plan
from tests.spec import engines
from tests.spec.tables import moment

Engine = Callable[..., Outcome]
LATER = moment("2027-01-01T00:00")  # after everything that the tests tell


@pytest.fixture(params=engines.NAMES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Calculate facts: `engine(facts, plan or plans, as_of="2026-01-31T12:00")`, both optional."""

    def calculate(facts: Facts, *plans: Plan, as_of: str = "") -> Outcome:
        database = request.getfixturevalue("database") if request.param == "neo4j" else None
        chosen = plans or (load_plan("chain_699"),)
        return engines.calculate(request.param, database, facts, chosen, moment(as_of) if as_of else LATER)

    return calculate
