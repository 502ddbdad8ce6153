"""What a run says as one hash: two databases in which it is the same say the same of everybody."""

import hashlib
from dataclasses import astuple

from graph.database import Database
from graph.reads.ledger import ledger
from graph.reads.pools import pools
from graph.reads.runs import Run
from graph.reads.standings import standings


def run_hash(database: Database, run: Run) -> str:
    """Return the SHA-256 of a run's ledger, standings and pools, row by row as readers get them."""
    whole = hashlib.sha256()
    for rows in (ledger(database, run), standings(database, run), pools(database, run)):
        for row in rows:
            whole.update(repr(astuple(row)).encode())
        whole.update(b"\n")
    return whole.hexdigest()
