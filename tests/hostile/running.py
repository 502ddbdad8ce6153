"""Runs commands one after the other in a process of its own, whose memory and time are bounded.

Standard input: a JSON list of argument lists. Standard output: a JSON list of `Ended`, as maps.
"""

import contextlib
import io
import json
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.memory import Peak

_MEMORY = 2 * 1024**3  # of addresses, beyond what the libraries take
_SECONDS = 60  # of all together, so that what hangs is found


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, what it said, CPU seconds, and the growth of its peak memory in MB."""

    code: int
    out: str
    err: str
    seconds: float
    grown: int


def run_bounded(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> list[Ended]:
    """Run commands such as ["load", "folder"] in one bounded process."""
    with TemporaryDirectory() as home:  # failures are audit events
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.running"],
            input=json.dumps(commands),
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            env={**environment, "UPLINE_HOME": home},
        )
    assert done.returncode == 0, done.stderr
    return [Ended(**one) for one in json.loads(done.stdout)]


def _ended(run: object, arguments: Sequence[str]) -> Ended:
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["upline", *arguments]
    peak, started = Peak(), time.process_time()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            assert callable(run)
            run()
        except SystemExit as left:
            code = int(left.code or 0)
        except BaseException:  # noqa: BLE001 - panics of Polars, too: what escapes a command is what is looked for
            code = -1
            err.write(traceback.format_exc())
    seconds = time.process_time() - started
    return Ended(code, out.getvalue(), err.getvalue(), seconds, peak.grown_mb)


def _main() -> None:
    from cli.main import run  # noqa: PLC0415 - in the child only

    commands = json.loads(sys.stdin.read())
    _ended(run, commands[0])  # imports what commands need
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + _MEMORY, taken + _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    sys.stdout.write(json.dumps([asdict(_ended(run, arguments)) for arguments in commands[1:]]))


if __name__ == "__main__":
    _main()
