"""The fixture `engine`: every test of the specification runs on the reference and on Neo4j."""

from collections import Counter
from collections.abc import Callable

import pytest

from graph.facts import Facts
from graph.outcome import Outcome
from graph.plan import Plan, load_plan
from tests.spec import engines
from tests.spec.branches import EXPECTED
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


_REACHED = pytest.StashKey[Counter[str]]()


@pytest.fixture
def reached(request: pytest.FixtureRequest) -> Counter[str]:
    """Count, over the session, the rule branches that random companies reached on Neo4j."""
    return request.config.stash.setdefault(_REACHED, Counter())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Report which rule branches were compared between the engines, and by how many companies."""
    if found := config.stash.get(_REACHED, None):
        terminalreporter.section("rule branches reached on Neo4j, by number of random companies")
        for branch in sorted(EXPECTED):
            terminalreporter.write_line(f"{found[branch]:5} {branch}")
