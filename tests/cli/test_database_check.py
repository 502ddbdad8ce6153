"""`upline database check`: what is sound is said to be, and each damage is found."""

import json

import pytest

from graph.database import Database
from graph.nightly import run_nightly
from graph.reads.runs import published_run
from graph.run_hash import run_hash
from tests.cli.conftest import Upline
from tests.nightly.test_checks import AS_OF, FACTS
from tests.spec.neo4j_engine import deliver
from tests.statements import run_test_statement


@pytest.fixture
def sound(database: Database) -> Database:
    """A published company."""
    deliver(database, FACTS)
    run_nightly(database, (), AS_OF)
    return database


def unsound(upline: Upline) -> dict[str, str]:
    ended = upline("database", "check", "--json")
    findings = json.loads(ended.out)["findings"]
    wrong = {one["name"]: one["seen"] for one in findings if not one["passed"]}
    assert ended.code == (1 if wrong else 0)
    return wrong


def test_a_sound_database_is_said_to_be_sound_with_the_hash_of_its_run(
    upline: Upline, sound: Database
) -> None:
    ended = upline("database", "check")
    assert (ended.code, ended.err) == (0, "")
    assert f"run: sound, run 1 says {run_hash(sound, published_run(sound))}" in ended.out
    assert "版本" in upline("--lang", "zh", "database", "check").out
    run_nightly(sound, (), AS_OF)
    assert unsound(upline) == {}


def test_each_damage_is_found(upline: Upline, sound: Database) -> None:
    before = run_hash(sound, published_run(sound))
    run_test_statement(sound, "damage_an_order_is_lost")
    assert "orders: 4 delivered, 3 in the graph" in unsound(upline)["deliveries"]
    run_test_statement(sound, "drop_a_constraint")
    assert "not there or not usable: erasure_id" in unsound(upline)["schema"]
    run_test_statement(sound, "damage_an_entry_is_lost")
    assert run_hash(sound, published_run(sound)) != before
    run_test_statement(sound, "a_delivery_is_open")
    assert unsound(upline)["deliveries"].startswith("1 not loaded to their end")
