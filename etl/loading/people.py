"""The transactions of people: communities, members, customers, groups."""

from collections.abc import Iterator

import polars as pl

from etl.contract import TABLES
from etl.loading.transactions import Step, Transaction, Work, links, released, rows_of, slices
from graph.clock import OPEN


def people(work: Work) -> Iterator[Transaction]:
    """Yield the transactions of communities, members (parents first), customers and groups.

    Members and communities refer to each other: a community comes first, without its owner, and counts as
    loaded from when it has one.
    """
    communities = work.resolutions["communities"].fresh.sort("community_id")
    for batch in slices(communities):
        yield Transaction({}, [("load/people/communities", {"rows": rows_of("communities", batch)})])
    for batch in slices(work.resolutions["members"].fresh):
        yield Transaction({"members": len(batch)}, _members(work, batch))
    for batch in slices(communities):
        steps: list[Step] = [("load/people/owners", {"rows": rows_of("communities", batch)})]
        yield Transaction({"communities": len(batch)}, [*steps, *released(work, "communities", batch)])
    for batch in slices(work.resolutions["customers"].fresh.sort("customer_id")):
        yield Transaction({"customers": len(batch)}, _customers(work, batch))
    yield from created(work, "groups", "load/people/groups")
    for table in ("members", "communities", "customers"):
        yield from renamed(work, table, f"load/people/rename_{table}")


def _members(work: Work, batch: pl.DataFrame) -> list[Step]:
    rows = rows_of("members", batch)
    return [
        ("load/people/members", {"rows": rows, "next_run": work.next_run}),
        *links(batch, "load/people/sponsors", "sponsor_id", "member_id", next_run=work.next_run, open=OPEN),
        *links(batch, "load/people/members_in_communities", "community_id", "member_id"),
        *released(work, "members", batch),
    ]


def _customers(work: Work, batch: pl.DataFrame) -> list[Step]:
    return [
        ("load/people/customers", {"rows": rows_of("customers", batch), "next_run": work.next_run}),
        *links(batch, "load/people/customers_in_communities", "community_id", "customer_id"),
        *released(work, "customers", batch),
    ]


def created(work: Work, table: str, statement: str, *, runs: bool = False) -> Iterator[Transaction]:
    """Yield the transactions that create the fresh rows of a table; `runs`: its facts carry from_run."""
    for batch in slices(work.resolutions[table].fresh.sort(TABLES[table].key)):
        parameters: dict[str, object] = {"rows": rows_of(table, batch)}
        if runs:
            parameters["next_run"] = work.next_run
        yield Transaction({table: len(batch)}, [(statement, parameters), *released(work, table, batch)])


def renamed(work: Work, table: str, statement: str) -> Iterator[Transaction]:
    """Yield the transactions that replace names, channels or categories of a table."""
    for batch in slices(work.resolutions[table].changed.sort(TABLES[table].key)):
        yield Transaction({table: len(batch)}, [(statement, {"rows": rows_of(table, batch)})])
