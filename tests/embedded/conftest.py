"""A second home for the tests that stop, kill and restore: the session's server is left in peace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import stop
from graph.embedded.home import Home, prepare
from graph.embedded.lifecycle import embedded_home
from graph.settings import Settings

UNREACHABLE = "http://127.0.0.1:9/no-repository"


@pytest.fixture(scope="session")
def life(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the second home, with blanks and Chinese in its name.

    Its repository cannot be reached: every start here is offline.
    """
    home = tmp_path_factory.mktemp("life of 社群")
    lived = settings.model_copy(update={"upline_home": home, "upline_maven_repository": UNREACHABLE})
    yield lived
    stop(lived, kill=True)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A prepared home in which no server ever ran."""
    made = embedded_home(Settings(neo4j_uri=None, upline_home=tmp_path / "upline"))
    prepare(made)
    return made
