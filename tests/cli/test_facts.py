"""`upline facts`: where the files of facts are, whether they are the graph's, and making them anew."""

import json
from pathlib import Path

import pytest

from etl.loading import load_delivery
from graph.database import Database
from tests.cli.conftest import Upline
from tests.etl.deliveries import delivery

ROWS = {"members": ["m1||2026-01-01", "m2|m1|2026-01-02"], "orders": ["o1|m2|2026-01-05|10.00"]}


@pytest.fixture
def loaded(database: Database) -> Database:
    """A small company of which no files of facts were made."""
    load_delivery(database, delivery(ROWS, "first"))
    return database


@pytest.mark.usefixtures("loaded")
def test_files_that_were_never_made_are_told_and_made(upline: Upline) -> None:
    status = json.loads(upline("facts", "status", "--json").out)
    assert (status["command"], status["files"]) == ("facts status", 0)
    assert status["differs"] == "none were kept since the last change"

    rebuilt = json.loads(upline("facts", "rebuild", "--json").out)
    assert (rebuilt["rows"]["members"], rebuilt["rows"]["orders"]) == (2, 1)
    assert rebuilt["differs"] == ""
    assert json.loads(upline("facts", "status", "--json").out) == {**rebuilt, "command": "facts status"}
    assert "They are those of the graph" in upline("facts", "status").out


def test_a_folder_that_cannot_be_made_is_wrong_usage(
    upline: Upline, loaded: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setenv("UPLINE_FACTS", str(blocked / "facts"))
    ended = upline("facts", "rebuild")
    assert ended.code == 2
    assert f"the facts cannot be kept in {blocked}" in ended.err
    assert loaded.read("load/fact_files/kept")[0]["manifest"] is None
