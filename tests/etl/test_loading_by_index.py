"""Statements that are told labels and types look facts up by their index, as if these stood in the file."""

from collections.abc import Iterator
from typing import Any

import pytest

from etl.loading import ensure_facts_schema
from graph.catalogue import names, statement
from graph.database import Database

_NAMES = {
    "label": "Order",
    "withdrawn": "Withdrawn",
    "type": "PLACED",
    "types": ["PLACED", "IN_GROUP"],
    "links": ["PLACED", "IN_GROUP"],
    "starts": ["Member", "Customer"],
    "ends": ["Order"],
}
_EVERY = {"load/stored/ids", "load/stored/size", "load/stored/similar"}  # these read all facts of a label


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", []):
        yield from _operators(child)


@pytest.mark.parametrize(
    "name",
    [
        one
        for one in names()
        if statement(one).named and statement(one).mode != "schema" and one not in _EVERY
    ],
)
def test_facts_are_looked_up_by_their_index(database: Database, name: str) -> None:
    ensure_facts_schema(database)
    taken = statement(name).takes
    text, values = statement(name).sent({one: _NAMES.get(one, []) for one in taken})
    with database.driver.session(database=database.name) as session:
        plan = session.run(f"EXPLAIN {text}", values).consume().plan
    assert plan is not None
    scans = [one for one in _operators(plan) if "Scan" in one]
    assert not scans
    assert any("IndexSeek" in one for one in _operators(plan))


@pytest.mark.parametrize("label", ["Order) DETACH DELETE (n", "", "Order|Member", "1", "Order\n"])
def test_what_is_no_name_of_a_label_is_never_written_into_a_statement(label: str) -> None:
    with pytest.raises(ValueError, match="is no name of a label or type"):
        statement("load/stored/ids").sent({"label": label})
