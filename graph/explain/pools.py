"""R7 explained: what an order puts into pools and what became of it, why a member shares one on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from graph.clock import day_of, day_start, point
from graph.database import Database, Row
from graph.errors import NotFoundError
from graph.explain.facts import Case, read_case, read_people
from graph.explain.model import PoolContribution
from graph.kinds.moment import Moment, Person
from graph.kinds.rewards import OF_DAYS
from graph.kinds.rewards.pool import holds
from graph.plan import Plan
from graph.reads.runs import Run, run_of_record
from graph.words.reasons import Reason, reason

Fed = dict[str, tuple[int, Sequence[Reason]]]


def contributions(database: Database, run: Run, case: Case) -> Iterator[PoolContribution]:
    """Yield what an order feeds to each pool as of a run, and what was shared of the pool on its day."""
    if case.plan is None:
        return
    plan, day, fed = case.plan, case.order.day, _fed(case)
    days = database.read("read/explain/pool_days", names=list(fed), day=day, run=run.number)
    shared = {row["name"]: row for row in days}
    for pool, (amount, working) in fed.items():
        row = shared.get(pool)
        later = tuple(_counted_later(database, run, case, pool, row))
        if amount or later:
            became = (_shared(pool, row, day, plan),) if row or not later else ()
            yield PoolContribution(pool, amount, (*working, *became, *_adjusted(row), *later))


def _fed(case: Case) -> Fed:
    plan = case.plan
    moment = Moment(case.order.point, case.order.packages, case.upline)
    kinds = OF_DAYS.values() if plan else ()
    return {name: kind.fed(moment, plan, name) for kind in kinds if plan for name in kind.pools(plan)}


def _shared(pool: str, row: Row | None, day: str, plan: Plan) -> Reason:
    if row is None:
        return reason("pool_open", day=day)
    rank = pool if plan.readings.holders == "exact" else f"{pool} or higher"
    if not row["holders"]:
        return reason("pool_nobody", day=day, rank=rank, carried=row["carried"])
    total = row["share"] * row["holders"] + row["carried"]
    figures = {name: row[name] for name in ("fed", "holders", "share", "carried")}
    before = total - row["fed"] - row["adjusted"]
    return reason("pool_shared", day=day, rank=rank, total=total, before=before, **figures)


def _adjusted(row: Row | None) -> Iterator[Reason]:
    if row and row["adjusted"]:
        yield reason("pool_adjusted", adjusted=row["adjusted"])


def _counted_later(database: Database, run: Run, case: Case, pool: str, row: Row | None) -> Iterator[Reason]:
    """Yield by how much the order feeds otherwise than when its day was closed, and when that was added."""
    order = case.order
    if run.plans[0].readings.pool_days == "restate" or order.day >= day_of(run.as_of, run.zone).isoformat():
        return
    closed = row["run"] if row else 0
    changed = max(order.version, order.withdrawn, *(refund.run for refund in order.refunds))
    if changed <= closed:
        return
    then, now = _fed_then(database, case, pool, closed), _fed(case)[pool][0]
    if then == now:
        return
    day = {"pool": pool, "day": order.day, "since": changed, "run": run.number}
    later = database.read("read/explain/pool_adjusted", **day)[0]["later"]
    if later:
        yield reason("pool_later", day=order.day, fed=then, difference=now - then, added=later)
    else:
        yield reason("pool_waits", day=order.day, fed=then, difference=now - then)


def _fed_then(database: Database, case: Case, pool: str, closed: int) -> int:
    """Return what an order was counted with when a run closed its day; 0: no run did, or did not know it."""
    if not closed:
        return 0
    try:
        fed = _fed(read_case(database, run_of_record(database, closed), case.order.id))
    except NotFoundError:
        return 0
    return fed[pool][0] if pool in fed else 0


def holder_of(database: Database, run: Run, person: Person, row: Row) -> Person:
    """Return a member as the run saw it that shared a pool's day: a day that is closed stays as it was."""
    if run.plans[0].readings.pool_days == "restate":
        return person
    return read_people(database, row["run"], [person.id]).get(person.id, replace(person, since=()))


def why_pool(person: Person, row: Row, plan: Plan, run: Run) -> Reason:
    """Return why a member shares a pool of a day, or not: the rank it held when the day ended (R7)."""
    held = person.rank_before(point(day_start(date.fromisoformat(row["day"]) + timedelta(days=1), run.zone)))
    if holds(held, row["pool"], plan):
        return reason("pool_holder", rank=plan.ranks[held].id, holders=row["holders"])
    which = "pool_lower" if held < plan.rank_number(row["pool"]) else "pool_higher"
    return reason(which, held=plan.ranks[held].id, rank=row["pool"])
