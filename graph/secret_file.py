"""Secrets that are made once, by chance, and kept in a file of this user alone."""

import os
import secrets
from pathlib import Path

from graph.errors import UserError

_BYTES = 48


def read_secret(file: Path, setting: str) -> str:
    """Return what is in a file, which is made where it is missing; `setting` can be set instead of it.

    Raises:
        UserError: when it cannot be made or read.
    """
    try:
        if not file.exists():
            make_secret(file)
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "{file} cannot be read or made ({error}): set {setting}", file=file, error=error, setting=setting
        ) from error


def make_secret(file: Path) -> None:
    """Make the file whole at once: who starts together finds one secret, never half of it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(part, file)
        except FileExistsError:
            return  # another worker was first: its secret is everybody's
    finally:
        part.unlink(missing_ok=True)
