"""Read-only sessions of MySQL or MariaDB, PostgreSQL and SQLite: cells as the server writes them."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg
import pymysql
from pymysql.cursors import SSCursor

from etl.reading.databases.address import MYSQL, POSTGRES, SQLITE, Address
from graph.errors import UserError

_CHUNK = 50_000  # rows in memory at a time
_CONNECT_SECONDS = 20
_TROUBLE = (pymysql.MySQLError, psycopg.Error, sqlite3.Error, OSError, UnicodeError, ValueError, TypeError)
_SHOWN = 400  # characters of what a server says
Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Session:
    """An open session in which all queries see the database as it was at one moment.

    `cell`: SQL that makes a text of a column. `literal`: SQL of a time in UTC. `rows`: a cursor over many.
    """

    address: Address
    quote: str
    cell: str
    literal: str
    cursor: Callable[[], Any]
    rows: Callable[[], Any]
    close: Callable[[], None]

    def columns(self, query: str) -> tuple[str, ...]:
        """Return the columns of a query, without reading a row."""
        with self._trouble(), closing(self.cursor()) as cursor:
            cursor.execute(f"SELECT * FROM (\n{query}\n) AS q LIMIT 0")  # noqa: S608 - the company's own query
            names = tuple(str(column[0]) for column in cursor.description)
            cursor.fetchall()
            return names

    def chunks(self, query: str, columns: Sequence[str]) -> Iterator[Sequence[Row]]:
        """Yield the rows of a query in chunks: the named columns as texts, None for NULL."""
        cells = ", ".join(self.cell.format(column=f"q.{self._quoted(name)}") for name in columns)
        with self._trouble(), closing(self.rows()) as cursor:
            cursor.execute(f"SELECT {cells} FROM (\n{query}\n) AS q")  # noqa: S608 - the company's own query
            while rows := cursor.fetchmany(_CHUNK):
                yield rows

    def _quoted(self, name: str) -> str:
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        with user_errors(self.address):
            yield


@contextmanager
def user_errors(address: Address) -> Iterator[None]:
    """Turn what a driver raises in the block into a UserError that does not say the password."""
    try:
        yield
    except _TROUBLE as error:
        words = str(error.args[-1] if isinstance(error, pymysql.MySQLError) and error.args else error)
        for secret in (address.password, quote(address.password or "", safe="")):
            words = words.replace(secret, "***") if secret else words
        words = " ".join(words.split())[:_SHOWN] or type(error).__name__
        raise UserError("${variable} cannot be read: {why}", variable=address.variable, why=words) from None


@contextmanager
def session(address: Address) -> Iterator[Session]:
    """Open a session that cannot write, as far as the server knows such ones; close it when the block ends.

    Raises:
        UserError: naming the variable of the address, when the server cannot be reached or refuses.
    """
    opening = {MYSQL: _mysql, POSTGRES: _postgres, SQLITE: _sqlite}[address.kind]
    with user_errors(address):
        opened = opening(address)
    try:
        yield opened
    finally:
        with suppress(*_TROUBLE):
            opened.close()


def _mysql(address: Address) -> Session:
    options = dict(address.options)
    ca, unix_socket = options.pop("ssl_ca", None), options.pop("unix_socket", None)
    _refuse(options)
    connection = pymysql.connect(
        host=address.host or None,
        port=address.port or 0,
        user=address.user,
        password=address.password or "",
        database=address.name,
        unix_socket=unix_socket,
        charset="utf8mb4",
        connect_timeout=_CONNECT_SECONDS,
        ssl={"ca": ca} if ca else None,
    )
    with closing(connection.cursor()) as cursor:
        for statement in (
            "SET SESSION time_zone = '+00:00'",
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "SET SESSION TRANSACTION READ ONLY",
            "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ):
            cursor.execute(statement)
    return Session(
        address,
        "`",
        "CAST({column} AS CHAR CHARACTER SET utf8mb4)",
        "TIMESTAMP'{time}'",
        connection.cursor,
        lambda: connection.cursor(SSCursor),
        connection.close,
    )


def _postgres(address: Address) -> Session:
    where: dict[str, Any] = {"host": address.host or None, "port": address.port, "dbname": address.name}
    who = {"user": address.user, "password": address.password}
    how = {"connect_timeout": _CONNECT_SECONDS, "client_encoding": "UTF8"}
    connection = psycopg.connect(autocommit=True, **{**where, **who, **how, **address.options})
    for setting in ("default_transaction_read_only = on", "timezone = 'UTC'", "datestyle = 'ISO, YMD'"):
        connection.execute(f"SET {setting}")
    connection.autocommit = False
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return Session(
        address,
        '"',
        "CAST({column} AS text)",
        "TIMESTAMPTZ '{time}+00'",
        connection.cursor,
        lambda: connection.cursor(name="upline"),
        connection.close,
    )


def _sqlite(address: Address) -> Session:
    _refuse(address.options)
    file = f"file:{quote(address.name)}?mode=ro"
    connection = sqlite3.connect(file, uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("BEGIN")
    texts = "CAST({column} AS TEXT)"
    return Session(address, '"', texts, "'{time}'", connection.cursor, connection.cursor, connection.close)


def _refuse(options: Mapping[str, str]) -> None:
    if options:
        raise ValueError("options of the address: " + ", ".join(options))
