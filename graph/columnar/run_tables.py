"""What a run publishes, as columns: the entries of the ledger, standings, and shares of the pools.

A list is one text with a line for each of its items, so that it is compared and kept as one value.
"""

_TEXTS = dict.fromkeys(("kind", "source", "payee_id", "order_id", "pool", "day"), str)
_FIGURES = dict.fromkeys(("orders", "fed", "holders", "share", "carried", "adjusted"), int)
ENTRIES: dict[str, type] = {**_TEXTS, "amount": int}
"""An entry as it was posted, minor units: no payee is the company, no order a pool, no pool an order."""
SHARES: dict[str, type] = {"pool": str, "day": str, **_FIGURES}
"""A pool on a day."""
STANDINGS: dict[str, type] = {
    "member_id": str,
    "sponsor_id": str,
    "team_owner_id": str,
    "depth": int,
    "rank": int,
    "highest_rank": int,
    "rank_order_id": str,
    "since": str,
    "lapses": str,
    "direct_recruits": int,
    "team_size": int,
    "personal": int,
    "team": int,
    "earned": int,
    "held": int,
    "withdrawn": int,
    "waiting": int,
    "months": int,
    "personal_by_month": str,
    "group_by_month": str,
    "active_by_month": str,
    "last_order": int,
    "group_last_order": int,
    "missing": str,
}
"""A member's standing, volumes and money in minor units.

`since` has a line for each rank ever held, its first point on the clock; `lapses` one for each point at which
a rank was lost, held again, and so on: its number in three digits, a blank and the point; `personal_by_month`
and `group_by_month` one for each month that is not empty, `year * 12 + month - 1`, a colon and the volume;
`active_by_month` has how many of the group bought in the month in place of the volume; `months` is the
company's first month. `last_order` and `group_last_order` are when the last orders were, microseconds UTC, 0
without any. `missing` has a line for each condition of the rank above that is not met: its place in the plan
in two digits, a colon and how many are missing.
"""
BUYERS: dict[str, type] = {"buyer_id": str, **dict.fromkeys(("orders", "times", "amount", "mixed"), int)}
"""A buyer with orders that stand: what tells them from others (sql/changes/buyers)."""
RUN_TABLES: dict[str, dict[str, type]] = {
    "published_entries": ENTRIES,
    "published_standings": STANDINGS,
    "published_shares": SHARES,
    "published_buyers": BUYERS,
}


def as_cell(value: object) -> object:
    """Return a value of the graph as a cell: lists become one text."""
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def as_points(text: str, highest: int) -> list[str] | None:
    """Return the points from which ranks were first held, lowest rank first; None where none was."""
    return text.split("\n") if highest else None


def as_lapses(text: str) -> list[str] | None:
    """Return the points at which ranks were lost and held again, each behind the rank; None for none."""
    return [f"{int(line[:3])}{line[3:]}" for line in text.split("\n")] if text else None


def as_lines(text: str) -> list[str] | None:
    """Return the lines of a text; None where it is empty."""
    return text.split("\n") if text else None


def as_months(text: str, first: int) -> list[int] | None:
    """Return volumes by month from a first month on, up to the last that is not empty; None for none."""
    if not text:
        return None
    pairs = [line.split(":") for line in text.split("\n")]
    months = {int(month) - first: int(volume) for month, volume in pairs}
    return [months.get(number, 0) for number in range(max(months) + 1)]
