"""The pages that are made from the contract are fresh, and what counts facts knows every table."""

from etl.contract import TABLES
from graph.database import Database
from tools.make_tables import documents


def test_the_printed_tables_are_those_of_the_contract() -> None:
    for page, text in documents().items():
        assert page.read_text(encoding="utf-8") == text, "stale: run python -m tools.make_tables"


def test_the_check_of_deliveries_counts_the_facts_of_every_table(database: Database) -> None:
    assert database.read("nightly/checks/facts")[0].keys() == TABLES.keys()
