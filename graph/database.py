"""The connection: runs catalogue statements on a Neo4j server and says what went wrong in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Record,
    Result,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.catalogue import Statement, statement
from graph.errors import DatabaseUnavailableError, StatementError, SumTooLargeError

Row = dict[str, Any]
_ATTEMPTS = 5
_SUM_TOO_LARGE = "Neo.ClientError.Statement.ArithmeticError"
_TOO_LARGE = "a sum in the statement {name} is larger than 64 bits can hold"
_EXPIRED = "Neo.ClientError.Security.CredentialsExpired"
_OUT_OF_MEMORY = "OutOfMemoryError"  # how the codes end of which there are several
_COUNTED = "\nRETURN count(*) AS rows"
_TIMEOUT_SECONDS = 3600.0  # no statement may wait for ever


@dataclass(frozen=True)
class Database:
    """A driver and the name of the one database that Upline uses in it.

    Every method raises DatabaseUnavailableError when the server goes away in between, and a StatementError
    when it cannot carry out the statement; and, before anything is sent, a TypeError when the parameters are
    not those that the statement takes.
    """

    driver: Driver
    name: str

    @classmethod
    def connect(cls, uri: str, username: str, password: str, name: str) -> Self:
        """Connect and prove that the server answers.

        Raises:
            DatabaseUnavailableError: when it does not, or refuses the password.
        """
        driver = GraphDatabase.driver(
            uri,
            auth=(username, password),
            user_agent="upline",
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
        try:
            driver.verify_connectivity()
        except (AuthError, ClientError) as error:
            driver.close()
            raise DatabaseUnavailableError(
                "{uri} refuses the sign-in of {username!r}: check NEO4J_USERNAME and NEO4J_PASSWORD",
                uri=uri,
                username=username,
            ) from error
        except (ServiceUnavailable, DriverError, ValueError) as error:
            driver.close()
            raise DatabaseUnavailableError(
                "no Neo4j answers at {uri}: {error}", uri=uri, error=error
            ) from error
        return cls(driver, name)

    def close(self) -> None:
        """Close the driver."""
        self.driver.close()

    def read(self, name: str, /, **parameters: object) -> list[Row]:
        """Run a reading statement of the catalogue and return its rows.

        It is one exchange of messages. A transaction that the driver repeats by itself costs a third more, so
        it is taken only when the first attempt meets a connection that is gone, or a server in transition.
        """
        text, values = _callable(name, "read", parameters).sent(parameters)
        with (
            _translate_errors(name),
            self.driver.session(database=self.name, default_access_mode="READ") as session,
        ):
            try:
                return _rows(session.run(text, values))
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
            return session.execute_read(lambda tx: _rows(tx.run(text, values)))

    def stream(self, name: str, /, **parameters: object) -> Iterator[Row]:
        """Run a reading statement and yield its rows as they come; memory stays small."""
        return self._stream(_callable(name, "read", parameters), parameters)

    def _stream(self, read: Statement, parameters: dict[str, object]) -> Iterator[Row]:
        with (
            _translate_errors(read.name),
            self.driver.session(database=self.name, default_access_mode="READ") as session,
        ):
            text, values = read.sent(parameters)
            for record in session.run(text, values):
                yield _row(record)

    def write(self, name: str, /, **parameters: object) -> list[Row]:
        """Run a writing statement in one transaction, retried when the server asks for it."""
        return self.write_all([(name, parameters)])[0]

    def write_all(self, steps: list[tuple[str, Mapping[str, object]]]) -> list[list[Row]]:
        """Run several writing statements in one transaction: all of them, or none."""
        calls = [_callable(name, "write", parameters).sent(parameters) for name, parameters in steps]
        names = ", ".join(name for name, _ in steps)
        with _translate_errors(names), self.driver.session(database=self.name) as session:
            return session.execute_write(lambda tx: [_rows(tx.run(text, values)) for text, values in calls])

    def batched(self, name: str, /, **parameters: object) -> int:
        """Run a `CALL .. IN TRANSACTIONS` statement, and return how many rows it looked at, one a call.

        Its batches stay when a later one fails.

        Batches that go side by side (CONCURRENT) share no rows, but may want the record of a relationship
        between two of them; if they then wait for each other, it is run again and finds what it has written.
        """
        batch = _callable(name, "batched", parameters)
        query = Query(counted(batch), timeout=_TIMEOUT_SECONDS)
        attempts = _ATTEMPTS if "IN CONCURRENT" in batch.text else 1
        with _translate_errors(name), self.driver.session(database=self.name) as session:
            for _ in range(attempts - 1):
                try:
                    return _count(session.run(query, parameters))
                except TransientError:
                    continue
            return _count(session.run(query, parameters))

    def ensure_schema(self, name: str, /, **parameters: object) -> None:
        """Run a schema statement: it must be one that may be repeated (IF NOT EXISTS)."""
        text, _ = _callable(name, "schema", parameters).sent(parameters)
        with _translate_errors(name), self.driver.session(database=self.name) as session:
            for part in text.split(";\n"):
                if part.strip():
                    session.execute_write(_run_schema, part)


def _callable(name: str, mode: str, parameters: Mapping[str, object]) -> Statement:
    """Return a statement that may be run in this way, with these parameters."""
    called = statement(name)
    if called.mode != mode:
        raise ValueError(f"cypher/{name} is a {called.mode} statement and was run as {mode}")
    called.check_call(parameters)
    return called


def counted(batch: Statement) -> str:
    """Return the text of a batched statement that also counts the rows it looks at."""
    return batch.text + _COUNTED


def _run_schema(tx: ManagedTransaction, text: str) -> None:
    """Run a part of a schema statement: again, where it met another process that makes the same."""
    tx.run(text).consume()


def _count(result: Result) -> int:
    return int(_rows(result)[0]["rows"])


def _rows(result: Result) -> list[Row]:
    return [_row(record) for record in result]


def _row(record: Record) -> Row:
    # Rows are plain values: `Record.data()`, which also looks into nodes, costs four times as much.
    return dict(record.items())  # type: ignore[no-untyped-call]  # the driver leaves it without types


@contextmanager
def _translate_errors(name: str) -> Iterator[None]:
    try:
        yield
    except AuthError as error:
        raise DatabaseUnavailableError(
            "the database refuses the sign-in: check NEO4J_USERNAME and NEO4J_PASSWORD"
        ) from error
    except (ServiceUnavailable, SessionExpired, DatabaseUnavailable) as error:
        raise DatabaseUnavailableError(
            "the database went away: {error}. See `upline database status`; what was published stays",
            error=error,
        ) from error
    except Neo4jError as error:
        if error.code == _EXPIRED:
            raise DatabaseUnavailableError(
                "the password of the database has expired: set another one there and in NEO4J_PASSWORD or "
                "NEO4J_AUTH_FILE; what was published stays"
            ) from error
        raise _statement_error(name, error) from error
    except OverflowError as error:  # of the driver: a parameter is larger than 64 bits can hold
        raise SumTooLargeError(_TOO_LARGE, name, name=name) from error


def _statement_error(name: str, error: Neo4jError) -> StatementError:
    """Return what became of a statement in words: what is known to happen, and what to do then."""
    code = error.code or ""
    if code == _SUM_TOO_LARGE:
        return SumTooLargeError(_TOO_LARGE, name, name=name)
    if code.endswith(_OUT_OF_MEMORY):
        return StatementError(
            "the database has too little memory for the statement {name}: give it more (UPLINE_HEAP_MB, "
            "then `upline database stop`) and run this again; what was written before stays",
            name,
            name=name,
        )
    return StatementError(
        "the database could not carry out the statement {name}: {message}",
        name,
        name=name,
        message=error.message,
    )


@contextmanager
def opened(database: Database) -> Iterator[Database]:
    """Close the database when the block ends."""
    try:
        yield database
    finally:
        database.close()
