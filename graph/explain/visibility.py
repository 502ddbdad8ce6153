"""Explanations as far as an account may see them: what the API and the dashboard show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.access import Role, Viewer, require_visible
from graph.access.scope import may_see_order, visible_among
from graph.database import Database
from graph.earnings.scope import Scope
from graph.earnings.sums import pool_earnings
from graph.errors import NotFoundError
from graph.explain.facts import read_people, read_upline
from graph.explain.member import Share as TotalShare
from graph.explain.member import shares_of
from graph.explain.model import Kind, OrderExplanation, Payment
from graph.explain.order import explain_order
from graph.explain.pools import holder_of, why_pool
from graph.explain.redaction import people_in, people_of, reasons_about, redact
from graph.money import Money
from graph.reads.runs import Run
from graph.words.reasons import Reason


@dataclass(frozen=True, slots=True)
class Shown:
    """An explanation cut to what an account may see.

    Where it is not `complete`, sums and what is set aside, paid and left over tell of others: leave them out.
    """

    told: OrderExplanation
    complete: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A pool on a day: what each holder got, and why a member is one of them or not (R7).

    `each` is None for who may not see it: what others got.
    """

    pool: str
    day: str
    each: Money | None
    reason: Reason


def explain_share(
    database: Database, run: Run, viewer: Viewer, member_id: str, share: tuple[str, str]
) -> Share:
    """Return why a member shared a pool on a day, or not; share: the pool's name and the day (2026-01-31).

    What each holder got is for who sees everybody, and where it was paid to somebody within the scope.

    Raises:
        NotFoundError: when the run knows no such member or share, or the member is out of scope.
    """
    pool, day = share
    require_visible(database, run, viewer, member_id)
    rows = database.read("read/explain/pool_days", names=[pool], day=day, run=run.number)
    if not rows:
        raise NotFoundError(
            "the pool {pool!r} was not shared on {day!r} in run {number}",
            pool=pool,
            day=day,
            number=run.number,
        )
    person = read_people(database, run.number, [member_id])[member_id]
    row = {**rows[0], "pool": pool, "day": day}
    why = why_pool(holder_of(database, run, person, row), row, run.plans[0], run)
    paid = viewer.sees_all or why.id == "pool_holder" or _paid_within(database, run, viewer, share)
    return Share(pool, day, row["share"] if paid else None, why)


def explain_total(
    database: Database, run: Run, viewer: Viewer, member_id: str, total: tuple[str, str]
) -> TotalShare:
    """Return what a member got of a total, and why; total: the kind of reward, and the month or group.

    An account of a member is told nothing of single legs.

    Raises:
        NotFoundError: when nothing is paid of such a total in the run, or the member is out of scope.
    """
    require_visible(database, run, viewer, member_id)
    found = (one for one in shares_of(database, run, member_id) if (one.kind, one.source) == total)
    share = next(found, None)
    if share is None:
        raise NotFoundError(
            "nothing is paid of {total!r} in run {number}", total=" ".join(total), number=run.number
        )
    if viewer.role is Role.MEMBER:
        return replace(share, reasons=reasons_about(share.reasons, {member_id}))
    return share


def _paid_within(database: Database, run: Run, viewer: Viewer, share: tuple[str, str]) -> bool:
    """Return whether a pool paid somebody of a manager's team on a day."""
    if viewer.role is not Role.MANAGER:
        return False
    first = date.fromisoformat(share[1])
    rows = pool_earnings(database, run, Scope(first, first + timedelta(days=1), team=viewer.member_id))
    return any(row["pool"] == share[0] and row["shared"] for row in rows)


def explain_to(database: Database, run: Run, viewer: Viewer, order_id: str) -> Shown:
    """Return where every cent of an order went as of a run, as far as an account may see it.

    A manager reads orders of the own team, a member its own; of others it says nothing.

    Raises:
        NotFoundError: when the run does not know the order, or it is out of scope: none can tell.
    """
    explanation = explain_visible(database, run, viewer, order_id)
    everybody = people_in(explanation)
    visible = everybody if viewer.sees_all else visible_members(database, run, viewer, explanation)
    complete = everybody <= visible
    return Shown(explanation if complete else redact(explanation, visible), complete)


def explain_own(
    database: Database, run: Run, member_id: str, order_id: str
) -> list[tuple[Kind, tuple[Payment, ...]]]:
    """Return what an order paid a member, by kind, and why; reasons name nobody else.

    The order may be anybody's: of it nothing is told but what became the member's. Whoever asks must be
    allowed to see the member.

    Raises:
        NotFoundError: when the order paid the member nothing, or there is none: none can tell.
    """
    rows = database.read("read/members/paid_by", member=member_id, order=order_id, run=run.number)
    if not rows[0]["paid"]:
        raise NotFoundError(
            "there is no order {order_id!r} in run {number}", order_id=order_id, number=run.number
        )
    told = redact(explain_order(database, run, order_id), {member_id})
    return [(kind, paid) for kind in told.kinds if (paid := (*kind.payments, *kind.reversed))]


def explain_visible(database: Database, run: Run, viewer: Viewer, order_id: str) -> OrderExplanation:
    """Explain an order whose buyer the viewer may see; any other is as if it did not exist."""
    if not may_see_order(database, run, viewer, order_id):
        raise NotFoundError(
            "there is no order {order_id!r} in run {number}", order_id=order_id, number=run.number
        )
    return explain_order(database, run, order_id)


def visible_reasons(
    database: Database, run: Run, viewer: Viewer, reasons: Iterable[Reason]
) -> tuple[Reason, ...]:
    """Return the reasons that name nobody whom an account may not see."""
    said = tuple(reasons)
    people = {member for why in said for member in people_of(why)}
    return reasons_about(said, visible_among(database, run, viewer, people))


def visible_members(database: Database, run: Run, viewer: Viewer, explanation: OrderExplanation) -> set[str]:
    """Return those whom an explanation concerns and the viewer may see: the upline not one by one."""
    order = explanation.order
    if viewer.role is Role.MEMBER:
        return {viewer.member_id, order.buyer_id if not order.by_member else viewer.member_id}
    whose = order.buyer_id if order.by_member else order.owner_id
    line = [one.id for one in read_upline(database, run.number, whose)]
    inside = set(line[: line.index(viewer.member_id) + 1])
    outside = visible_among(database, run, viewer, people_in(explanation) - set(line))
    return inside | outside | (set() if order.by_member else {order.buyer_id})
