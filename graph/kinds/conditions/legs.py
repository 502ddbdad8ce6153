"""Condition `legs`: so many legs each contain members of a rank."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from graph.kinds.condition import (
    SHOWN,
    ConditionKind,
    ConditionPart,
    Have,
    Network,
    Wording,
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


def have(condition: Legs, member: str, network: Network, plan: "Plan") -> Have:
    """Return how many legs contain as many members of the rank as they need."""
    each = plan.each_leg(condition)
    legs = network.legs(member, plan.rank_number(condition.rank), each)
    full = sum(len(holders) >= each for _, holders in legs)

    def tell() -> Wording:
        details = []
        for leg_id, holders in legs[:SHOWN]:
            leg: dict[str, str] = {"leg": leg_id, "rank": condition.rank}
            if len(holders) >= each:
                who, reached = holders[-1]
                details.append(reason("leg_full", **leg, who=who, since=reached))
            else:
                details.append(reason("leg_short", **leg, have=len(holders), each=each))
        told = reason("legs", rank=condition.rank, each=each, have=full, need=condition.count)
        return Wording(told, details, len(legs) - len(details))

    return Have(full, condition.count, tell)


def steps(condition: Legs, plan: "Plan") -> list[tuple[str, Values]]:
    """Return the statements that roll up the legs and count the full ones."""
    each = plan.each_leg(condition)
    return [
        ("nightly/ranks/legs_start", {"since": since(plan, condition.rank)}),
        ("nightly/ranks/legs_rollup", {"each": each}),
        ("nightly/ranks/legs", {"count": condition.count, "each": each}),
    ]


def missing(condition: Legs, plan: "Plan") -> tuple[str, Values]:
    """Return the statement that counts the full legs that are missing."""
    return "nightly/ranks/missing/legs", {"count": condition.count, "each": plan.each_leg(condition)}


def task(condition: Legs, plan: "Plan", short: int) -> Reason:
    """Return what to do about so many legs that are missing."""
    each = plan.each_leg(condition)
    if each == short == 1:
        return reason("task_leg", rank=condition.rank)
    if each == 1:
        return reason("task_legs", short=short, rank=condition.rank)
    return reason("task_full_legs", short=short, each=each, rank=condition.rank)


def problems(condition: Legs, plan: "Plan", number: int) -> Iterator[Problem]:
    """Check that it counts members of lower ranks."""
    return counts_lower_ranks(condition.rank, plan, number)


def describe(condition: Legs, plan: "Plan") -> Reason:
    """Return the condition in words."""
    each = plan.each_leg(condition)
    if each == 1:
        return reason("plan_legs", count=condition.count, rank=condition.rank)
    return reason("plan_full_legs", count=condition.count, each=each, rank=condition.rank)


KIND = ConditionKind("legs", Legs, problems, describe, have, steps, missing, task)
