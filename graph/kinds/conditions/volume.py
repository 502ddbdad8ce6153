"""Condition `volume`: so much volume in a calendar month, or so many legs with so much each (R11)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import SHOWN, ConditionKind, ConditionPart, Have, Network, Wording
from graph.kinds.parameters import Values
from graph.kinds.values import Amount, Count
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Volume(ConditionPart):
    """In a calendar month at least `amount` of personal, group or team volume (`of`), net, in minor units.

    legs: so many legs with at least `leg_amount` (0: `amount`) of group volume each in that month, too.
    maintain: what a month brings is held from the first moment of the next one on: for good (keep), or for
    that next month only, unless met again (month).
    """

    kind: Literal["volume"]
    of: Literal["personal", "group", "team"] = "group"
    amount: Amount = 0
    legs: Count | None = None
    leg_amount: Amount = 0
    maintain: Literal["keep", "month"] = "keep"

    @property
    def by_month(self) -> bool:
        """That it looks at months that are over."""
        return True

    @property
    def lapses(self) -> bool:
        """Whether it must be met anew, month by month."""
        return self.maintain == "month"

    @property
    def each_leg(self) -> int:
        """The group volume that a leg needs, in minor units."""
        return self.leg_amount or self.amount


def have(condition: Volume, member: str, network: Network, _plan: "Plan") -> Have:
    """Return how far the month came that counts: the last one that is over, or the best one (keep)."""
    months = network.months()
    if not months:
        need = condition.legs or condition.amount
        return Have(0, need, lambda: Wording(reason("volume_no_month")), money=not condition.legs)
    own = network.volumes(member, condition.of)
    legs = network.leg_volumes(member) if condition.legs else []
    places = range(len(months))[-1:] if condition.lapses else range(len(months))
    place = max(places, key=lambda at: (_reached(condition, own, legs, at), own[at], -at))
    full = _reached(condition, own, legs, place)

    def tell() -> Wording:
        told: dict[str, str | int] = {"of": _of(condition), "month": months[place], "have": own[place]}
        if not condition.legs:
            return Wording(reason("volume", **told, need=condition.amount))
        details = [reason("volume", **told, need=condition.amount)] if condition.amount else []
        details += [
            reason("leg_volume", leg=leg, have=volumes[place], need=condition.each_leg)
            for leg, volumes in legs[:SHOWN]
        ]
        count: dict[str, str | int] = {"month": months[place], "have": full, "need": condition.legs}
        return Wording(
            reason("volume_legs", **count, each=condition.each_leg), details, max(0, len(legs) - SHOWN)
        )

    return Have(full, condition.legs or condition.amount, tell, money=not condition.legs)


def _reached(
    condition: Volume, own: Sequence[int], legs: Sequence[tuple[str, Sequence[int]]], place: int
) -> int:
    """Return what a month has of what is needed: volume, or full legs, never all while that is short."""
    if not condition.legs:
        return own[place]
    full = sum(volumes[place] >= condition.each_leg for _, volumes in legs)
    return full if own[place] >= condition.amount else min(full, condition.legs - 1)


def _of(condition: Volume) -> str:
    return f"{condition.of} volume"


def steps(condition: Volume, _plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statement that finds the months in which it is met."""
    return [("nightly/ranks/volume", _asked_of_months(condition))]


def _asked_of_months(condition: Volume) -> Values:
    """Return what statements take of it."""
    return {
        "of": condition.of,
        "amount": condition.amount,
        "legs": condition.legs or 0,
        "each": condition.each_leg,
        "lapses": condition.lapses,
    }


def missing(condition: Volume, _plan: "Plan") -> tuple[str, Values]:
    """Return the statement that finds who has no month with enough."""
    return "nightly/ranks/missing/volume", _asked_of_months(condition)


def task(condition: Volume, _plan: "Plan", _short: int) -> Reason:
    """Return what volume a month must bring."""
    if condition.legs:
        return reason("task_volume_legs", legs=condition.legs, each=condition.each_leg)
    return reason("task_volume", of=_of(condition), amount=condition.amount)


def problems(condition: Volume, _plan: "Plan", _number: int) -> Iterator[Problem]:
    """Check that it asks for something that not everybody has."""
    if condition.leg_amount and not condition.legs:
        yield ("leg_amount",), "of how many legs? `legs` is missing"
    if not (condition.each_leg if condition.legs else condition.amount):
        yield ("amount",), "an amount above 0.00 is expected: everybody has 0.00"


def describe(condition: Volume, _plan: "Plan") -> Reason:
    """Return the condition in words."""
    values: dict[str, str | int] = {
        "of": _of(condition),
        "amount": condition.amount,
        "maintain": condition.maintain,
    }
    if condition.legs:
        return reason("plan_volume_legs", **values, legs=condition.legs, each=condition.each_leg)
    return reason("plan_volume", **values)


KIND = ConditionKind("volume", Volume, problems, describe, have, steps, missing, task)
