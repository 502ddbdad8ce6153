"""Secrets that are made once, by chance, and kept in a file of this user alone."""

import os
import secrets
from pathlib import Path

_BYTES = 48


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
