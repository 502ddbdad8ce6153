"""Neo4j's own admin tool, run on a home whose server is stopped: passwords, dump, load, bulk import."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress

import psutil

from graph.embedded import state
from graph.embedded.home import Home, ensure_password
from graph.embedded.jars import class_path, read_lock
from graph.embedded.java import admin_command, java_environment
from graph.errors import UplineError


class AdminToolError(UplineError):
    """The admin tool failed; the text carries its last words."""


def run(home: Home, arguments: Sequence[str], *, heap_mb: int = 1024) -> str:
    """Run the admin tool and return what it printed; `arguments` as in `database dump neo4j --to-path=..`.

    The server of the home must be stopped (lifecycle.stopped); the tool refuses a live one
    and harms nothing. `heap_mb` is its Java heap in MB.

    Raises:
        AdminToolError: when it ends with another code than 0.
    """
    command = admin_command(home, class_path(read_lock(), home.jars), heap_mb, arguments)
    environment = {**java_environment(), "NEO4J_HOME": str(home.path), "NEO4J_CONF": str(home.conf)}
    tool = subprocess.Popen(  # noqa: S603 - our own Java, no shell
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        home.admin_file.write_text(json.dumps(_identity(tool.pid)), encoding="utf-8")
        printed, complained = tool.communicate()
    except BaseException:  # it ends with us
        tool.kill()
        tool.communicate()
        raise
    finally:
        home.admin_file.unlink(missing_ok=True)
    if tool.returncode != 0:
        words = [line for line in (printed + complained).splitlines() if line.strip()]
        raise AdminToolError(
            "neo4j-admin {arguments} failed (code {returncode}): {words}",
            arguments=" ".join(arguments[:2]),
            returncode=tool.returncode,
            words=" ".join(words[-4:]),
        )
    return printed


def end_left_behind(home: Home) -> None:
    """End the admin tool of a command that was killed: it would hold the store, and no server could open it.

    Whoever calls keeps others from running one meanwhile (lifecycle).
    """
    with suppress(OSError, ValueError, TypeError, psutil.NoSuchProcess):
        noted = json.loads(home.admin_file.read_text(encoding="utf-8"))
        if noted == _identity(noted[0]):
            left = psutil.Process(noted[0])
            left.kill()
            left.wait()
    with suppress(OSError):
        home.admin_file.unlink(missing_ok=True)


def _identity(pid: int) -> list[object]:
    """Return what tells a process from every other one, as a pid is used again."""
    return [pid, state.created(pid), state.boot()]


def ensure_sign_in(home: Home) -> str:
    """Return the home's password; make the server know it where it has not started yet.

    The tool sets it only before the first start, the last one given counts, so this may be
    interrupted and repeated. Where our file was lost the `system` database, which holds
    nothing but the sign-in, is made anew; the data is another database and stays.
    """
    if not home.password_file.exists():
        for folder in home.system_stores:
            shutil.rmtree(folder, ignore_errors=True)
    password = ensure_password(home)
    if not home.system_stores[0].exists():
        # In a file, since every user of the machine can read a command line; one may begin with a dash.
        secret = home.tmp / "arguments"
        secret.touch(0o600)
        secret.write_text(f"--\n{password}\n", encoding="ascii")
        try:
            run(home, ["dbms", "set-initial-password", f"@{secret}"], heap_mb=128)
        finally:
            secret.unlink()
    return password
