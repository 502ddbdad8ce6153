"""Two transactions at once, without luck: the second one waits for a lock that the first one has."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graph.catalogue import statement
from graph.database import Database
from tests.statements import run_test_statement

T = TypeVar("T")


def behind(database: Database, name: str, parameters: Mapping[str, object], second: Callable[[], T]) -> T:
    """Do `second` while a transaction with a statement of the catalogue is open; return what it came to.

    The transaction ends when `second` waits for it, or is done without.
    """
    text, values = statement(name).sent(parameters)
    with ThreadPoolExecutor(1) as pool, database.driver.session(database=database.name) as session:
        transaction = session.begin_transaction()
        transaction.run(text, values).consume()
        later = pool.submit(second)
        while not later.done() and not run_test_statement(database, "waiting"):
            pass
        transaction.commit()
        return later.result()
