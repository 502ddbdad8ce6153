"""Corrections in time: what had changed when a later run corrected the entries of an order."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.clock import order_of
from graph.database import Database
from graph.explain.facts import Case, read_case
from graph.explain.order_facts import OrderFacts
from graph.kinds.moment import Person
from graph.plan import Plan, recorded_plan, valid_plan
from graph.reads.runs import Run
from graph.words.reasons import Reason, reason

_FLIPS = 5  # how many changed ranks are told: a late opening standing can change thousands


def changes(database: Database, run: Run, case: Case, number: int) -> tuple[Reason, ...]:
    """Return what run `number` counted otherwise than the run before it, as far as it concerns this order.

    run: the one that is explained; the order must have been counted before `number`.
    """
    order_id, seen = case.order.id, replace(run, number=number)
    after = read_case(database, seen, order_id)
    before = read_case(database, replace(run, number=number - 1), order_id)
    own = tuple(_order(before, after, number))
    if own and not after.order.stands:
        return own  # that explains everything: nobody is due anything any more
    found = [
        *own,
        *_network(database, before, after, number),
        *_ranks(database, before, after, run.plans[0], number),
        *_plan(database, case, number),
    ]
    return tuple(dict.fromkeys(found)) or (reason("cause_unknown"),)


def _order(before: Case, after: Case, number: int) -> Iterator[Reason]:
    if after.order.withdrawn and not before.order.withdrawn:
        yield reason("new_withdrawal")
    revised = after.order.revised_at != before.order.revised_at and not after.order.withdrawn
    if revised and after.order.revised_at is not None:
        yield reason(
            "new_revision", at=after.order.revised_at, old=before.order.amount, new=after.order.amount
        )
    elif not after.order.withdrawn and (before.order.withdrawn or _paid(before) != _paid(after)):
        yield reason("new_return")
    yield from _regrouped(before.order, after.order)
    known = {refund.id for refund in before.order.refunds} if revised else set()
    for refund in after.order.refunds:
        if refund.run == number and refund.id not in known:
            yield reason("new_refund", amount=refund.amount, refund=refund.id)
    left = {refund.id for refund in after.order.refunds}
    for refund in before.order.refunds:
        if refund.id not in left:
            yield reason("refund_gone", amount=refund.amount, refund=refund.id)


def _paid(case: Case) -> tuple[str, int, int]:
    return case.order.buyer_id, case.order.paid_at, case.order.amount


def _regrouped(before: OrderFacts, after: OrderFacts) -> Iterator[Reason]:
    """Tell whether the order's group succeeded, no longer did, or did at another time (R12)."""
    if after.withdrawn or before.withdrawn:
        return
    if after.waits != before.waits:
        yield reason("group_undone" if after.waits else "group_done")
    elif after.at != before.at and after.paid_at == before.paid_at:
        yield reason("group_moved", at=after.at, old=before.at)


def _network(database: Database, before: Case, after: Case, number: int) -> Iterator[Reason]:
    old, new = _sponsors(before), _sponsors(after)
    for member, sponsor in new.items():
        if member not in old or old[member] == sponsor:
            continue
        moved = {"who": member, "old": old[member], "new": sponsor}
        decided = database.read("read/explain/corrections", member=member, run=number)
        if decided:
            yield reason("moved", **moved, at=decided[0]["at"], text=decided[0]["reason"] or "")
        else:
            yield reason("moved_plainly", **moved)
    for one, now in _both(before, after):
        if now.opening and not one.opening:
            yield reason("opening_late", who=one.id)
    concerned = {one.id for one in after.upline[:2]} | set(after.others)
    for one, now in _both(before, after):
        if one.id in concerned and one.owner_id != now.owner_id:
            yield reason("owner_changed", who=one.id, old=one.owner_id, new=now.owner_id)


def _sponsors(case: Case) -> dict[str, str]:
    ids = [one.id for one in case.upline]
    return dict(zip(ids, [*ids[1:], ""], strict=True)) if ids else {}


def _both(before: Case, after: Case) -> Iterator[tuple[Person, Person]]:
    old = {one.id: one for one in before.upline} | before.others
    new = {one.id: one for one in after.upline} | after.others
    return ((old[member], now) for member, now in new.items() if member in old)


def _ranks(database: Database, before: Case, after: Case, plan: Plan, number: int) -> Iterator[Reason]:
    """Tell whose ranks at the order changed, and what happened to the orders that brought them."""
    at = after.order.point
    flips: list[Reason] = []
    orders: set[str] = set()
    for old, now in _both(before, after):
        for rank in range(1, len(plan.ranks)):
            if old.holds(rank, at) == now.holds(rank, at):
                continue
            orders |= orders_behind(old, now, rank, at)
            flips.append(_flip(old, now, rank, plan.ranks[rank].id, at))
    yield from flips[:_FLIPS]
    yield from order_changes(database, orders, number)


def orders_behind(old: Person, now: Person, rank: int, at: str) -> set[str]:
    """Return the orders that brought a member a rank, or took it, in two runs, up to a point on the clock."""
    points = [one.held_since(rank, at) for one in (old, now) if one.holds(rank, at)]
    points += [one.since[rank - 1] for one in (old, now) if len(one.since) >= rank]
    return {order_of(point) for point in points if order_of(point)}


def order_changes(database: Database, orders: Iterable[str], number: int) -> Iterator[Reason]:
    """Yield what happened to orders in the run `number`: new, revised, refunded, withdrawn, returned."""
    rows = [{"order": one, "run": number} for one in sorted(orders)]
    for row in database.read("read/explain/order_changes", rows=rows):
        for change, told in (
            ("new", "order_late"),
            ("revised", "order_revised"),
            ("refunded", "order_refunded"),
            ("withdrawn", "order_withdrawn"),
            ("returned", "order_returned"),
            ("regrouped", "order_regrouped"),
        ):
            if row[change]:
                yield reason(told, order=row["id"])


def _flip(old: Person, now: Person, rank: int, name: str, at: str) -> Reason:
    if now.holds(rank, at):
        return reason("rank_earlier", who=now.id, rank=name, since=now.held_since(rank, at))
    if lost := now.lost(rank, at):
        return reason("rank_missing_then", who=now.id, rank=name, since=lost)
    if len(now.since) < rank:
        return reason("rank_lost", who=now.id, rank=name, old=old.since[rank - 1])
    return reason("rank_gone", who=now.id, rank=name, since=now.since[rank - 1], old=old.since[rank - 1])


def _plan(database: Database, case: Case, number: int) -> Iterator[Reason]:
    texts: Mapping[int, str] = {
        row["number"]: row["plans"] for row in database.read("read/explain/plans", runs=[number - 1, number])
    }
    if len(set(texts.values())) < 2:  # noqa: PLR2004 - both runs had the same plans
        return
    plans = {run: [recorded_plan(data) for data in json.loads(text)] for run, text in texts.items()}
    was, now = (plans[run][0].readings for run in (number - 1, number))
    if was.gifts != now.gifts:
        yield reason("gifts_changed", old=was.gifts, new=now.gifts)
    old, new = (
        valid_plan([plan.model_copy(update={"readings": now}) for plan in plans[run]], case.order.at)
        for run in (number - 1, number)
    )
    if old != new:
        yield reason("plan_changed", old=old.name if old else "none", new=new.name if new else "none")
