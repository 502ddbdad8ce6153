"""The constraints of what loading writes: one per id of a fact, so that none can be loaded twice."""

import re

from etl.contract import TABLES
from graph.database import Database
from graph.migrations import VERSION

_BEFORE_A_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def ensure_constraints(database: Database) -> None:
    """Make the constraints of facts, accounts and events, where they are missing."""
    for table in TABLES.values():
        for label in filter(None, (table.label, table.withdrawn)):
            name = f"{_BEFORE_A_CAPITAL.sub('_', label).lower()}_id"
            database.ensure_schema("system/schema/fact", label=label, name=name)
    for rest in ("facts", "access", "audit"):
        database.ensure_schema(f"system/schema/{rest}")


def ensure_facts_schema(database: Database) -> None:
    """Make the constraints and the ledger node, where they are missing."""
    ensure_constraints(database)
    database.write("system/schema/setup", version=VERSION)
