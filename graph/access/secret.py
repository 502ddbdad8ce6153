"""The secret that signs session cookies: from the settings, else made once and kept beside the database."""

import os
import stat

from graph.errors import UserError
from graph.secret_file import read_secret
from graph.settings import Settings

SHORTEST, FEWEST_DIFFERENT = 32, 8


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
    secret = read_secret(file, "UPLINE_SECRET")
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise UserError(
            "others may read {file}: delete it, and a new one is made; all sign in again", file=file
        )
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
