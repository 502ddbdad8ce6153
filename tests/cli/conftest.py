"""The commands, run in this process against the session's server."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import run
from graph.database import Database
from graph.embedded import Connection
from tests.cli.company import publish


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Upline = Callable[..., Ended]


@pytest.fixture
def upline(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    server: Connection,
    tmp_path: Path,
) -> Upline:
    """Run a command line as the installed command does; return its exit code and what it printed."""
    monkeypatch.setenv("UPLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEO4J_URI", server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)

    def ended(*arguments: str, columns: int = 200) -> Ended:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.argv", ["upline", *arguments])
        capsys.readouterr()  # what the test itself has logged before
        with pytest.raises(SystemExit) as left:
            run()
        told = capsys.readouterr()
        return Ended(int(left.value.code or 0), told.out, told.err)

    return ended


@pytest.fixture
def published(database: Database) -> Database:
    """A database with two published runs of the golden example, and a third that nobody may see."""
    publish(database)
    return database
