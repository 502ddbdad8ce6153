"""What the SQL engine calculated, written into the graph in batches: what differs from the published run."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.columnar.engine import Engine
from graph.columnar.run_tables import as_lapses, as_lines, as_months, as_points
from graph.columnar.statements import filled
from graph.database import Row

Places = Mapping[str, int | str]
ALONE: tuple[tuple[Places, ...], ...] = (({},),)
BY_MEMBER: tuple[tuple[Places, ...], ...] = (({"half": 0}, {"half": 1}),)
BY_PAYEE_AND_ORDER: tuple[tuple[Places, ...], ...] = (
    ({"payees": 0, "orders": 0}, {"payees": 1, "orders": 1}),
    ({"payees": 0, "orders": 1}, {"payees": 1, "orders": 0}),
)
"""Rounds of parts that share neither a payee nor an order: nobody waits for a lock of the other."""


@dataclass(frozen=True)
class Writing:
    """A statement of the catalogue, and the statement of sql/ whose rows it takes, so many at a time.

    rounds: rounds of parts of the rows that share no node, so that parts of a round go side by side. first:
    the statement of a night before which nothing is published: it looks for nothing to correct.
    """

    statement: str
    rows: str
    batch: int
    shape: Callable[[Row], Row] = dict
    places: Mapping[str, str] = field(default_factory=dict)
    rounds: tuple[tuple[Places, ...], ...] = ALONE
    first: str = ""

    def batches(self, engine: Engine, part: Places) -> Iterator[list[Row]]:
        """Return the rows of a part as the statement takes them."""
        streamed = engine.stream(filled(self.rows, {**self.places, **part}), self.batch)
        return ([self.shape(row) for row in rows] for rows in streamed)


def _standing(row: Row) -> Row:
    """Return a standing with its figures as properties; what is absent in the graph is None."""
    figures = {
        "depth": row["depth"],
        "rank": row["rank"],
        "rank_order_id": row["rank_order_id"],
        "since": as_points(row["since"], row["highest_rank"]),
        "lapses": as_lapses(row["lapses"]),
        "recruits": row["direct_recruits"],
        "size": row["team_size"],
        "personal": row["personal"],
        "team": row["team"],
        "earned": row["earned"],
        "held": row["held"],
        "withdrawn": row["withdrawn"] or None,
        "waiting": row["waiting"] or None,
        "months": row["months"],
        "personal_by_month": as_months(row["personal_by_month"], row["months"]),
        "group_by_month": as_months(row["group_by_month"], row["months"]),
        "active_by_month": as_months(row["active_by_month"], row["months"]),
        "last_order": row["last_order"] or None,
        "group_last_order": row["group_last_order"] or None,
        "missing": as_lines(row["missing"]),
    }
    return {"member_id": row["member_id"], "figures": figures}


def _ordered(row: Row) -> Row:
    """Return a buyer with the times and amounts of its orders."""
    sales = row["sales"] or []
    return {"id": row["id"], "times": [one["at"] for one in sales], "nets": [one["net"] for one in sales]}


TOTALS = {"bracket": "nightly/rewards/post_brackets", "leader": "nightly/rewards/post_leaders"}
"""By kind that pays totals, the statement that posts what the SQL engine calculated of it."""
WRITINGS = (
    Writing("nightly/teams/change_owners", "changes/owners_to_write", 10_000),
    Writing(
        "nightly/rewards/post_changes",
        "changes/order_entries",
        10_000,
        rounds=BY_PAYEE_AND_ORDER,
        first="nightly/rewards/post_first",
    ),
    *(
        Writing(statement, "changes/total_entries", 10_000, places={"kind": kind})
        for kind, statement in TOTALS.items()
    ),
    Writing("nightly/pools/change_shares", "changes/shares_to_write", 1_000),
    Writing("nightly/pools/post_changes", "changes/pool_entries", 10_000),
    Writing(
        "nightly/standings/change_versions", "changes/versions_to_write", 5_000, _standing, rounds=BY_MEMBER
    ),
    Writing(
        "nightly/aggregates/change_ordered", "changes/buyers_to_write", 10_000, _ordered, rounds=BY_MEMBER
    ),
)
"""In the order of the stages."""
