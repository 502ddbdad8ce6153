"""Files that come from outside: only regular ones are opened, as a pipe or a device may never end."""

import stat
from pathlib import Path

from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import message


def regular_file(path: Path, name: str) -> Path:
    """Return where a path leads, when that is a regular file; `name` is what errors call it.

    Raises:
        UserError: when there is nothing, or something else: a folder, a pipe, a socket, a device.
    """
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle; ValueError: a NUL
        words = getattr(error, "strerror", None) or N_("its path leads nowhere")
        raise UserError("{name} cannot be read: {why}", name=name, why=message(words)) from error
    if not stat.S_ISREG(mode):
        raise UserError("{name} is no regular file: a folder, pipe, socket or device is not read", name=name)
    return target
