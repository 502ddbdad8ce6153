"""The servers, started once for the tests that ask for one, in folders that any user may reach."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.etl.databases import servers

Connect = Callable[[], Any]


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Connect]:
    with TemporaryDirectory(prefix="upline-mariadb-") as folder, servers.mariadb(Path(folder)) as connect:
        yield connect


@pytest.fixture(scope="session")
def postgres() -> Iterator[Connect]:
    with TemporaryDirectory(prefix="upline-postgres-") as folder, servers.postgres(Path(folder)) as connect:
        yield connect
