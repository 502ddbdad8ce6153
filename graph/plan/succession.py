"""Several plans over time: which one pays an order, and what a later plan may change."""

from collections.abc import Iterator, Sequence

from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import message
from graph.kinds.rewards import BY_NAME
from graph.plan.model import Plan, to_data, valid_date


def in_order(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Return the plans by `valid_from`, checked as a succession.

    Raises:
        UserError: when there is none, or a later one changes what it may not.
    """
    ordered = tuple(sorted(plans, key=valid_date))
    if not ordered:
        raise UserError("a calculation needs a plan: name one with --plan")
    for place in range(1, len(ordered)):
        check_succession(ordered[:place], ordered[place])
    return ordered


def restated(plans: Sequence[Plan], later: Sequence[Plan]) -> list[Plan]:
    """Return the plans in force with the later readings that one of them is delivered with now.

    Plans from before there was a reading leave it open, so that a plan may still say it: one that is
    otherwise equal to a plan in force. All plans in force that left it open then read it so.
    """
    for plan in later:
        if any(old.open_readings and _reading_as(old, plan).hash == plan.hash for old in plans):
            return [_reading_as(old, plan) for old in plans]
    return list(plans)


def _reading_as(old: Plan, plan: Plan) -> Plan:
    return old.with_readings({name: getattr(plan.readings, name) for name in old.open_readings})


def valid_plan(plans: Sequence[Plan], at: int) -> Plan | None:
    """Return the plan that pays an order paid at `at` (microseconds UTC): the last to have started."""
    started = [plan for plan in plans if plan.starts is None or plan.starts <= at]
    return max(started, key=valid_date, default=None)


def check_succession(old_plans: Sequence[Plan], new: Plan) -> None:
    """Check that a plan can follow the earlier ones; one of them itself can.

    A later plan starts after the others, changes amounts and rates of rewards, and adds and drops kinds:
    ranks, owners and holds are calculated for the whole history under one set of
    conditions, so changing these would rewrite the past.

    Raises:
        UserError: naming the field.
    """
    if any(old.hash == new.hash for old in old_plans):
        return
    for old in old_plans:
        if valid_date(new) <= valid_date(old):
            raise UserError(
                "the plan {old} is already valid from {since} on: give {new} a later valid_from (an order is "
                "paid by the plan valid when it was paid)"
                if old.valid_from
                else "the plan {old} is already valid from the beginning: give {new} a later valid_from (an "
                "order is paid by the plan valid when it was paid)",
                old=old.name,
                new=new.name,
                since=old.valid_from,
            )
        if changed := next(_changed(old, new), None):
            raise UserError(
                "{new} changes {changed} of the earlier plan {old}: a later plan may change amounts and "
                "rates of rewards, and add or drop kinds of rewards",
                new=new.name,
                changed=message(changed),
                old=old.name,
            )


def _changed(old: Plan, new: Plan) -> Iterator[str]:
    before, after = to_data(old), to_data(new)
    for field in ("currency", "time_zone", "packages", "ranks", "team", "fund", "readings"):
        if before.get(field) != after.get(field):
            yield field
    if old.min_buyers != new.min_buyers:
        yield "groups"
    for kind in BY_NAME:
        if kind in old.kinds & new.kinds and _without_figures(old, kind) != _without_figures(new, kind):
            yield N_("rewards (more than amounts and rates)")


def _without_figures(plan: Plan, kind: str) -> list[dict[str, object]]:
    """Return rewards of a kind without what a later plan may change; of figures by rank, the ranks stay."""
    shapes = []
    for reward in (one for one in plan.rewards if one.kind == kind):
        shape = reward.model_dump(mode="json")
        for field in BY_NAME[kind].figures:
            figure = shape.pop(field, None)
            shape[field] = sorted(figure) if isinstance(figure, dict) else None
        shapes.append(shape)
    return shapes
