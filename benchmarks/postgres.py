"""A PostgreSQL cluster of our own: made in a temporary folder, on a socket only, stopped at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import psutil
import psycopg

from benchmarks.server import text_of

_READY_SECONDS = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",
    "work_mem": "1GB",
    "maintenance_work_mem": "512MB",
    "effective_cache_size": "6GB",
    "max_wal_size": "4GB",
    "temp_buffers": "512MB",
}
Connection: TypeAlias = "psycopg.Connection[tuple[object, ...]]"


def format_settings() -> str:
    """Return the settings that differ from PostgreSQL's own, in words."""
    return ", ".join(f"{name} = {value}" for name, value in _SETTINGS.items() if value)


@contextmanager
def cluster() -> Iterator[tuple[Connection, psutil.Process]]:
    """Start PostgreSQL and yield a connection (autocommit) and its process.

    PostgreSQL refuses root: then it runs as the user `postgres`, who owns the folder.
    """
    binaries = _binaries()
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="upline-postgres-"))
    shutil.chown(folder, user)
    data = folder / "data"
    subprocess.run(  # noqa: S603  # our own command
        [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"],
        user=user,
        extra_groups=[],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            user=user,
            extra_groups=[],
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        with _connected(folder, process) as connection:
            yield connection, psutil.Process(process.pid)
    finally:
        process.terminate()  # asks politely: the connection is closed by now
        process.wait(120)
        shutil.rmtree(folder)


def load_tables(connection: Connection, company: Path) -> None:
    """Copy members and orders of a company in, with integer keys, indexes and statistics."""
    for table, file, columns in (
        ("member_row", "members.csv", "member_id text, sponsor_id text, joined_at text"),
        ("order_row", "orders.csv", "order_id text, buyer_id text, paid_at text, amount numeric"),
    ):
        connection.execute(f"CREATE UNLOGGED TABLE {table} ({columns})".encode())
        with (
            connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER)".encode()) as copy,
            (company / file).open("rb") as stream,
        ):
            while block := stream.read(1 << 20):
                copy.write(block)
    for statement in (text_of("tables.sql") + ";\n" + text_of("indexes.sql")).split(";\n"):
        connection.execute(statement.encode())


def _binaries() -> Path:
    """Return the folder with initdb and postgres: on the path, else where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        raise SystemExit("PostgreSQL is not installed (apt-get install postgresql), or leave the part out")
    return folders[-1]


def _connected(folder: Path, process: subprocess.Popen[bytes]) -> Connection:
    for_seconds = time.monotonic() + _READY_SECONDS
    while True:
        try:
            return psycopg.connect(host=str(folder), user="postgres", dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > for_seconds:
                raise
            time.sleep(0.1)
