"""`upline database`: what it prints, and how it ends."""

import json

import pytest
from typer.testing import CliRunner

from cli.database import app
from graph.errors import DatabaseUnavailableError, UserError


@pytest.fixture
def upline(life, monkeypatch):
    """Runs the command on the second home, as a shell would set it."""
    for name in ("NEO4J_URI", "UPLINE_BOLT_PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "UPLINE_HOME": life.upline_home,
        "UPLINE_JARS": life.upline_jars,
        "UPLINE_HEAP_MB": life.upline_heap_mb,
        "UPLINE_PAGE_CACHE_MB": life.upline_page_cache_mb,
        "UPLINE_QUICK_START": True,
        "UPLINE_MAVEN_REPOSITORY": life.upline_maven_repository,
    }.items():
        monkeypatch.setenv(name, str(value))

    def run(*arguments: object) -> str:
        return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False).stdout

    return run


def test_start_backup_restore_and_stop_say_what_they_did(upline, tmp_path):
    started = json.loads(upline("start", "--json"))
    assert started["running"] is True
    assert json.loads(upline("status", "--json"))["uri"] == started["uri"]
    assert json.loads(upline("stop", "--json")) == {"command": "database stop", "was_running": True}
    assert "was not running" in upline("stop")
    assert upline("status").startswith("Not running.")
    file = tmp_path / "backup"
    file.write_text("an older backup, to be replaced")
    told = json.loads(upline("backup", file, "--json"))
    assert told["bytes"] == file.stat().st_size > 1000
    assert "is now what" in upline("restore", file)
    assert "Not running." in upline("status"), "what did not run before is not started"


@pytest.mark.parametrize(
    "command", [("start",), ("stop",), ("status",), ("backup", "b"), ("restore", __file__)]
)
def test_with_neo4j_uri_set_every_command_says_that_there_is_no_embedded_database(
    upline, monkeypatch, tmp_path, command
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    with pytest.raises(UserError, match="NEO4J_URI is set") as told:
        upline(*command)
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("backup", "."), "is a folder"),
        (("backup", "none/backup"), "there is no folder"),
        (("restore", "none"), "there is no backup"),
    ],
)
def test_a_wrong_file_is_told_before_the_server_is_stopped(upline, monkeypatch, tmp_path, command, words):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=words):
        upline(*command)


def test_a_home_that_cannot_be_written_ends_in_words(upline, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UPLINE_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(DatabaseUnavailableError, match="cannot be created"):
        upline("start")


def test_looking_at_a_home_that_is_not_there_creates_nothing(upline, monkeypatch, tmp_path):
    monkeypatch.setenv("UPLINE_HOME", str(tmp_path / "none"))
    assert "Not running." in upline("status")
    assert "was not running" in upline("stop")
    assert not (tmp_path / "none").exists()
