"""A trail in the session's database, with a home of its own for what waits and for lines of JSON."""

from pathlib import Path

import pytest

from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of the session's server whose audit files are of this test alone."""
    return settings.model_copy(update={"upline_home": tmp_path, "upline_audit_log": tmp_path / "audit.jsonl"})


@pytest.fixture
def service(database: Database, home: Settings) -> Service:
    return Service(database, Current(database), home)
