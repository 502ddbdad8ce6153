"""The server's process: spawned apart from ours, looked at, ended."""

import errno
import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from graph.embedded import state
from graph.embedded.home import Home
from graph.embedded.java import java_environment
from graph.errors import DatabaseUnavailableError

STOP_SECONDS = 120.0


def spawn(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> int:
    """Start a command in a session of its own, so that Ctrl-C does not reach it; return its pid.

    `environment` is added to ours where that does not say otherwise. Its output goes to `log`, which
    begins anew. (posix_spawn and not subprocess: the server is meant to outlive the object that would
    stand for it.)
    """
    null, out, mode = os.devnull, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, null, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, mode, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    return os.posix_spawn(
        command[0],
        list(command),
        {**environment, **java_environment()},
        file_actions=actions,
        setsid=True,
        setsigdef=[signal.SIGPIPE],
    )


def exit_code(pid: int) -> int | None:
    """Collect an ended child of ours and return its exit code; None when it is no child, or alive."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return None
    return os.waitstatus_to_exitcode(status) if ended else None


def end(home: Home, server: state.State, *, kill: bool = False) -> None:
    """End the server of a home and forget it: SIGTERM, which makes a checkpoint, or SIGKILL when asked.

    Raises:
        DatabaseUnavailableError: when it does not end within two minutes, or belongs to another user.
    """
    if state.created(server.pid) == server.created:
        try:
            process = psutil.Process(server.pid)
            if kill:
                process.kill()
            else:
                process.terminate()
            _wait(server)
        except psutil.NoSuchProcess:
            pass
        except psutil.AccessDenied as error:
            raise DatabaseUnavailableError(
                "process {pid}, the server of {home}, is of another user: stop it as that user",
                pid=server.pid,
                home=home.path,
            ) from error
        except TimeoutError as error:
            raise DatabaseUnavailableError(
                "process {pid}, the server of {home}, has not ended in {seconds:.0f} s; its"
                " disk may be full. `upline database stop --kill` ends it; the next start recovers what was"
                " committed.",
                pid=server.pid,
                home=home.path,
                seconds=STOP_SECONDS,
            ) from error
    state.clear(home)


def _wait(server: state.State) -> None:
    """Wait until a server has ended; who started it may collect it later, such as a demo that serves."""
    until = time.monotonic() + STOP_SECONDS
    while exit_code(server.pid) is None and state.created(server.pid) == server.created:
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)


def free_port(port: int | None) -> int:
    """Return `port` when it is free on 127.0.0.1, or without a wish any free port.

    Raises:
        DatabaseUnavailableError: when the wanted port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port or 0))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise DatabaseUnavailableError(
                "port {port} is taken, or not for this user: {why}. Choose another in"
                " UPLINE_BOLT_PORT, or leave it out to take any free one.",
                port=port,
                why=error.strerror,
            ) from error
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Say whether somebody takes connections at the port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
