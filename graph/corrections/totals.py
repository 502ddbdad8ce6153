"""Root causes of what is of many orders: days of pools, months and buying groups."""

from collections.abc import Mapping
from datetime import date, timedelta

from graph.clock import day_start, point
from graph.corrections.changes import Changes, Key
from graph.corrections.model import Cause, CauseKind, Found, Target
from graph.months import first_day_of, number_of
from graph.reads.runs import Run

_DAY = timedelta(days=1)
_LOOKED_AT = 200
"""Of how many changed orders of a month it is looked whose volume they are: those of one night, as a rule."""


def causes_of_pools(changes: Changes, run: Run, targets: list[Target]) -> Found:
    """Return why days of pools were shared otherwise (R7): orders, holders, or what was carried."""
    by_key = {(one.id, one.day, one.run): one for one in targets}
    rows = [{"pool": one.id, "day": one.day, "run": one.run, **_span(one.day, run)} for one in targets]
    read = list(changes.read("read/corrections/pools", rows))
    of_orders = changes.of_orders((order, row["run"]) for row in read for order in row["changed"])
    found: Found = {}
    for row in read:
        target = by_key[row["pool"], row["day"], row["run"]]
        start = day_start(date.fromisoformat(row["day"]), run.zone)
        causes = (of_orders[order, row["run"]] for order in row["changed"])
        if row["fed"]:
            other = CauseKind.PLAN if changes.has_other_plan(row["run"], start) else CauseKind.CORRECTION
            found[target] = next((one for one in causes if one), Cause(other))
        elif row["holders"]:
            found[target] = Cause(CauseKind.RANK_CHANGE)
        else:
            found[target] = Cause(CauseKind.POOL_ROUNDING)
    return found


def causes_of_months(changes: Changes, run: Run, targets: list[Target]) -> Found:
    """Return why months of payees were paid otherwise (R11): an order of the group, the tree, or the plan."""
    spans = {one.id: _span_of_month(one.day, run) for one in targets}
    by_plan = {
        one: Cause(CauseKind.PLAN) for one in targets if changes.has_other_plan(one.run, spans[one.id][0])
    }
    left = [one for one in targets if one not in by_plan]
    stretches = sorted({(one.run, *spans[one.id]) for one in left})
    rows = [{"run": number, "start": start, "end": end} for number, start, end in stretches]
    if not rows:
        return dict(by_plan)
    read = changes.database.read("read/corrections/changed", rows=rows, limit=_LOOKED_AT)
    of_orders = changes.of_orders((row["order_id"], row["run"]) for row in read)
    above: dict[tuple[int, int], list[tuple[Cause, frozenset[str]]]] = {}
    for row in read:
        if cause := of_orders[row["order_id"], row["run"]]:
            above.setdefault((row["run"], row["start"]), []).append((cause, frozenset(row["above"])))
    found: Found = dict(by_plan)
    for one in left:
        changed = above.get((one.run, spans[one.id][0]), [])
        own = next((cause for cause, members in changed if one.payee_id in members), None)
        found[one] = own or _fact_below(changes, one) or Cause(CauseKind.CORRECTION)
    return found


def _fact_below(changes: Changes, target: Target) -> Cause | None:
    facts = (fact for fact in changes.facts.get(target.run, ()) if target.payee_id in fact.above)
    return next((Cause(CauseKind.CORRECTION, member_id=fact.member_id) for fact in facts), None)


def causes_of_groups(changes: Changes, _run: Run, targets: list[Target]) -> Found:
    """Return why leaders of buying groups were paid otherwise (R12): by an order of the group."""
    rows = [{"group": one.id, "run": one.run} for one in targets]
    read = {
        (row["group_id"], row["run"]): row["changed"] for row in changes.read("read/corrections/groups", rows)
    }
    of_orders = changes.of_orders((order, number) for (_, number), order in read.items())
    return {one: _of_group(read.get((one.id, one.run)), one, of_orders) for one in targets}


def _of_group(order: str | None, target: Target, of_orders: Mapping[Key, Cause | None]) -> Cause:
    cause = of_orders[order, target.run] if order else None
    return cause or Cause(CauseKind.CORRECTION)


def _span(day: str, run: Run) -> dict[str, str]:
    first = date.fromisoformat(day)
    return {
        "start": point(day_start(first, run.zone)),
        "end": point(day_start(first + _DAY, run.zone)),
    }


def _span_of_month(day: str, run: Run) -> tuple[int, int]:
    number = number_of(date.fromisoformat(day))
    return day_start(first_day_of(number), run.zone), day_start(first_day_of(number + 1), run.zone)
