"""The files of an import: what the transactions of a first load would write, as tables of nodes and links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import polars as pl

from etl.loading.stored import node_ids
from etl.loading.transactions import Work
from graph.clock import OPEN
from graph.database import Row

_TYPES = {pl.Int64: "LONG", pl.String: "STRING", pl.Boolean: "BOOLEAN"}
Values = Mapping[str, str | pl.Expr]
"""Properties: their names in the graph, and the column or expression each is taken from."""
End = tuple[str, str]
"""An end of a link: the label of the node, and the column with its id."""
_NOTHING: Values = {}


@dataclass(frozen=True)
class Part:
    """One file: all nodes of a label, or links of a type. The names of its columns are Neo4j's header."""

    kind: Literal["nodes", "relationships"]
    name: str
    rows: pl.DataFrame

    def write(self, file: Path) -> None:
        """Write the file. An absent value is an empty cell, an empty text is two quotes.

        No cell has a line break: no row with a control character is loaded.
        """
        self.rows.lazy().sink_csv(file, quote_style="necessary")


def bookkeeping(rows: list[Row]) -> Iterator[Part]:
    """Yield the nodes that are there already (load/bulk/before), as an import begins from nothing."""
    for row in rows:
        values = pl.DataFrame([row["properties"]])
        key = "name" if row["label"] == "Account" else "id"
        more = {name: name for name in values.columns if name != key}
        yield _nodes(row["label"], values, key, more, called=key)
        if row["account"] is not None:
            owned = values.with_columns(account=pl.lit(row["account"]))
            yield _links("OF", owned, (row["label"], "id"), ("Account", "account"))


def trail(events: list[Row]) -> Iterator[Part]:
    """Yield the audit trail (graph.audit.reading.all_events), which stays as it is."""
    if events:
        rows = pl.DataFrame(events, infer_schema_length=None)
        yield _nodes("AuditEvent", rows, "id", {name: name for name in rows.columns if name != "id"})


def parts(work: Work) -> Iterator[Part]:
    """Yield what `etl.loading.load.transactions` writes of the facts of a first load.

    Nothing is loaded yet and nothing waits, so all that a resolution has is fresh or held; what is held goes
    into the quarantine afterwards, in transactions.
    """
    fresh = {table: resolution.fresh for table, resolution in work.resolutions.items()}
    run = {"from_run": pl.lit(work.next_run, pl.Int64)}
    for part in chain(_people(fresh, run), _sales(fresh, run), _records(fresh, run)):
        if not part.rows.is_empty():
            yield part


def _people(fresh: Mapping[str, pl.DataFrame], run: Values) -> Iterator[Part]:
    members, communities, customers = (fresh[t] for t in ("members", "communities", "customers"))
    sponsor = pl.col("sponsor_id").fill_null("")
    stands = {**run, "to_run": pl.lit(OPEN, pl.Int64)}
    told: Values = {"joined": "joined_at", "name": "name", "channel": "channel", "sponsor_id": sponsor}
    yield _nodes("Member", members, "member_id", {**told, "depth": "depth", **run})
    yield _links("SPONSORED_BY", members, ("Member", "member_id"), ("Member", "sponsor_id"), stands)
    yield _nodes("Community", communities, "community_id", {"name": "name", "channel": "channel"})
    yield _links("OWNS", communities, ("Member", "owner_id"), ("Community", "community_id"))
    yield _nodes("Customer", customers, "customer_id", {"joined": "joined_at", "channel": "channel", **run})
    yield _links("BUYS_IN", members, ("Member", "member_id"), ("Community", "community_id"))
    yield _links("BUYS_IN", customers, ("Customer", "customer_id"), ("Community", "community_id"))
    groups = fresh["groups"]
    yield _nodes("Group", groups, "group_id", {"opens": "opened_at", "closes": "closes_at"})
    yield _links("LED_BY", groups, ("Group", "group_id"), ("Member", "leader_id"))


