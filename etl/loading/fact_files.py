"""The facts that are kept as files follow a load: what it brings, withdraws and gives back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from etl.contract import TABLES
from etl.loading.sales import paid_at, paid_before
from etl.loading.transactions import Work
from graph.fact_files.folder import Change, Folder
from graph.fact_files.manifest import EMPTY, ties_as_json
from graph.i18n.message import Message, message

_TABLES = {"lines": "order_lines", "corrections": "sponsor_corrections", "openings": "opening_standings"}
"""What tables of facts are called in the contract, where it is another name."""
_COLUMNS = {
    "members": {"member_id": "id", "sponsor_id": "sponsor_id", "joined_at": "joined"},
    "customers": {"customer_id": "id", "community_id": "community_id", "joined_at": "joined"},
    "communities": {"community_id": "id", "owner_id": "owner_id"},
    "orders": {
        "order_id": "id",
        "buyer_id": "buyer_id",
        "paid_at": "at",
        "amount": "amount",
        "received_at": "received",
        "group_id": "group_id",
    },
    "lines": {
        "order_id": "order_id",
        "line_no": "line_no",
        "product_id": "product_id",
        "quantity": "quantity",
        "amount": "amount",
        "paid_at": "at",
    },
    "products": {"product_id": "id", "category": "category"},
    "refunds": {"refund_id": "id", "order_id": "order_id", "refunded_at": "at", "amount": "amount"},
    "corrections": {"member_id": "member_id", "sponsor_id": "sponsor_id", "decided_at": "at"},
    "openings": {"member_id": "member_id", "rank": "rank", "team_owner_id": "team_owner_id"},
    "groups": {"group_id": "id", "leader_id": "leader_id", "opened_at": "opens", "closes_at": "closes"},
    "adjustments": {"adjustment_id": "id", "member_id": "member_id", "day": "day", "amount": "amount"},
    "withdrawals": {"withdrawal_id": "id", "member_id": "member_id", "at": "at", "amount": "amount"},
}
"""Of each table of facts: columns of the contract, and what they are called there; lines with their time."""


@dataclass(frozen=True)
class Kept:
    """What the graph is told of the files: the manifest's name and its ties as JSON; None: there are none."""

    manifest: str | None = None
    ties: str | None = None
    notices: tuple[Message, ...] = ()


def keep_facts(work: Work, folder: Folder | None, before: str | None, *, first: bool) -> Kept:
    """Write what a load changes into files beside those of a manifest; `first`: no facts were loaded before.

    Where the facts were not kept before, or cannot be now, none are: the next night makes them anew.
    """
    if folder is None:
        return Kept()
    manifest = EMPTY if first else folder.read(before) if before else None
    if manifest is None:
        return Kept()
    try:
        now = folder.changed(manifest, _changes(work))
        name = folder.keep(now)
        folder.sweep({name: now} | ({before: manifest} if before else {}))
    except (OSError, ValueError) as error:
        notice = message(
            "the facts could not be kept in {folder}: {error}; the next night tries again",
            folder=folder.address,
            error=error,
        )
        return Kept(notices=(notice,))
    return Kept(name, ties_as_json(now.ties))


def _changes(work: Work) -> Iterator[tuple[str, Change]]:
    paid, before = paid_at(work), paid_before(work)
    for table, names in _COLUMNS.items():
        found = work.resolutions[_TABLES.get(table, table)]
        new, old = _relabelled(work, table, names)
        added = [_facts(part, names, paid) for part in (found.fresh, found.restored, new)]
        removed = [_facts(part, names, before) for part in (found.withdrawn, found.revised, old)]
        yield table, Change(added=pl.concat(added), removed=pl.concat(removed))


def _relabelled(work: Work, table: str, names: Mapping[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the loaded rows of which a category is replaced or a time filled in: new, and as they were."""
    contract = TABLES[_TABLES.get(table, table)]
    changed, stored = work.resolutions[contract.name].changed, work.stored.rows.get(contract.name)
    labels = [
        name for name in names if name != "paid_at" and (contract[name].replaces or contract[name].fills)
    ]
    if stored is None or not labels:
        return changed.clear(), changed.clear()
    key = list(contract.key)
    old = stored.select(*key, *[pl.col(name).alias(f"old_{name}") for name in labels])
    differs = pl.any_horizontal([pl.col(name).ne_missing(pl.col(f"old_{name}")) for name in labels])
    new = changed.join(old, on=key).filter(differs)
    return new, stored.join(new.select(key), on=key, how="semi")


def _facts(rows: pl.DataFrame, names: Mapping[str, str], paid: pl.DataFrame) -> pl.DataFrame:
    if "line_no" in names:
        rows = rows.join(paid, on="order_id", how="left")
    return rows.select(pl.col(theirs).alias(ours) for theirs, ours in names.items())
