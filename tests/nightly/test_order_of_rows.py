"""Statements that walk in an order: each row sees the writes before it, if the planner keeps the order."""

import re
from dataclasses import replace

import pytest

from graph import database as connection
from graph.catalogue import Statement, names, statement
from graph.database import Database, counted
from graph.nightly import run_nightly
from graph.reference import calculate
from tests.spec.companies import random_case
from tests.spec.neo4j_engine import deliver, neo4j_outcome

_BATCH = re.compile(r"TRANSACTIONS OF \d+ ROWS")
_SORTED = re.compile(r"ORDER BY [^\n]*\nCALL \(")
_HARMLESS = {"Projection", "Filter", "CacheProperties", "Eager"}  # rows leave them as they came
ORDERED = [
    "nightly/teams/link_dealers",
    "nightly/teams/prior",
    "nightly/teams/owners",
    "nightly/pools/share",
    "nightly/ranks/legs_rollup",
    "nightly/volumes/counted_rollup",
    "nightly/volumes/rollup",
]
PARAMETERS = {
    "days": [],
    "pools": [],
    "rates": [],
    "keep": False,
    "contributes": False,
    "buys": "s1",
    "owns": "s2",
    "owns_off": "off2",
}


def _sorted_batches(entry: Statement) -> bool:
    return entry.mode == "batched" and _SORTED.search(entry.text) is not None


def test_every_statement_that_walks_in_an_order_is_watched() -> None:
    assert sorted(name for name in names() if _sorted_batches(statement(name))) == sorted(ORDERED)


@pytest.mark.parametrize("name", ORDERED)
def test_the_planner_sorts_right_before_the_rows_are_written(database: Database, name: str) -> None:
    case = random_case(1)
    deliver(database, case.facts)
    run_nightly(database, case.plans, case.as_of)
    found = statement(name)
    parameters = {one: PARAMETERS.get(one, 1) for one in found.parameters}
    with database.driver.session(database=database.name) as session:
        operator = session.run(f"EXPLAIN {counted(found)}", parameters).consume().plan
    assert operator is not None
    while _kind(operator) not in {"TransactionForeach", "TransactionApply"}:
        operator = operator["children"][0]
    operator = operator["children"][0]
    while _kind(operator) in _HARMLESS:
        operator = operator["children"][0]
    assert _kind(operator) in {"Sort", "PartialSort"}


def _kind(operator: dict[str, object]) -> str:
    return str(operator["operatorType"]).removesuffix("@neo4j")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_size_of_batches_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    def in_small_batches(name: str) -> Statement:
        found = statement(name)
        return replace(found, text=_BATCH.sub(f"TRANSACTIONS OF {rows} ROWS", found.text))

    monkeypatch.setattr(connection, "statement", in_small_batches)
    case = random_case(4)
    assert neo4j_outcome(database, case.facts, case.plans, case.as_of) == calculate(
        case.facts, case.plans, case.as_of
    )