def _sales(fresh: Mapping[str, pl.DataFrame], run: Values) -> Iterator[Part]:
    orders, lines, refunds = (fresh[t] for t in ("orders", "order_lines", "refunds"))
    yield _nodes("Product", fresh["products"], "product_id", {"name": "name", "category": "category"})
    back = refunds.select("order_id", refunded=pl.lit(value=True)).unique()
    known = orders.join(back, on="order_id", how="left", maintain_order="left")
    paid = {"at": "paid_at", "amount": "amount", "channel": "channel", "received": "received_at"}
    yield _nodes("Order", known, "order_id", {**paid, **run, "refunded": "refunded"})
    for label, bought in _by_person(orders, "buyer_id", fresh["customers"]):
        yield _links("PLACED", bought, (label, "buyer_id"), ("Order", "order_id"))
    counts = {name: name for name in ("line_no", "quantity", "amount")}
    yield _links("CONTAINS", lines, ("Order", "order_id"), ("Product", "product_id"), counts)
    yield _links("IN_GROUP", orders, ("Order", "order_id"), ("Group", "group_id"))
    yield _nodes("Refund", refunds, "refund_id", {"at": "refunded_at", "amount": "amount", **run})
    yield _links("REFUNDS", refunds, ("Refund", "refund_id"), ("Order", "order_id"))


def _records(fresh: Mapping[str, pl.DataFrame], run: Values) -> Iterator[Part]:
    moved = fresh["sponsor_corrections"]
    moved = moved.with_columns(node_ids("sponsor_corrections", moved).alias("id"))
    yield _nodes("Correction", moved, "id", {"at": "decided_at", "reason": "reason", **run})
    yield _links("MOVES", moved, ("Correction", "id"), ("Member", "member_id"))
    yield _links("TO", moved, ("Correction", "id"), ("Member", "sponsor_id"))
    openings = fresh["opening_standings"]
    yield _nodes("Opening", openings, "member_id", {"rank": "rank", **run})
    yield _links("OF", openings, ("Opening", "member_id"), ("Member", "member_id"))
    yield _links("OWNED_BY", openings, ("Opening", "member_id"), ("Member", "team_owner_id"))
    touches = fresh["touches"]
    seen = {"visitor_id": "visitor_id", "at": "at", "channel": "channel"}
    yield _nodes("Touch", touches, "touch_id", {**seen, **run})
    yield _links("INVITED_BY", touches, ("Touch", "touch_id"), ("Member", "inviter_id"))
    for label, became in _by_person(touches, "became_id", fresh["customers"]):
        yield _links("BECAME", became, ("Touch", "touch_id"), (label, "became_id"))
    spend = fresh["spend"]
    spend = spend.with_columns(node_ids("spend", spend).alias("id"))
    told = {name: name for name in ("day", "channel", "kind", "amount")}
    yield _nodes("Spend", spend, "id", {**told, **run})


def _by_person(
    rows: pl.DataFrame, column: str, customers: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows whose person is a customer, and those whose person is a member."""
    ids = customers.select(pl.col("customer_id").alias(column))
    yield "Customer", rows.join(ids, on=column, how="semi")
    yield "Member", rows.join(ids, on=column, how="anti", maintain_order="left")


def _nodes(label: str, rows: pl.DataFrame, key: str, values: Values, *, called: str = "id") -> Part:
    """Return a file of nodes, `called` is the property of their key; keys of two labels do not meet."""
    own = pl.col(key).alias(f"{called}:ID({label})")
    return Part("nodes", label, rows.select(own, *_typed(rows, values)))


def _links(kind: str, rows: pl.DataFrame, start: End, end: End, values: Values = _NOTHING) -> Part:
    """Return a file of links between nodes; a row that has one of the ends empty has no link."""
    (here, own), (there, other) = start, end
    linked = rows.filter(pl.col(own).is_not_null() & pl.col(other).is_not_null())
    ends = pl.col(own).alias(f":START_ID({here})"), pl.col(other).alias(f":END_ID({there})")
    return Part("relationships", kind, linked.select(*ends, *_typed(linked, values)))


def _typed(rows: pl.DataFrame, values: Values) -> list[pl.Expr]:
    """Return the values under Neo4j's names for columns: `joined:LONG`."""
    taken = {name: pl.col(value) if isinstance(value, str) else value for name, value in values.items()}
    types = rows.lazy().select(**taken).collect_schema()
    return [value.alias(f"{name}:{_TYPES[types[name].base_type()]}") for name, value in taken.items()]
