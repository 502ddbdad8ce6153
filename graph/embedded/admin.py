"""Neo4j's own admin tool, run on a home whose server is stopped: passwords, dump, load, bulk import."""

import shutil
import subprocess
from collections.abc import Sequence

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
    done = subprocess.run(  # noqa: S603 - our own Java, no shell
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        words = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise AdminToolError(
            "neo4j-admin {arguments} failed (code {returncode}): {words}",
            arguments=" ".join(arguments[:2]),
            returncode=done.returncode,
            words=" ".join(words[-4:]),
        )
    return done.stdout


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
