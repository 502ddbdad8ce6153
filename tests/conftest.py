"""What all tests share: one real Neo4j server per session, and an empty database per test."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity

from graph.catalogue import parse
from graph.database import Database
from graph.embedded import Connection, ensure_running, stop
from graph.embedded.home import home_of
from graph.embedded.jars import read_lock
from graph.settings import Settings

pytest_plugins = ["tests.spec.reporting"]

_EMPTY = Path(__file__).parent / "cypher" / "empty.cypher"
_FIRST = ("dashboard", "etl/test_loading_bulk", "embedded", "metrics/test_aggregates", "api")
"""What takes longest goes first, so that processes side by side end together; files that share a company
(tests/dashboard) follow each other, so that it is made once."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        path = item.nodeid.removeprefix("tests/")
        return next((at for at, start in enumerate(_FIRST) if path.startswith(start)), len(_FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def jars() -> Path:
    """The folder of the server's jars, kept between sessions: only the first one needs the network.

    It is the product's own folder, or beside the tests' Python where that cannot be written.
    """
    version = read_lock().version
    ours = home_of(Settings(neo4j_uri=None), version).jars
    try:
        ours.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(sys.prefix) / f"neo4j-{version}" / "jars"
    return ours if os.access(ours, os.W_OK) else Path(sys.prefix) / f"neo4j-{version}" / "jars"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, jars: Path) -> Settings:
    """Settings of the session's server: a home of its own, a small heap, a quick start."""
    return Settings(
        neo4j_uri=None,
        upline_home=tmp_path_factory.mktemp("upline"),
        upline_jars=jars,
        upline_bolt_port=None,
        upline_heap_mb=512,
        upline_page_cache_mb=128,
        upline_quick_start=True,
    )


@pytest.fixture(scope="session")
def server(settings: Settings) -> Iterator[Connection]:
    """A real Neo4j server, started once per session on a free port and stopped at its end."""
    try:
        yield ensure_running(settings)
    finally:
        stop(settings)


@pytest.fixture(scope="session")
def driver(server: Connection) -> Iterator[Driver]:
    """One driver for the session."""
    with GraphDatabase.driver(
        server.uri,
        auth=(server.username, server.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as opened:
        yield opened


@pytest.fixture
def database(driver: Driver) -> Database:
    """The session's database, emptied; its constraints stay."""
    with driver.session(database="neo4j") as session:
        session.run(parse("empty", _EMPTY.read_text(encoding="utf-8")).text).consume()
    return Database(driver, "neo4j")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """Undo what a test sets up for its log lines: commands do so for their whole process."""
    root = logging.getLogger()
    handlers, level, neo4j = root.handlers, root.level, logging.getLogger("neo4j").level
    lines = structlog.get_config()  # its list of processors is the one that loggers made before have
    yield
    root.handlers = handlers
    root.setLevel(level)
    logging.getLogger("neo4j").setLevel(neo4j)
    structlog.configure(**lines)
