"""Statements that only tests run, from tests/cypher/."""

from pathlib import Path

from graph.catalogue import parse
from graph.database import Database, Row

_FOLDER = Path(__file__).parent / "cypher"


def run_test_statement(database: Database, name: str, **parameters: object) -> list[Row]:
    """Run one statement of tests/cypher and return its rows."""
    found = parse(name, (_FOLDER / f"{name}.cypher").read_text(encoding="utf-8"))
    with database.driver.session(database=database.name) as session:
        return session.run(found.text, parameters).data()
