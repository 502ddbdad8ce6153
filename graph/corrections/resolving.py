"""Finds the root cause of what runs corrected, from the order itself outwards (docs/readings.md)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.clock import point
from graph.corrections.changes import Changes
from graph.corrections.model import Cause, CauseKind, Found, Target, TargetKind
from graph.corrections.totals import causes_of_groups, causes_of_months, causes_of_pools
from graph.database import Database
from graph.reads.runs import Run


def causes_of(database: Database, run: Run, targets: Iterable[Target]) -> Found:
    """Return the root cause of each of what runs corrected.

    The first of these that holds, each as of the run that posted the correction:

    1. what happened to the order itself; to a group or month, to one of its orders
    2. another plan pays it
    3. the buyer, or somebody above, has another sponsor
    4. somebody who was paid of it has another rank at it, by what brought or took that rank
    5. an earlier order of somebody who was paid of it, or of the buyer, changed
    6. a corrected fact is what remains
    """
    by_kind: dict[TargetKind, list[Target]] = {}
    for one in dict.fromkeys(targets):
        by_kind.setdefault(one.kind, []).append(one)
    changes = Changes(database, frozenset(one.run for of_kind in by_kind.values() for one in of_kind))
    resolvers: Mapping[TargetKind, Callable[[Changes, Run, list[Target]], Found]] = {
        "order": _causes_of_orders,
        "pool": causes_of_pools,
        "month": causes_of_months,
        "group": causes_of_groups,
        "adjustment": _causes_of_adjustments,
    }
    found: Found = {}
    for kind, of_kind in by_kind.items():
        found |= resolvers[kind](changes, run, of_kind)
    return found


@dataclass(frozen=True, slots=True)
class _Order:
    """A corrected order whose own facts are as they were, with who was paid of it."""

    target: Target
    at: int
    payees: tuple[str, ...]
    buyer_id: str

    @property
    def row(self) -> dict[str, Any]:
        """What statements are asked with."""
        return {"order": self.target.id, "run": self.target.run}


def _causes_of_adjustments(_changes: Changes, _run: Run, targets: list[Target]) -> Found:
    return dict.fromkeys(targets, Cause(CauseKind.CORRECTION))


def _causes_of_orders(changes: Changes, _run: Run, targets: list[Target]) -> Found:
    own = changes.of_orders((one.id, one.run) for one in targets)
    found: Found = {one: cause for one in targets if (cause := own[one.id, one.run])}
    open_orders = _read_orders(changes, [one for one in targets if one not in found])
    for step in (_by_plan, _by_sponsors, _by_ranks, _by_earlier_orders):
        found |= step(changes, open_orders)
        open_orders = [one for one in open_orders if one.target not in found]
    return found | dict.fromkeys((one.target for one in open_orders), Cause(CauseKind.CORRECTION))


def _read_orders(changes: Changes, targets: list[Target]) -> list[_Order]:
    by_key = {(one.id, one.run): one for one in targets}
    rows = [{"order": one.id, "run": one.run} for one in targets]
    return [
        _Order(by_key[row["order_id"], row["run"]], row["at"], tuple(sorted(row["payees"])), row["buyer_id"])
        for row in changes.read("read/corrections/orders", rows)
    ]


def _by_plan(changes: Changes, orders: list[_Order]) -> Found:
    return {
        one.target: Cause(CauseKind.PLAN) for one in orders if changes.has_other_plan(one.target.run, one.at)
    }


def _by_sponsors(changes: Changes, orders: list[_Order]) -> Found:
    by_key = {(one.target.id, one.target.run): one.target for one in orders}
    moved = {run: [one.member_id for one in facts if one.moved] for run, facts in changes.facts.items()}
    rows = [{**one.row, "moved": moved[one.target.run]} for one in orders if moved.get(one.target.run)]
    return {
        by_key[row["order_id"], row["run"]]: Cause(CauseKind.CORRECTION, member_id=row["moved"])
        for row in changes.read("read/corrections/moved", rows)
    }


def _by_ranks(changes: Changes, orders: list[_Order]) -> Found:
    behind = rank_causes(changes, [(one.target, one.payees, point(one.at, one.target.id)) for one in orders])
    return {target: cause for target, cause in behind.items() if cause}


def rank_causes(
    changes: Changes, of: Iterable[tuple[Target, Iterable[str], str]]
) -> dict[Target, Cause | None]:
    """Return what changed the rank of one of some members at a point on the clock, None where none did."""
    looked = [(target, list(members), at) for target, members, at in of]
    flips = changes.flips((member, target.run) for target, members, _ in looked for member in members)
    behind: dict[Target, list[tuple[str, set[str]]]] = {}
    for target, members, at in looked:
        for member in members:
            flip = flips.get((member, target.run))
            if flip and (orders := flip.orders_at(at)) is not None:
                behind.setdefault(target, []).append((member, orders))
    of_orders = changes.of_orders(
        (order, target.run) for target, held in behind.items() for _, orders in held for order in orders
    )
    found: dict[Target, Cause | None] = {target: None for target, _, _ in looked}
    for target, held in behind.items():
        roots = (
            Cause(cause.kind, order, member)
            for member, orders in held
            for order in sorted(orders)
            if (cause := of_orders[order, target.run])
        )
        found[target] = next(roots, None) or _without_order(changes, target.run, [one for one, _ in held])
    return found


def _without_order(changes: Changes, run: int, members: list[str]) -> Cause:
    """Return the cause of a changed rank that no changed order brought: a fact below, or the rank itself."""
    for member in members:
        for fact in changes.facts.get(run, ()):
            if member == fact.member_id or member in fact.above:
                return Cause(CauseKind.CORRECTION, member_id=fact.member_id)
    return Cause(CauseKind.RANK_CHANGE, member_id=members[0])


def _by_earlier_orders(changes: Changes, orders: list[_Order]) -> Found:
    by_key = {(one.target.id, one.target.run): one.target for one in orders}
    rows = [
        {**one.row, "at": one.at, "members": sorted({*one.payees, one.buyer_id} - {""})} for one in orders
    ]
    placed = list(changes.read("read/corrections/placed", rows))
    of_orders = changes.of_orders((row["changed"], row["run"]) for row in placed)
    found: Found = {}
    for row in placed:
        if cause := of_orders[row["changed"], row["run"]]:
            target = by_key[row["order_id"], row["run"]]
            found[target] = Cause(cause.kind, row["changed"], row["member_id"])
    return found
