"""What is said when a sum does not fit 64 bits: in which step, and which orders are the largest."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.database import Database
from graph.errors import SumTooLargeError
from graph.money import to_decimal
from graph.stages import stage

_ORDERS = 5


@contextmanager
def naming_large_orders(database: Database) -> Iterator[None]:
    """Add the step and the largest orders to the error of a calculation whose sums do not fit 64 bits.

    No amount that is loaded today is so large (graph.money.MAX_AMOUNT); one of an older version may be.
    """
    try:
        yield
    except SumTooLargeError as error:
        orders = database.read("nightly/network/largest", limit=_ORDERS)
        largest = ", ".join(f"{order['id']} ({to_decimal(order['amount'])})" for order in orders)
        raise SumTooLargeError(
            "in the step {stage}, {error}: nothing is published, the last run stands. "
            "The largest orders are {largest}: withdraw one that cannot be (docs/loading.md, "
            '"An amount that cannot be"), then run this again',
            error.statement,
            stage=stage(error.statement),
            error=error,
            largest=largest,
        ) from error
