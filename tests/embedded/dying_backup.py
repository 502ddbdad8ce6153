"""A backup that is killed: `python -m tests.embedded.dying_backup FILE WHERE`, with the settings of its home.

WHERE is where SIGKILL comes: "stopped", when the server has ended; "dumping", when the admin tool writes;
"made", before the dump gets its name; "named", behind that.
"""

import os
import signal
import sys
import time
from pathlib import Path
from threading import Thread

from cli.database import backup
from graph.embedded import admin
from graph.embedded.home import Home

REPLACE, RUN = Path.replace, admin.run


def die() -> None:
    """End this process as nothing else does."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Back up, and die there."""
    file, where = Path(sys.argv[1]), sys.argv[2]

    def run(home: Home, arguments: list[str]) -> str:
        if where == "stopped" and "dump" in arguments:
            die()
        if where == "dumping" and "dump" in arguments:
            Thread(target=die_when_written, args=(file.parent,), daemon=True).start()
        return RUN(home, arguments)

    def replace(made: Path, target: Path) -> Path:
        if target != file:
            return REPLACE(made, target)
        if where == "made":
            die()
        REPLACE(made, target)
        die()
        return target

    admin.run = run  # type: ignore[assignment]
    Path.replace = replace  # type: ignore[method-assign, assignment]
    backup(file)


def die_when_written(folder: Path) -> None:
    """Die as soon as there is something of the dump."""
    while not any(one.is_file() for one in folder.glob(".upline-backup-*/*")):
        time.sleep(0.005)
    die()


if __name__ == "__main__":
    main()
