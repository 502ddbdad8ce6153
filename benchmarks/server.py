"""The servers under measurement: Upline's embedded Neo4j on a home of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from neo4j import Query

from graph.catalogue import parse
from graph.connection import connect
from graph.database import Database, Row, opened
from graph.embedded import status, stop
from graph.embedded.home import home_of
from graph.embedded.jars import read_lock
from graph.settings import Settings

HEAP_MB = 4096
PAGE_CACHE_MB = 2048
STATEMENTS = Path(__file__).parent / "statements"


@dataclass(frozen=True)
class Server:
    """A running Neo4j: how to reach it, and its process."""

    database: Database
    process: psutil.Process


def settings_of(root: Path) -> Settings:
    """Return the settings of a server whose home is below `root`; jars are the product's own."""
    version = read_lock().version
    return Settings(
        neo4j_uri=None,
        upline_home=root,
        upline_jars=home_of(Settings(neo4j_uri=None), version).jars,
        upline_bolt_port=None,
        upline_heap_mb=HEAP_MB,
        upline_page_cache_mb=PAGE_CACHE_MB,
        upline_quick_start=False,
    )


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """Start the embedded server on `root`, and stop it when the block ends."""
    settings = settings_of(root)
    try:
        with opened(connect(settings, lambda *_: None)) as database:
            running = status(settings).running
            if running is None:
                raise RuntimeError("the server went away as soon as it had started")
            yield Server(database, psutil.Process(running.pid))
    finally:
        stop(settings)


def copy_home(root: Path, copy: Path) -> Path:
    """Copy the home of a stopped server, so that several parts begin with the same store."""
    shutil.copytree(root, copy)
    return copy


def text_of(name: str) -> str:
    """Return a statement of this folder (`pairs.sql`, `scan.cypher`)."""
    return (STATEMENTS / name).read_text(encoding="utf-8")


def ask(database: Database, name: str, timeout: float | None = None, **parameters: object) -> list[Row]:
    """Run a reading statement of this folder; `timeout` in seconds.

    Raises:
        neo4j.exceptions.ClientError: when it takes longer.
    """
    text = parse(name, text_of(f"{name}.cypher")).text
    with database.driver.session(database=database.name) as session:
        return [row.data() for row in session.run(Query(text, timeout=timeout), parameters)]
