"""A backup that is killed, or finds no room: the last one is whole, nothing half is seen, and all goes on."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.connection import connect
from graph.database import opened
from graph.embedded import stop, stopped
from graph.embedded.admin import AdminToolError
from graph.embedded.progress import silent
from graph.embedded.stores import check_store, dump
from graph.restoring import restore
from graph.settings import Settings
from tests.embedded.test_restoring import company

ROOM = 30_000
"""Bytes that a file may have: enough for what a command writes besides, not for a dump."""

RESTORED = {"dumping": "of the last backup", "named": "of now"}
"""Where it was killed: what the last backup holds then. Of other places its bytes tell."""


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process, or of one that it starts, become larger than `ROOM`: as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def hidden(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.name.startswith(".")]


def test_a_full_disk_leaves_the_last_backup_whole_and_says_so(life: Settings, tmp_path: Path) -> None:
    last = tmp_path / "backup"
    with opened(connect(life, silent)) as database:
        company(database, os.urandom(ROOM).hex())
    stop(life)
    with stopped(life) as home:
        dump(home, last)
        whole = last.read_bytes()
        assert len(whole) > ROOM
        with pytest.raises(AdminToolError, match="failed") as error, no_room():
            dump(home, last)
        assert f"no backup was written, and {last} is as it was" in str(error.value)
        assert last.read_bytes() == whole
        assert hidden(tmp_path) == []


@pytest.mark.full
@pytest.mark.parametrize("where", ["stopped", "dumping", "made", "named"])
def test_a_backup_that_is_killed_leaves_the_last_one_whole(
    life: Settings, tmp_path: Path, where: str
) -> None:
    last, again = tmp_path / "backup", tmp_path / "again"
    with opened(connect(life, silent)) as database:
        company(database, "of the last backup")
    with stopped(life) as home:
        dump(home, last)
    with opened(connect(life, silent)) as database:
        company(database, "of now")
    whole = last.read_bytes()
    environment = {
        "UPLINE_HOME": life.upline_home,
        "UPLINE_JARS": life.upline_jars,
        "UPLINE_HEAP_MB": life.upline_heap_mb,
        "UPLINE_PAGE_CACHE_MB": life.upline_page_cache_mb,
        "UPLINE_QUICK_START": True,
        "UPLINE_MAVEN_REPOSITORY": life.upline_maven_repository,
    }
    inherited = {name: value for name, value in os.environ.items() if name != "NEO4J_URI"}
    ended = subprocess.run(  # noqa: S603 - our own Python, no shell
        [sys.executable, "-m", "tests.embedded.dying_backup", str(last), where],
        env={**inherited, **{name: str(value) for name, value in environment.items()}},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert (last.read_bytes() == whole) is (where != "named")
    # An admin tool that was left behind is ended: the next start has the store for itself.
    with opened(connect(life, silent)) as database:
        assert company(database) == "of now"
    with stopped(life) as home:
        dump(home, again)
        check_store(home)
    assert hidden(tmp_path) == []
    if where in RESTORED:
        restore(life, last, silent)
        with opened(connect(life, silent)) as database:
            assert company(database) == RESTORED[where]
