"""The address of a database: from the environment or a file, never from a mapping, and never told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from graph.errors import UserError
from graph.regular_file import regular_file

MYSQL, POSTGRES, SQLITE = "mysql", "postgresql", "sqlite"
_SCHEMES = {MYSQL: MYSQL, "mariadb": MYSQL, POSTGRES: POSTGRES, "postgres": POSTGRES, SQLITE: SQLITE}
_MOST = 10_000  # bytes of a file that holds an address


@dataclass(frozen=True)
class Address:
    """Where a database is, and who reads it. `variable`: what errors call it. `name`: of SQLite, its file."""

    variable: str
    kind: str
    host: str
    port: int | None
    name: str
    user: str | None = field(repr=False)
    password: str | None = field(repr=False)
    options: Mapping[str, str] = field(repr=False)

    @property
    def place(self) -> str:
        """Which database it is, whoever reads it: the same for another user or password."""
        return f"{self.kind}://{self.host}:{self.port or ''}/{self.name}"


def address_of(variable: str) -> Address:
    """Return the address in a variable of the environment, or in the file that VARIABLE_FILE names.

    Raises:
        UserError: when there is none, or it is no address; what it says is never part of the error.
    """
    text = os.environ.get(variable) or _file(variable)
    if not text:
        raise UserError(
            "{variable} is not set: set it to the address of the database, such as "
            "mysql://reader:password@localhost/shop, or {variable}_FILE to a file that holds it",
            variable=variable,
        )
    try:
        url = urlsplit(text.strip())
        kind, host, port = _SCHEMES.get(url.scheme, ""), url.hostname or "", url.port
        options = dict(parse_qsl(url.query, strict_parsing=True)) if url.query else {}
    except ValueError:
        kind, host, port, options = "", "", None, {}
    name = _name(url, kind) if kind else ""
    if not name or (kind != SQLITE and not host and "unix_socket" not in options and "host" not in options):
        raise UserError(
            "{variable} is no address of a database: write mysql://USER:PASSWORD@HOST:PORT/NAME, "
            "postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///FOLDER/FILE, "
            "with %40 for an @ within a password",
            variable=variable,
        )
    user, password = (unquote(part) if part is not None else None for part in (url.username, url.password))
    return Address(variable, kind, host, port, name, user, password, options)


def _name(url: SplitResult, kind: str) -> str:
    if kind == SQLITE:
        return unquote(url.path) if not url.netloc else ""
    return unquote(url.path.removeprefix("/"))


def _file(variable: str) -> str:
    setting = f"{variable}_FILE"
    if not (path := os.environ.get(setting)):
        return ""
    try:
        with regular_file(Path(path), f"{setting}={path}").open(encoding="utf-8") as file:
            return file.read(_MOST)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise UserError("{name} cannot be read: {why}", name=f"{setting}={path}", why=why) from None
