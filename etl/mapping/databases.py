"""What a mapping says of a table that comes from a company's database instead of a file."""

import re
from datetime import datetime, timedelta

from pydantic import BaseModel, Field, ValidationError

from etl.mapping.conditions import STRICT

SINCE = re.compile(r"(?<![:\w]):since\b")
"""Stands in a query for the time from which on its rows are of interest."""
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
DURATION = r"^[0-9]{1,5}[mhd]$"


class Query(BaseModel):
    """A query of a database whose address is in a variable of the environment, never in the mapping.

    `overlap`: how long before the last finished delivery `:since` is, for what was written late.
    """

    model_config = STRICT
    database: str = Field(pattern=r"^\$[A-Z][A-Z0-9_]{0,99}$")
    query: str = Field(min_length=1)
    overlap: str = Field("1d", pattern=DURATION)

    @property
    def variable(self) -> str:
        """The variable of the environment that has the address, without its $."""
        return self.database[1:]

    def since(self, last: datetime | None) -> datetime | None:
        """Return from when on rows are read, by when they were read last; None: from the beginning."""
        return None if last is None else last - duration(self.overlap)


def as_query(value: object) -> Query:
    """Return the query that a map says.

    Raises:
        ValueError: naming the field that is wrong.
    """
    try:
        return Query.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def duration(text: str) -> timedelta:
    """Return the duration of a text such as 90m, 12h or 1d (`DURATION`)."""
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
