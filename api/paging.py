"""Paging by cursor: a cursor names the run and the last row given, so that no row is lost or given twice.

It is a small JSON list, signed with the secret of the service over all that it belongs to: the account, the
address and the order of the list. What nobody was given is no cursor; a list checks the viewer's scope again
on every page all the same.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Query, Request
from itsdangerous import BadData, URLSafeSerializer

from graph.access import viewer
from graph.errors import UserError

Row = TypeVar("Row")
Start = TypeVar("Start", int, str)
Key = tuple[int | str, ...]
_LONGEST = 4096
_SIGNER = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
Limit = Annotated[int, Query(ge=1, le=500, description="How many items a page has at most.")]
Given = Annotated[
    str,
    Query(alias="cursor", max_length=_LONGEST, description="`next` of the page before; empty: the first."),
]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: behind the row with the sort key `after`, in the run of that number."""

    run: int
    after: Key


class Cursors:
    """Writes the cursors of a service and reads them again; `secret` is what it signs with.

    A listing is the account, the address and everything that orders or narrows the list, in any fixed order.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def write(self, cursor: Cursor, listing: Sequence[str]) -> str:
        """Return a cursor as the text that `next` is; `listing` says which list it belongs to."""
        return str(self._serializer(listing).dumps([cursor.run, *cursor.after]))

    def read(self, text: str, listing: Sequence[str], shape: Sequence[type[int] | type[str]]) -> Cursor:
        """Return the cursor of a text that was written for the same listing.

        `shape`: the types of the sort key's parts.

        Raises:
            UserError: for every other text.
        """
        try:
            run, *after = self._serializer(listing).loads(text[:_LONGEST])
        except (BadData, UnicodeError):
            pass
        else:
            if [type(part) for part in after] == list(shape):  # else an older version wrote it
                return Cursor(run, tuple(after))
        raise UserError(
            "this cursor belongs to another list or was changed: leave it out to begin with the first page, "
            "then give `next` of each page, with all other parameters as they were"
        )

    def _serializer(self, listing: Sequence[str]) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=json.dumps(["cursor", *listing]), signer_kwargs=_SIGNER)


def cut(rows: Sequence[Row], limit: int, cursor: Callable[[Row], str]) -> tuple[list[Row], str | None]:
    """Return a page of rows, and the cursor of the next one, which is None on the last page.

    `rows` are `limit` + 1 where there are as many; `cursor` writes the one that begins behind a row.
    """
    page = list(rows[:limit])
    return page, cursor(page[-1]) if len(rows) > limit else None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of what belongs to no run, in the order of one key; `names`: see `Cursors`."""

    cursors: Cursors
    names: tuple[str, ...]

    def begin(self, cursor: str, first: Start) -> Start:
        """Return the key that a page begins behind: that of its cursor, `first` without one.

        Raises:
            UserError: when the cursor is not of this list.
        """
        if not cursor:
            return first
        return type(first)(self.cursors.read(cursor, self.names, (type(first),)).after[0])

    def cut(
        self, rows: Sequence[Row], limit: int, key: Callable[[Row], int | str]
    ) -> tuple[list[Row], str | None]:
        """Return a page of `limit` + 1 rows, and the cursor of the next one; `key`: of a row."""
        return cut(rows, limit, lambda row: self.cursors.write(Cursor(0, (key(row),)), self.names))


def listing_of(request: Request, *names: str) -> Listing:
    """Return the list of these names, which say what orders or narrows it, as the account reads it."""
    return Listing(request.app.state.cursors, (viewer().account, *names))
