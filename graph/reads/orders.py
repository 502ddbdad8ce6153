"""Finding orders of a run by the beginning of their id, within the scope of an account."""

from itertools import islice

from graph.access import Viewer
from graph.access.scope import may_see_order
from graph.database import Database
from graph.reads.runs import Run

_LOOKED = 25
"""How many orders are looked at for one within the scope."""


def orders_beginning(database: Database, run: Run, viewer: Viewer, text: str, limit: int) -> list[str]:
    """Return at most `limit` ids that begin with a text, as it is, in capitals or in small letters."""
    beginnings = list({text, text.upper(), text.lower()})
    rows = database.read("read/orders/beginning", beginnings=beginnings, run=run.number, limit=_LOOKED)
    ids = (row["order_id"] for row in rows)
    return list(islice((one for one in ids if may_see_order(database, run, viewer, one)), limit))
