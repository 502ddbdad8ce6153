"""When a company's databases were read for the last time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from etl.reading.databases import Origin
from graph.clock import from_micros
from graph.database import Database

_UTC = ZoneInfo("UTC")


def last_reading(database: Database, origin: Origin) -> datetime | None:
    """Return when the reading of the last finished delivery of an origin began; None: there is none."""
    begun = database.read("load/delivery/since", origin=origin.id)[0]["begun"]
    return None if begun is None else from_micros(begun, _UTC)
