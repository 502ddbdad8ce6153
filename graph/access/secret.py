"""The secret that signs session cookies: from the settings, else made once and kept beside the database."""

import os
import secrets
import stat
from pathlib import Path

from graph.errors import UserError
from graph.settings import Settings

SHORTEST, FEWEST_DIFFERENT = 32, 8
_BYTES = 48


def signing_secret(settings: Settings) -> str:
    """Return UPLINE_SECRET, else what is in the file `secret` of UPLINE_HOME (mode 0600), made where missing.

    There is no default: all workers of a machine find the same file, several machines need UPLINE_SECRET.

    Raises:
        UserError: when the file cannot be made or read, is too short, or may be read by others; or when a
            secret has so few different characters that it can be guessed.
    """
    if settings.upline_secret is not None:
        return _check(settings.upline_secret.get_secret_value(), "UPLINE_SECRET")
    file = settings.upline_home.expanduser().absolute() / "secret"
    try:
        if not file.exists():
            _make(file)
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise UserError(
                "others may read {file}: delete it, and a new one is made; all sign in again", file=file
            )
        secret = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "{file} cannot be read or made ({error}): set UPLINE_SECRET", file=file, error=error
        ) from error
    if len(secret) < SHORTEST:
        raise UserError(
            "{file} has less than {shortest} characters: delete it, and a new one is made",
            file=file,
            shortest=SHORTEST,
        )
    return _check(secret, str(file))


def _check(secret: str, name: str) -> str:
    if len(set(secret)) < FEWEST_DIFFERENT:
        raise UserError(
            "{name} has less than {fewest} different characters and can be guessed:"
            " use a random one, such as of `openssl rand -base64 36`",
            name=name,
            fewest=FEWEST_DIFFERENT,
        )
    return secret


def _make(file: Path) -> None:
    """Make the file whole at once: workers that start together find one secret, never half of it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".secret.{secrets.token_hex(8)}")
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
