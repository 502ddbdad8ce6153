"""Closes a delivery whose load did not come to its end, for nights to go on without the rest of it.

What is loaded of it stays: transactions are whole (docs/loading.md, "Why a kill does no harm"), so every
reference stands, and what the rest would have brought is as if it had not been delivered yet.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.clock import to_micros
from graph.database import Database
from graph.errors import UserError
from graph.i18n.message import Joined
from graph.locking import writer_lock
from graph.unfinished import Unfinished, unfinished

_LEAST = 8  # characters of a digest, so that none is met by chance
_TOLD = 5  # communities that an error names


@dataclass(frozen=True)
class Abandoned:
    """What was closed: the whole digest, and how many rows wait in the quarantine, of any delivery."""

    delivery: str
    waiting: int


def abandon(database: Database, digest: str) -> Abandoned:
    """Close the unfinished delivery of a digest, or of one that begins so.

    Raises:
        UserError: there is none, or several; the beginning is too short; or communities of it have no owner
            yet, whose members are loaded: only their own rows can mend that.
        DatabaseBusyError: a load or night is writing, perhaps that of this very delivery.
    """
    with writer_lock(database, "load"):
        one = _choose(unfinished(database), digest)
        if ownerless := [row["id"] for row in database.read("load/delivery/ownerless", limit=_TOLD)]:
            raise UserError(
                "the delivery {short} was interrupted before its communities had their owners "
                "({ownerless}): load its folder again, or a folder with the rows of these "
                "communities (and of their owners) alone, then abandon it",
                short=one.short,
                ownerless=", ".join(ownerless),
            )
        facts = database.read("nightly/checks/facts")[0]
        now = to_micros(datetime.now(UTC))
        database.write("load/delivery/abandon", id=one.digest, now=now, facts=json.dumps(facts))
        return Abandoned(one.digest, database.read("load/quarantine/size")[0]["size"])


def _choose(there: list[Unfinished], digest: str) -> Unfinished:
    if not there:
        raise UserError("no delivery is unfinished: there is nothing to abandon")
    known = Joined(tuple(one.words for one in there))
    if len(digest) < _LEAST:
        raise UserError(
            "write at least {least} characters of the digest; unfinished is {known}",
            least=_LEAST,
            known=known,
        )
    matching = [one for one in there if one.digest.startswith(digest.lower())]
    if len(matching) != 1:
        raise UserError(
            "several unfinished deliveries begin with {digest!r}; unfinished is {known}"
            if matching
            else "no unfinished delivery begins with {digest!r}; unfinished is {known}",
            digest=digest,
            known=known,
        )
    return matching[0]
