"""Migrations: what a database of before says becomes what is kept now, and is told as it was."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from graph import migrations
from graph.catalogue import names
from graph.database import Database
from graph.errors import UserError
from graph.migrations import VERSION, due, migrate, reasons
from graph.reads.current import Current
from graph.reads.history import nights
from graph.reads.quarantine import quarantine
from graph.stages import STAGES, stage
from graph.words import without_names
from graph.words.reasons import of_text, parameters, texts
from tests.cli.conftest import Upline, upline
from tests.migrations import before
from tests.statements import run_test_statement

__all__ = ["upline"]  # the fixture that runs a command line
OLD: dict[str, list[dict[str, Any]]] = json.loads(before.FILE.read_text("utf-8"))
OTHERWISE = ("by hand", "503")
"""Keys of rows that nobody makes today, or that are read otherwise: amounts of mappings keep their signs."""
FROZEN = Path(migrations.__file__).with_name("sentences_before_1.yaml")
BY_HAND = {
    "id": "z",
    "table": "orders",
    "key": "by hand",
    "payload": "{}",
    "file": "",
    "row": 0,
    "delivered": 1,
    "reasons": ["written by hand: nobody's sentence", "column: there is no thing 'x'"],
}


@pytest.fixture
def old(database: Database) -> Database:
    """A database as the last commit before migrations left it, and a row that somebody else wrote."""
    for label, nodes in OLD.items():
        rows = [*nodes, BY_HAND] if label == "Quarantined" else nodes
        run_test_statement(database, f"old_{label.lower()}", rows=rows)
    return database


def sentences(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return what is said of waiting rows by table, place and key."""
    words = without_names()
    return {
        f"{row['table']} {row['file']} {row['row']} {row['key']}": [
            words.sentence(of_text(text)) for text in row["reasons"]
        ]
        for row in rows
    }


def test_every_sentence_becomes_a_reason_that_says_the_same(old: Database) -> None:
    said: list[str] = []
    assert [step.number for step in migrate(old, lambda words: said.append(str(words)))] == [1, 2]
    assert said[0].startswith("This database is of version 0")
    assert "1: reasons of waiting rows" in said[1]
    kept = before.kept(old)
    assert kept["Ledger"][0]["version"] == VERSION
    rows = kept["Quarantined"]
    was = {
        f"{row['table']} {row['file']} {row['row']} {row['key']}": row["reasons"]
        for row in [*OLD["Quarantined"], BY_HAND]
    }
    assert sentences(rows) == was
    ids = {of_text(text).id for row in rows if row["key"] != "by hand" for text in row["reasons"]}
    assert "text" not in ids
    assert len(ids) > 30
    (by_hand,) = (row for row in rows if row["key"] == "by hand")
    assert {of_text(text).id for text in by_hand["reasons"]} == {"text"}


def test_a_migrated_database_is_as_todays_code_would_have_written_it(old: Database) -> None:
    migrate(old)
    carried = before.kept(old)
    run_test_statement(old, "empty")
    before.deliver(old)
    written = before.kept(old)
    for row in (*carried["Quarantined"], *written["Quarantined"]):
        del row["delivered"]
    assert [row for row in carried["Quarantined"] if row["key"] not in OTHERWISE] == [
        row for row in written["Quarantined"] if row["key"] not in OTHERWISE
    ]


def test_findings_are_told_as_before_with_the_names_of_rewards(old: Database) -> None:
    migrate(old)
    (run,) = nights(old, below=2, limit=1)
    found = json.loads(next(row for row in OLD["Run"] if row["number"] == 1)["checks"])
    english = without_names()
    assert [english.sentences_of(one.found) for one in run.checks] == [one["found"] for one in found]
    chinese = without_names("chinese")
    assert not any(re.search("[a-z]{3}", chinese.sentences_of(one.found)) for one in run.checks)


class KilledError(Exception):
    """What stands for the end of the process."""


