"""Deliveries whose load did not come to its end: nothing is calculated while there is one."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from graph.clock import from_micros
from graph.database import Database
from graph.errors import UserError
from graph.i18n.message import Joined, Message, message

_SHORT = 12  # characters of a digest that people copy
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Unfinished:
    """An open delivery: the digest of its contents, and when its load began."""

    digest: str
    begun: datetime

    @property
    def short(self) -> str:
        """The beginning of the digest."""
        return self.digest[:_SHORT]

    @property
    def words(self) -> Message:
        """Digest and time, as errors name it."""
        return message(
            "{digest} (begun {time})", digest=self.short, time=self.begun.isoformat(timespec="seconds")
        )


def unfinished(database: Database) -> list[Unfinished]:
    """Return the open deliveries, oldest first."""
    rows = database.read("load/delivery/unfinished")
    return [Unfinished(row["id"], from_micros(row["delivered"], _UTC)) for row in rows]


def refuse_unfinished(database: Database) -> None:
    """Raise a UserError that names the open deliveries and the two ways out, when there is one."""
    if there := unfinished(database):
        known = Joined(tuple(one.words for one in there))
        raise UserError(
            "a delivery was not loaded to its end: {known}. Run `upline load` on its folder again, or "
            "close it with `upline load --abandon {short}`: what is loaded of it stays",
            known=known,
            short=there[0].short,
        )
