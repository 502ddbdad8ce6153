"""Condition `legs`: so many legs each contain members of a rank."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import (
    SHOWN,
    ConditionKind,
    ConditionPart,
    Have,
    Network,
    Told,
    counts_lower_ranks,
)
from graph.kinds.parameters import Values, since
from graph.kinds.values import Count, Each, RankName
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem

if TYPE_CHECKING:
    from graph.plan.model import Plan


class Legs(ConditionPart):
    """At least `count` legs each contain `each` members of `rank` or higher ("per_leg": the reading's)."""

    kind: Literal["legs"]
    count: Count
    rank: RankName
    each: Each = 1


def have(one: Legs, member: str, network: Network, plan: "Plan") -> Have:
    """Return how many legs contain as many members of the rank as they need."""
    each = plan.each_leg(one)
    legs = network.legs(member, plan.rank_number(one.rank), each)
    full = sum(len(holders) >= each for _, holders in legs)

    def tell() -> Told:
        details = []
        for leg_id, holders in legs[:SHOWN]:
            leg: dict[str, str] = {"leg": leg_id, "rank": one.rank}
            if len(holders) >= each:
                who, reached = holders[-1]
                details.append(reason("leg_full", **leg, who=who, since=reached))
            else:
                details.append(reason("leg_short", **leg, have=len(holders), each=each))
        told = reason("legs", rank=one.rank, each=each, have=full, need=one.count)
        return Told(told, details, len(legs) - len(details))

    return Have(full, one.count, tell)


def steps(one: Legs, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statements that roll up the legs and count the full ones."""
    each = plan.each_leg(one)
    return [
        ("ranks/legs_start", {"since": since(plan, one.rank)}),
        ("ranks/legs_rollup", {"each": each}),
        ("ranks/legs", {"count": one.count, "each": each}),
    ]


def problems(one: Legs, plan: "Plan", number: int) -> Iterator[Problem]:
    """Check that it counts members of lower ranks."""
    return counts_lower_ranks(one.rank, plan, number)


def describe(one: Legs, plan: "Plan") -> Reason:
    """Return the condition in words."""
    each = plan.each_leg(one)
    if each == 1:
        return reason("plan_legs", count=one.count, rank=one.rank)
    return reason("plan_full_legs", count=one.count, each=each, rank=one.rank)


KIND = ConditionKind("legs", Legs, problems, describe, have, steps)