@pytest.mark.parametrize("batches", range(0, 21, 4))
def test_killed_between_batches_and_run_again_it_ends_the_same(
    old: Database, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    monkeypatch.setattr(reasons, "_ROWS", 3)
    left = iter(range(batches))

    def before_batch() -> None:
        if next(left, None) is None:
            raise KilledError

    with pytest.raises(KilledError):
        reasons.to_reasons(old, before_batch)
    assert due(old)[0] == 0
    list(quarantine(old))  # what is half carried over can be read
    migrate(old)
    killed = before.kept(old)
    again = migrate(old)
    assert not again
    assert len(killed["Quarantined"]) == len(OLD["Quarantined"]) + 1
    assert all(text.startswith('{"id":') for row in killed["Quarantined"] for text in row["reasons"])
    reasons.to_reasons(old, lambda: None)
    assert before.kept(old) == killed


def test_a_database_of_before_is_read_before_it_is_carried_over(old: Database) -> None:
    english = without_names()
    said = sorted(english.sentences_of(row.reasons) for row in quarantine(old))
    assert said == sorted("; ".join(row["reasons"]) for row in [*OLD["Quarantined"], BY_HAND])
    assert nights(old, below=2, limit=1)[0].checks[0].found[0].id == "text"


def test_the_service_carries_over_when_it_is_first_asked(old: Database) -> None:
    Current(old).run()
    assert due(old) == (VERSION, ())


def test_a_database_of_a_later_upline_is_refused_in_words(database: Database) -> None:
    later = {"id": "upline", "version": VERSION + 1, "published": 0}
    run_test_statement(database, "old_ledger", rows=[later])
    with pytest.raises(UserError, match=f"of version {VERSION + 1}.*up to {VERSION}"):
        before.deliver(database)


def test_a_new_database_is_of_the_newest_version(database: Database) -> None:
    assert due(database) == (VERSION, ())
    before.deliver(database)
    assert before.kept(database)["Ledger"][0]["version"] == VERSION
    assert due(database) == (VERSION, ())


def test_the_command_says_from_and_to_and_what_it_does(upline: Upline, old: Database) -> None:
    ended = upline("database", "migrate")
    assert (ended.code, ended.err) == (0, "")
    assert f"version 0; it is carried over to version {VERSION}" in ended.out
    assert "1: reasons of waiting rows" in ended.out
    assert upline("database", "migrate").out == f"Nothing to do: the database is of version {VERSION}.\n"
    summary = json.loads(upline("database", "migrate", "--json").out)
    assert summary == {"command": "database migrate", "from": VERSION, "to": VERSION, "migrations": []}
    assert due(old) == (VERSION, ())


def test_migrations_are_numbered_from_one_on() -> None:
    assert [one.number for one in migrations.MIGRATIONS] == list(range(1, VERSION + 1))


def templates() -> Iterator[tuple[str, str, str]]:
    found = yaml.safe_load(FROZEN.read_text("utf-8"))
    for section in ("rows", "checks"):
        for reason_id, template in found[section].items():
            yield section, reason_id, template


@pytest.mark.parametrize(("section", "reason_id", "template"), list(templates()))
def test_each_template_of_before_is_found_again_whatever_stands_in_it(
    section: str, reason_id: str, template: str
) -> None:
    filled = {
        "column": "buyer_id (from E. Mail)",
        "word": "member",
        "quoted": "'it''s'",
        "number": "-7",
        "payee": "the company",
        "any": "a or b",
        "all": "Name",
        "kind": "direct",
    }
    words = {"least": "zero or more", "difference": "case"}
    parts = [(text, name, spec) for text, name, spec, _ in Formatter().parse(template)]
    values = {name: words.get(name) or filled.get(spec or "", f"«{name}»") for _, name, spec in parts if name}
    sentence = "".join(text + (values[name] if name else "") for text, name, _ in parts)
    found = reasons.of_sentence(sentence, section)
    assert found.id == reason_id
    assert {name for name, _ in found.values} == set(parameters(reason_id))
    assert reason_id in texts("chinese")["sentences"]
    assert without_names().sentence(found) == sentence.replace("direct to", "direct referral to").replace(
        "direct sets", "direct referral sets"
    )


def test_the_steps_of_earlier_runs_are_named_as_now(old: Database) -> None:
    before_them = json.loads(OLD["Run"][0]["seconds"])
    migrate(old, lambda _words: None)
    seconds = json.loads(before.kept(old)["Run"][0]["seconds"])
    assert list(seconds.values()) == list(before_them.values())
    assert {stage(step) for step in seconds} <= set(STAGES)
    assert all(step in names() for step in seconds if "/" in step)
