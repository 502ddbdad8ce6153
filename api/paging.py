"""Paging by cursor: a cursor names the run and the last row given, so that no row is lost or given twice.

It is base64url of a small JSON list with a digest over what it belongs to: the account, the address and the
order of the list. The digest tells a mistake from a cursor that fits; it protects nothing, so a list checks
the viewer's scope again on every page.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Query

from graph.errors import UserError

Row = TypeVar("Row")
Key = tuple[int | str, ...]
_LONGEST = 4096
_INT64 = range(-(2**63), 2**63)
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


def write_cursor(cursor: Cursor, listing: Sequence[str]) -> str:
    """Return a cursor as the text that `next` is; `listing` says which list it belongs to.

    A listing is the account, the address and everything that orders or narrows the list, in any fixed order.
    """
    given = [cursor.run, *cursor.after]
    text = json.dumps([_digest(given, listing), *given], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, listing: Sequence[str], shape: Sequence[type[int] | type[str]]) -> Cursor:
    """Return the cursor of a text that `write_cursor` made for the same listing.

    `shape`: the types of the sort key's parts.

    Raises:
        UserError: for every other text.
    """
    if len(text) <= _LONGEST:
        try:
            read = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        except (binascii.Error, ValueError, RecursionError):
            read = None
        if _fits(read, shape) and read[0] == _digest(read[1:], listing):
            return Cursor(read[1], tuple(read[2:]))
    raise UserError(
        "this cursor belongs to another list or was changed: leave it out to begin with the first page, then "
        "give `next` of each page, with all other parameters as they were"
    )


def _fits(read: Any, shape: Sequence[type[int] | type[str]]) -> bool:  # noqa: ANN401 - whatever JSON says
    """Return whether JSON is the list of a cursor: bool is an int to Python, and is none here."""
    wanted = [str, int, *shape]
    return (
        isinstance(read, list)
        and [type(one) for one in read] == wanted
        and all(one in _INT64 for one in read if type(one) is int)
    )


def _digest(given: Sequence[int | str], listing: Sequence[str]) -> str:
    text = json.dumps([list(given), list(listing)])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def cut(rows: Sequence[Row], limit: int, cursor: Callable[[Row], str]) -> tuple[list[Row], str | None]:
    """Return a page of rows, and the cursor of the next one, which is None on the last page.

    `rows` are `limit` + 1 where there are as many; `cursor` writes the one that begins behind a row.
    """
    page = list(rows[:limit])
    return page, cursor(page[-1]) if len(rows) > limit else None
