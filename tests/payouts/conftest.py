"""One published company per module; payouts are forgotten between its tests."""

import pytest
from neo4j import Driver

from graph.database import Database
from tests.cli.conftest import upline  # noqa: F401 - a fixture
from tests.payouts.company import publish
from tests.statements import run_test_statement


@pytest.fixture(scope="module")
def company(driver: Driver) -> Database:
    """The company of tests/payouts/company.py in one published run."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    publish(database)
    return database


@pytest.fixture
def paying(company: Database) -> Database:
    """The company, nobody of which was paid yet."""
    run_test_statement(company, "forget_payouts")
    return company
