"""The life of the embedded server: start or find it, stop it, keep it stopped for a while."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from graph.embedded import admin, process, readiness, state, stores
from graph.embedded.home import Home, check_room, home_of, prepare, read_password
from graph.embedded.jars import ensure_jars, read_lock
from graph.embedded.java import check_java, configuration, server_command
from graph.embedded.memory import machine_mb, memory_for
from graph.embedded.progress import Report, silent
from graph.embedded.readiness import Connection, NotReadyYetError, StartFailedError
from graph.errors import DatabaseBusyError, UserError
from graph.settings import Settings

_LOCK_SECONDS = readiness.READY_SECONDS + 60
_PORT_ATTEMPTS = 3


@dataclass(frozen=True)
class Status:
    """What `upline database status` tells. `running` is None when no server of ours runs."""

    home: Home
    running: state.State | None
    uri: str | None
    store_bytes: int


def embedded_home(settings: Settings) -> Home:
    """Return the home of the embedded server.

    Raises:
        UserError: NEO4J_URI is set, so there is no embedded server.
    """
    if settings.neo4j_uri is not None:
        raise UserError(
            "NEO4J_URI is set ({neo4j_uri}): Upline uses that server and neither starts, stops"
            " nor backs it up. Unset it to use the embedded database.",
            neo4j_uri=settings.neo4j_uri,
        )
    return home_of(settings, read_lock().version)


def ensure_running(settings: Settings, progress: Report = silent) -> Connection:
    """Return how to reach the embedded server; start it when it does not run.

    The first start fetches the server's jars and creates the home. Two callers at once
    get the same server. A server that was cut off recovers here by itself.

    Raises:
        UserError: NEO4J_URI is set, so there is no embedded server.
        DatabaseUnavailableError: it cannot be started; the text says why.
    """
    home = embedded_home(settings)
    prepare(home)
    with _locked(home):
        return _ensure_running(home, settings, progress)


def stop(settings: Settings, *, kill: bool = False) -> bool:
    """Stop the embedded server; return whether one ran. A process that is not ours is never touched.

    `kill` ends it the hard way; the next start then recovers what was committed.

    Raises:
        UserError: NEO4J_URI is set.
        DatabaseUnavailableError: it does not end within two minutes.
    """
    home = embedded_home(settings)
    if not home.path.is_dir():
        return False
    with _locked(home):
        return _stop(home, kill=kill)


@contextmanager
def stopped(settings: Settings, progress: Report = silent) -> Iterator[Home]:
    """Keep the server stopped inside the block, for the admin tool; nobody can start it meanwhile.

    A server that ran is started again afterwards, also when the block failed. The home
    has its jars, its configuration and its password inside the block.

    Raises:
        UserError: NEO4J_URI is set.
        DatabaseUnavailableError: the server could not be stopped, or started again.
    """
    home = embedded_home(settings)
    prepare(home)
    with _locked(home):
        ran = _stop(home)
        try:
            _furnish(home, settings, progress)
            yield home
        finally:
            if ran:
                _ensure_running(home, settings, progress)


def running(settings: Settings) -> Connection | None:
    """Return how to reach the embedded server when its process is alive; it may still be starting.

    Raises:
        UserError: NEO4J_URI is set.
        DatabaseUnavailableError: its password is missing.
    """
    home = embedded_home(settings)
    alive = state.living(home)
    return readiness.connection(alive, read_password(home)) if alive else None


def status(settings: Settings) -> Status:
    """Return what is known of the embedded server without starting or changing anything.

    Raises:
        UserError: NEO4J_URI is set.
    """
    home = embedded_home(settings)
    running = state.living(home)
    files = [file for folder in home.stores if folder.is_dir() for file in folder.rglob("*")]
    size = sum(file.stat().st_size for file in files if file.is_file())
    return Status(home, running, f"bolt://127.0.0.1:{running.port}" if running else None, size)


@contextmanager
def _locked(home: Home) -> Iterator[None]:
    """Let one process at a time look, start and stop; the lock ends with its process."""
    try:
        with FileLock(home.start_lock, timeout=_LOCK_SECONDS):
            admin.end_left_behind(home)
            yield
    except Timeout as error:
        raise DatabaseBusyError(
            "another command has been starting, stopping or backing up {home} for"
            " {minutes:.0f} minutes; wait for it, or end it",
            home=home.path,
            minutes=_LOCK_SECONDS / 60,
        ) from error


def _ensure_running(home: Home, settings: Settings, report: Report) -> Connection:
    if found := state.living(home):
        target = readiness.connection(found, read_password(home))
        with suppress(StartFailedError):  # it was already ending, such as one just killed: start another
            readiness.wait_until_ready(home, found, target, report)
            return target
    state.clear(home)
    for attempt in range(1, _PORT_ATTEMPTS + 1):
        try:
            return _start(home, settings, report)
        except StartFailedError as error:
            # Somebody took the free port between our look and Neo4j's.
            last = attempt == _PORT_ATTEMPTS or settings.upline_bolt_port is not None
            if last or "PortBindException" not in str(error):
                raise
    raise AssertionError


def _start(home: Home, settings: Settings, report: Report) -> Connection:
    port = process.free_port(settings.upline_bolt_port)
    password = _furnish(home, settings, report, port)
    memory = memory_for(settings, machine_mb())
    jars = ensure_jars(read_lock(), home.jars, settings.upline_maven_repository, report)
    report("Starting Neo4j")
    command = server_command(home, jars, memory, quick=settings.upline_quick_start)
    pid = process.spawn(command, home.log, memory.environment)
    found = state.State(
        pid=pid,
        created=state.created(pid) or "",
        boot=state.boot(),
        port=port,
        version=home.version,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    try:
        state.write(home, found)
        target = readiness.connection(found, password)
        readiness.wait_until_ready(home, found, target, report)
    except NotReadyYetError:
        raise
    except BaseException:
        if state.living(home):
            process.end(home, found)
        raise
    return target


def _stop(home: Home, *, kill: bool = False) -> bool:
    found = state.living(home)
    if found is None:
        state.clear(home)
        return False
    process.end(home, found, kill=kill)
    return True


def _furnish(home: Home, settings: Settings, report: Report, port: int = 0) -> str:
    """Give a stopped home all that a start or the admin tool needs; return its password."""
    check_java(home)
    check_room(home.path)
    ensure_jars(read_lock(), home.jars, settings.upline_maven_repository, report)
    shutil.rmtree(home.tmp, ignore_errors=True)
    home.tmp.mkdir(mode=0o700)
    memory = memory_for(settings, machine_mb())
    text = configuration(memory, port, quick=settings.upline_quick_start)
    conf = home.conf / "neo4j.conf"
    conf.touch(0o600)
    conf.write_text(text, encoding="utf-8")
    stores.finish_interrupted(home)
    return admin.ensure_sign_in(home)
