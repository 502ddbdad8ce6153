"""A small published company."""

import pytest

from graph.database import Database
from tests.cli.company import publish


@pytest.fixture
def published(database: Database) -> Database:
    """Two published runs of the golden example."""
    publish(database)
    return database
