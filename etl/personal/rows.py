"""Which waiting rows are about somebody: by the column of each table that names whom a row is about."""

import json
from collections.abc import Collection, Iterator

from etl.payload import cells
from graph.database import Database, Row

ABOUT = {
    "members": "member_id",
    "touches": "became_id",
    "orders": "buyer_id",
    "sponsor_corrections": "member_id",
    "opening_standings": "member_id",
    "communities": "owner_id",
    "groups": "leader_id",
    "adjustments": "member_id",
    "withdrawals": "member_id",
}
"""By table, the column with the member that a row is about. Lines and refunds are about an order."""


def waiting_rows(database: Database, member: str, visitors: Collection[str] = ()) -> Iterator[Row]:
    """Yield the waiting rows that are about a member, or are touches of some visitors.

    Each with qid, table, key, payload (a map of texts), reasons, file, row and delivered (microseconds).
    """
    texts = sorted({json.dumps(one, ensure_ascii=False) for one in (member, *visitors)})
    # Cells of rows that are bad in themselves stand as they were delivered, with blanks around them perhaps.
    inside = [text[1:-1] for text in texts]
    for row in database.read("system/personal/quarantined", texts=inside):
        payload = cells(row["payload"])
        if is_about(row["table"], payload, {member}, set(visitors)):
            yield {**row, "payload": payload}


def is_about(
    table: str, payload: dict[str, str], members: Collection[str], visitors: Collection[str] = ()
) -> bool:
    """Return whether a row of text cells is about one of some members, or is a touch of some visitors."""
    column = ABOUT.get(table)
    if column is None:
        return False
    return _cell(payload, column) in members or (
        table == "touches" and _cell(payload, "visitor_id") in visitors
    )


def _cell(payload: dict[str, str], column: str) -> str:
    return payload.get(column, "").strip()
