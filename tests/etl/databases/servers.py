"""Real servers of MariaDB and PostgreSQL, each with a folder of its own and on this machine only."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pymysql
import pytest

_PATIENCE = 60
READER = "re@der"
"""A password that must be encoded in an address, and is nowhere to be told."""


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


def _program(name: str, package: str) -> str:
    folders = [*sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))[-1:], "/usr/sbin", "/usr/bin"]
    if (path := shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *folders]))) is None:
        pytest.skip(
            f"THERE IS NO {name} ON THIS MACHINE, SO {package} IS NOT TRIED: apt-get install {package}"
        )
    return path


@contextmanager
def _running(command: list[str], folder: Path, user: str | None, ready: Callable[[], None]) -> Iterator[None]:
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, user=user) as process,  # noqa: S603
    ):
        try:
            patience = time.monotonic() + _PATIENCE
            while True:
                try:
                    ready()
                    break
                except (pymysql.MySQLError, psycopg.Error):
                    if process.poll() is not None or time.monotonic() > patience:
                        pytest.fail((folder / "log").read_text(errors="replace"))
                    time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait(_PATIENCE)


@contextmanager
def mariadb(folder: Path) -> Iterator[Callable[[], pymysql.connections.Connection]]:
    """Start MariaDB; yield what connects to it as its administrator."""
    install, server = _program("mariadb-install-db", "mariadb-server"), _program("mariadbd", "mariadb-server")
    data, port = folder / "data", free_port()
    user = "root" if os.geteuid() == 0 else None
    common = [f"--datadir={data}", *(["--user=root"] if user else [])]
    install_command = [install, "--no-defaults", *common, "--auth-root-authentication-method=normal"]
    subprocess.run(install_command, check=True, capture_output=True, cwd=folder)  # noqa: S603
    options = [
        f"--port={port}",
        "--bind-address=127.0.0.1",
        f"--socket={folder}/socket",
        "--skip-networking=0",
    ]
    small = ["--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve"]

    def connect() -> pymysql.connections.Connection:
        return pymysql.connect(host="127.0.0.1", port=port, user="root", autocommit=True)

    def ready() -> None:
        connect().close()

    with _running([server, "--no-defaults", *common, *options, *small], folder, None, ready):
        yield connect


@contextmanager
def postgres(folder: Path) -> Iterator[Callable[[], "psycopg.Connection[tuple[object, ...]]"]]:
    """Start PostgreSQL; yield what connects to it as its administrator."""
    init, server = _program("initdb", "postgresql"), _program("postgres", "postgresql")
    user = "postgres" if os.geteuid() == 0 else None
    data, port = folder / "data", free_port()
    if user:
        shutil.chown(folder, user)
    command = [
        init,
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, user=user)  # noqa: S603

    def connect() -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", dbname="postgres", autocommit=True
        )

    def ready() -> None:
        connect().close()

    options = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    with _running([server, "-D", str(data), *options, "-c", "fsync=off"], folder, user, ready):
        yield connect
